import type { ChannelNeeds, SendParams } from '../../model/effect.js';
import type { ChannelCheck } from '../../routing/channel-checks.js';
import { chooseFor } from '../channel/choose-for.js';
import type { Applying } from '../instance/applying.js';
import { declarationOf } from '../journey-book.js';
import type { Turn } from '../turn.js';

type Params = SendParams<ChannelNeeds>;

/** Those with an address, best first: the one the journey names, or any that it may use, from the one the customer used last. */
export function channelsFor(turn: Turn, applying: Applying, params: Params): readonly string[] {
  if (params.channel !== 'best') return addressOn(turn, params.channel) === undefined ? [] : [params.channel];
  const { among, not }: { readonly among?: readonly string[]; readonly not?: readonly string[] } = 'among' in params || 'not' in params ? params : {};
  const allowed = (among ?? Object.keys(declarationOf(applying.journey).channels)).filter((name) => not?.includes(name) !== true && carriesTexts(turn, name) && addressOn(turn, name) !== undefined);
  const { conversations } = turn.state;
  return bestFirst(turn, params, allowed.toSorted((a, b) => (conversations[b]?.heardAt ?? 0) - (conversations[a]?.heardAt ?? 0)));
}

/** A telephone line has an address and takes no message. */
function carriesTexts({ world }: Turn, channel: string): boolean {
  const { text, template } = world.channels[channel]?.capabilities ?? {};
  return text === true || template === true;
}

/**
 * Where the host says what its channels are like, the one chosen by that goes first; behind it stands what is only not proven, not quick or not open now,
 * then what can hardly be used or is on its way out (care-rules 3.20), and last one that nobody serves any more: whether it goes there at all the rules say.
 */
function bestFirst(turn: Turn, { template, purpose }: Params, allowed: readonly string[]): readonly string[] {
  const decision = chooseFor(turn.world, turn, { key: `${turn.customer}/${turn.now}`, needs: ['text'], among: allowed, purpose, ...(template !== undefined && { asTemplate: true }) });
  if (decision === undefined) return allowed;
  const best = decision.verdict === 'chosen' ? [decision.channel, ...decision.alternatives] : [];
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
