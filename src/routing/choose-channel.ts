import type { ChannelAsked, ChannelKnown, KnownChannel } from './channel-asked.js';
import { checkChannel, type ChannelCheck, type ChannelQuestions, type ChannelReason } from './channel-checks.js';
import type { ChannelPolicy } from './channel-policy.js';
import { isTrusted } from './channel-trust.js';
import { exploreChannel } from './explore-channel.js';
import { amongAssisted, amongProven, rankChannels, type Criterion, type Ranking } from './rank-channels.js';

/** One channel as it was weighed, for the decision record. */
export interface WeighedChannel {
  readonly channel: string;
  readonly checks: readonly ChannelCheck[];
  /** whether it is trusted with the intent, to be known to the next decision, so that trust is not won and lost by chance; absent where no intent was asked about */
  readonly trusted?: boolean;
  /** why it is not the one: what spoke against it first, in what the better one is better, or that another was tried; absent on the one chosen */
  readonly lost?: ChannelReason | Criterion | 'another-tried';
}

/** Which channel, and for every channel why or why not: `weighed` has the one chosen first, then what would do as well, best first, then the rest. */
export type ChannelDecision = { readonly weighed: readonly WeighedChannel[] } & (
  | {
    readonly verdict: 'chosen';
    readonly channel: string;
    /** it is proven, it is tried so that it can be, or it is the best with a person who is there now */
    readonly because: 'proven' | 'explored' | 'assisted';
    /** channels that would do as well, best first */
    readonly alternatives: readonly string[];
  }
  /** none can be used now; `until`: when one opens that could, epoch milliseconds, where one does */
  | { readonly verdict: 'none'; readonly because: 'all-closed' | 'no-way'; readonly until?: number }
);

/**
 * The channel that will most likely solve this for this customer now: of those that can carry it, may be used, can be used by the customer, are
 * open and quick enough, one that is proven to solve the intent (care-rules 2.3, 3.17), or on intents of low risk now and then one that may be;
 * else the best with a person that is open now, proven and quick enough or not. Remembers nothing of the time before but `trusted`.
 */
export function chooseChannel(policy: ChannelPolicy, known: ChannelKnown, asked: ChannelAsked): ChannelDecision {
  const weighing = weighAll({ policy, known, asked });
  const usual = usualChoice(weighing);
  const tried = tryAnother(weighing, usual);
  if (tried !== undefined) return chosen(weighing, { because: 'explored', best: tried, ranking: usual?.ranking });
  return usual === undefined ? none(weighing) : chosen(weighing, usual);
}

interface Weighing { readonly questions: ChannelQuestions; readonly checks: ReadonlyMap<KnownChannel, readonly ChannelCheck[]> }
interface Choice { readonly because: 'proven' | 'explored' | 'assisted'; readonly best: KnownChannel; readonly ranking: Ranking | undefined }
type Failed = ChannelCheck & { readonly failed: ChannelReason };

const weighAll = (questions: ChannelQuestions): Weighing => ({ questions, checks: new Map(questions.known.channels.map((channel) => [channel, checkChannel(questions, channel)])) });

function usualChoice(weighing: Weighing): Choice | undefined {
  const proven = rankChannels(heldBackBy(weighing, []), amongProven, weighing.questions.known.preferred);
  const [best] = proven.ranked;
  if (best !== undefined) return { because: 'proven', best, ranking: proven };
  const assisted = rankAssisted(weighing);
  const [person] = assisted.ranked;
  return person && { because: 'assisted', best: person, ranking: assisted };
}

/** Those that are quick enough go before those that are not. */
function rankAssisted(weighing: Weighing): Ranking {
  const people = (overlooked: readonly ChannelCheck['check'][]): readonly KnownChannel[] => heldBackBy(weighing, overlooked).filter(({ assisted }) => assisted);
  const quick = people(['success']);
  return rankChannels(quick.length > 0 ? quick : people(['success', 'urgency']), amongAssisted, weighing.questions.known.preferred);
}

/** The channels that are held back by nothing, or by no more than these checks. */
const heldBackBy = ({ checks }: Weighing, overlooked: readonly ChannelCheck['check'][]): readonly KnownChannel[] =>
  [...checks].filter(([, some]) => failedOf(some).every(({ check }) => overlooked.includes(check))).map(([channel]) => channel);

const failedOf = (checks: readonly ChannelCheck[] = []): readonly Failed[] => checks.filter((check): check is Failed => check.failed !== undefined);

/** A customer whose own wish can be met is not experimented with. */
function tryAnother(weighing: Weighing, usual: Choice | undefined): KnownChannel | undefined {
  const { policy, known, asked } = weighing.questions;
  if (usual !== undefined && known.preferred?.includes(usual.best.channel) === true) return undefined;
  const tries = heldBackBy(weighing, ['success']).filter((channel) => channel !== usual?.best && firstFailed(weighing, channel) === 'unproven');
  return exploreChannel(policy, asked, tries);
}

const firstFailed = ({ checks }: Weighing, channel: KnownChannel): ChannelReason | undefined => failedOf(checks.get(channel))[0]?.failed;

function chosen(weighing: Weighing, { because, best, ranking }: Choice): ChannelDecision {
  const others = (ranking?.ranked ?? []).filter((channel) => channel !== best);
  const rest = [...weighing.checks.keys()].filter((channel) => channel !== best && !others.includes(channel));
  return {
    verdict: 'chosen', channel: best.channel, because,
    alternatives: others.map(({ channel }) => channel),
    weighed: [
      weigh(weighing, best),
      ...others.map((channel) => weigh(weighing, channel, because === 'explored' ? 'another-tried' : ranking?.behindBy(channel))),
      ...rest.map((channel) => weigh(weighing, channel, firstFailed(weighing, channel))),
    ],
  };
}

function none(weighing: Weighing): ChannelDecision {
  const weighed = weighing.questions.known.channels.map((channel) => weigh(weighing, channel, firstFailed(weighing, channel)));
  const closed = heldBackBy(weighing, ['availability', 'urgency', 'success']).filter((channel) => channel.assisted || heldBackBy(weighing, ['availability']).includes(channel));
  const opens = closed.flatMap(({ opensAt }) => opensAt ?? []);
  return closed.length === 0 ? { verdict: 'none', because: 'no-way', weighed } : { verdict: 'none', because: 'all-closed', ...(opens.length > 0 && { until: Math.min(...opens) }), weighed };
}

function weigh({ questions, checks }: Weighing, channel: KnownChannel, lost?: WeighedChannel['lost']): WeighedChannel {
  const { policy, asked } = questions;
  return {
    channel: channel.channel,
    checks: checks.get(channel) ?? [],
    ...(asked.intent !== undefined && { trusted: isTrusted(channel.success, channel.trusted ?? false, policy) }),
    ...(lost !== undefined && { lost }),
  };
}
