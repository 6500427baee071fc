import { dayOf } from '../insight/day-of.js';
import type { PendingIssue } from '../model/pending-issue.js';
import type { SuccessDay, SuccessTally } from '../model/success-tally.js';

/** Which intents on which channels. */
export interface SumSpace { readonly intents: readonly string[]; readonly channels: readonly string[] }
/** Days counted since 1970-01-01 UTC, both included. */
export interface DaySpan { readonly from: number; readonly until: number }

const nameOf = (what: 'issues' | 'solved', intent: string, channel: string, day: number): string => `${what} ${day} ${JSON.stringify([intent, channel])}`;

/** The sums that a settled issue adds 1 to: whole numbers of one day, so that the order in which issues are settled, and by whom, changes nothing. */
export function sumsOfIssue({ intent, channel, at, solved }: PendingIssue): readonly string[] {
  const day = dayOf(at);
  return [nameOf('issues', intent, channel, day), ...(solved ? [nameOf('solved', intent, channel, day)] : [])];
}

/** The names of all sums of a space and time, in the order in which `talliesFrom` reads them. */
export const successSums = (space: SumSpace, days: DaySpan): readonly string[] =>
  pairsOf(space).flatMap(({ intent, channel }) => eachDay(days).flatMap((day) => [nameOf('issues', intent, channel, day), nameOf('solved', intent, channel, day)]));

/** The tallies that the sums make; a pair of which nothing is counted has none. */
export function talliesFrom(space: SumSpace, days: DaySpan, sums: readonly number[]): readonly SuccessTally[] {
  const all = eachDay(days);
  return pairsOf(space).flatMap((pair, place) => {
    const counted = all.flatMap((day, i): readonly SuccessDay[] => {
      const at = (place * all.length + i) * 2;
      const issues = sums[at] ?? 0;
      return issues === 0 ? [] : [{ day, issues, solved: Math.min(issues, sums[at + 1] ?? 0) }];
    });
    return counted.length === 0 ? [] : [{ ...pair, days: counted }];
  });
}

const pairsOf = ({ intents, channels }: SumSpace) => intents.flatMap((intent) => channels.map((channel) => ({ intent, channel })));
const eachDay = ({ from, until }: DaySpan): readonly number[] => Array.from({ length: until - from + 1 }, (_, i) => from + i);
