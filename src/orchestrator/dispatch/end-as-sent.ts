import { isAnswer, isAnswering, noteAnswerSent } from '../../customer/channel/note-response.js';
import type { EffectBody, SendBody } from '../../customer/effect-body.js';
import { rulesOf } from '../../customer/message/ask-contact.js';
import { mayHavePlace, usePlace } from '../../customer/message/place-under-caps.js';
import { isPrintable } from '../../model/printable-text.js';
import type { DueEffect } from '../../ports/store.js';
import { failpoint } from '../failpoint.js';
import type { CachedCustomer } from '../lane/customer-cache.js';
import { takeTurn } from '../lane/take-turn.js';
import { atHome, ownerOf } from '../merge/home-lane.js';
import { isAway } from '../merge/moved-away.js';
import type { Runtime } from '../runtime.js';
import type { Ended } from './perform-effect.js';
import { about, mark, type EndingParts } from './settle-effect.js';

/** The adapter took it. `fresh`: provider ids whose mark is not durable yet; a receipt may be faster. */
export async function endAsSent(parts: EndingParts, fresh: Map<string, string>, { due, body, performed }: { readonly due: DueEffect; readonly body: EffectBody; readonly performed: Exclude<Ended, { status: 'refused' | 'retry' }> }): Promise<void> {
  failpoint('after send before record');
  if (body.kind !== 'send' || performed.status !== 'sent') return mark(parts, due, { key: due.key, result: 'sent' });
  const { providerId } = performed;
  // a receipt names the provider's id: remember whose message it was, unless it is our own key
  const index = parts.receiptsOf(body.channel) && providerId !== due.key && isName(providerId)
    ? { identities: { claim: [`sent:${body.channel}:${providerId}`] }, rows: { put: [{ key: `sent/${body.channel}/${providerId}`, value: due.key }] } } : {};
  const name = `${body.channel} ${providerId}`;
  if ('rows' in index) fresh.set(name, due.key);
  const counted = isCounted(parts.runtime, due, body);
  if (counted === true || (counted !== false && await counted)) await countAsSent(parts, due, body);
  mark(parts, due, { key: due.key, result: 'sent' }, { change: { ...index, counters: { [`channel.${body.channel}.sent`]: 1 } }, whenKept: () => fresh.delete(name) });
  parts.runtime.tell('message.sent', { ...about(due), kind: 'send', channel: body.channel });
}

/** Whether anything of its customer changes because it went: a place under a cap, or somebody had their answer. Read from the store only where this process cannot know. */
function isCounted({ world, customers, ownership }: Runtime, due: DueEffect, body: SendBody): boolean | Promise<boolean> {
  const { tenant, customer } = ownerOf(due, body.instance);
  const lane = { tenant, lane: customer };
  if (rulesOf(world).counts(body)) return true;
  const judge = (seen: CachedCustomer | undefined): boolean => seen === undefined || isAway(seen.state) || mayHavePlace(world, seen.state, { key: due.key, body }) || isAnswer(seen.state, { key: due.key, channel: body.channel });
  const mayAnswer = world.choice !== undefined && isAnswering(body);
  const seen = ownership.shared && mayAnswer ? undefined : customers.peek(lane);
  if (seen !== undefined) return judge(seen);
  return mayAnswer || world.contact !== undefined ? customers.load(lane).then(judge) : false;
}

/**
 * It keeps its place under the caps, in a commit before that of the mark: should the process die between them, the message comes again and
 * has its place.
 */
async function countAsSent(parts: EndingParts, due: DueEffect, body: SendBody): Promise<void> {
  await atHome(parts.runtime, ownerOf(due, body.instance), (home) => takeTurn(parts.runtime, home, (turn) => {
    const before = turn.state;
    usePlace(turn, due.key);
    noteAnswerSent(turn, { key: due.key, channel: body.channel });
    return turn.state === before ? undefined : [{ kind: 'decision', at: turn.now, body: JSON.stringify({ type: 'message.counted', key: due.key }) }];
  }));
}

/** An id that a provider may well name in a receipt; anything else is not worth remembering. */
const isName = (providerId: string): boolean => providerId.length > 0 && providerId.length <= longestProviderId && isPrintable(providerId);
const longestProviderId = 255;
