import type { KnownChannel } from './channel-asked.js';
import { answersWithin } from './channel-checks.js';
import { sureShare } from './channel-trust.js';

/** What makes one channel better than another that would do as well; `order` is the host's own. */
export type Criterion = 'preference' | 'promotion' | 'cost' | 'success' | 'time' | 'order';

/** Channels, best first, and by what a channel is behind the best one. */
export interface Ranking { readonly ranked: readonly KnownChannel[]; readonly behindBy: (channel: KnownChannel) => Criterion }

/** Of channels that are proven the cheaper one is as good. */
export const amongProven: readonly Criterion[] = ['preference', 'promotion', 'cost', 'success', 'time'];
/** Of channels that are not, nothing is saved on the customer. */
export const amongAssisted: readonly Criterion[] = ['preference', 'promotion', 'success', 'time', 'cost'];

/** Ranks channels by criteria, the first that tells two apart decides; where none does, they stay in the order given. */
export function rankChannels(channels: readonly KnownChannel[], criteria: readonly Criterion[], preferred: readonly string[] = []): Ranking {
  const apart = (a: KnownChannel, b: KnownChannel): Criterion | undefined => criteria.find((one) => badness(one, a, preferred) !== badness(one, b, preferred));
  const isWorse = (one: Criterion, a: KnownChannel, b: KnownChannel): boolean => badness(one, a, preferred) > badness(one, b, preferred);
  const ranked = channels.toSorted((a, b) => {
    const by = apart(a, b);
    return by === undefined ? 0 : isWorse(by, a, b) ? 1 : -1;
  });
  const [best] = ranked;
  return { ranked, behindBy: (channel) => (best === undefined ? undefined : apart(best, channel)) ?? 'order' };
}

/** The smaller the better. What is not known, or is no number, is worst. */
function badness(criterion: Criterion, channel: KnownChannel, preferred: readonly string[]): number {
  switch (criterion) {
    case 'preference': return preferred.includes(channel.channel) ? preferred.indexOf(channel.channel) : Infinity;
    case 'promotion': return (channel.stage ?? 'active') === 'active' ? 0 : 1;
    case 'cost': return costOfSolved(channel);
    case 'success': return 1 - sureShare(channel.success);
    case 'time': return orWorst(answersWithin(channel));
    case 'order': return 0;
  }
}

/** A cheap contact that has to be repeated is not cheap. */
function costOfSolved({ cost = Infinity, success }: KnownChannel): number {
  if (!(cost >= 0)) return Infinity;
  return cost === 0 || success === undefined ? cost : cost / sureShare(success);
}

const orWorst = (value: number): number => (Number.isNaN(value) ? Infinity : value);
