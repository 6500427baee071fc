import type { ChannelNeeds, SendParams } from '../../model/effect.js';
import type { ChannelCheck } from '../../routing/channel-checks.js';
import type { ChannelDecision } from '../../routing/choose-channel.js';
import { chooseFor, type Choosing } from '../channel/choose-for.js';
import { mayWriteOn } from '../channel/may-write-on.js';
import { noteChoice } from '../channel/note-choice.js';
import type { Applying } from '../instance/applying.js';
import { declarationOf } from '../journey-book.js';
import type { Turn } from '../turn.js';

type Params = SendParams<ChannelNeeds>;

/** Those with an address, best first: the one the journey names, or any that it may use, from the one the customer used last. */
export function channelsFor(turn: Turn, applying: Applying, params: Params, key: string): readonly string[] {
  if (params.channel !== 'best') return addressOn(turn, params.channel) === undefined ? [] : [params.channel];
  const { among, not }: { readonly among?: readonly string[]; readonly not?: readonly string[] } = 'among' in params || 'not' in params ? params : {};
  const named = (among ?? Object.keys(declarationOf(applying.journey).channels)).filter((name) => not?.includes(name) !== true);
  const allowed = named.filter((name) => mayWriteOn(turn.world.channels[name], turn.state));
  const { conversations } = turn.state;
  const decision = chooseBest(turn, params, { key, instance: applying.instance.id, among: named });
  return bestFirst(decision, allowed.toSorted((a, b) => (conversations[b]?.heardAt ?? 0) - (conversations[a]?.heardAt ?? 0)));
}

/** The choice where the host says what its channels are like, kept for who asks why; of all that the journey may use, so that it says of each why not. */
function chooseBest(turn: Turn, { template, purpose }: Params, { key, instance, among }: { readonly key: string; readonly instance: string; readonly among: readonly string[] }): ChannelDecision | undefined {
  const asked: Choosing = { key: `${turn.customer}/${turn.now}`, needs: ['text'], among, purpose, ...(template !== undefined && { asTemplate: true }) };
  const decision = chooseFor(turn.world, turn, asked);
  if (decision !== undefined) noteChoice(turn, { key, instance, asked, decision });
  return decision;
}

/**
 * The one chosen goes first; behind it stands what is only not proven, not quick or not open now, then what can hardly be used or is on its way out
 * (care-rules 3.20), and last one that nobody serves any more: whether it goes there at all the rules say.
 */
function bestFirst(decision: ChannelDecision | undefined, allowed: readonly string[]): readonly string[] {
  if (decision === undefined) return allowed;
  const best = decision.verdict === 'chosen' ? [decision.channel, ...decision.alternatives].filter((name) => allowed.includes(name)) : [];
  const failed = (name: string): readonly ChannelCheck[] => decision.weighed.find(({ channel }) => channel === name)?.checks.filter((check) => check.failed !== undefined) ?? [];
  const isLeft = (name: string): boolean => failed(name).some(({ by }) => by === 'redirect-only' || by === 'retired');
  const [usable, others] = [allowed.filter((name) => failed(name).every(isPassing)), allowed.filter((name) => !failed(name).every(isPassing))];
  return [...new Set([...best, ...usable, ...others.filter((name) => !isLeft(name)), ...others.filter(isLeft)])];
}

/** What says nothing of whether a message arrives. */
const isPassing = ({ check }: ChannelCheck): boolean => check === 'success' || check === 'urgency' || check === 'availability' || check === 'permission';

/** Where a customer is reached on a channel: their newest identity of its namespace, without the namespace. */
export function addressOn({ world, state }: Turn, channel: string): string | undefined {
  const namespace = world.channels[channel]?.identityNamespace;
  return namespace === undefined ? undefined : state.identities.findLast((identity) => identity.startsWith(`${namespace}:`))?.slice(namespace.length + 1);
}
