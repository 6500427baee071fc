import { responseSteps, type ResponseTally } from '../model/response-tally.js';
import { dayOf } from './day-of.js';
import { decayWeight, withoutOldDays, type DecayAsked } from './decay-weight.js';

/** One customer who wrote or called and was answered for the first time, or gave up: `tookMs` is Infinity then. */
export interface FirstResponse { readonly channel: string; /** epoch milliseconds */ readonly at: number; readonly tookMs: number }

/** Few answers say nothing of nine in ten. */
const fewest = 10;

/** A channel's tally once more responses are counted; exact, in any order and any parts. A time that is no time is counted as the longest. */
export function foldResponses(tally: ResponseTally, responses: readonly Omit<FirstResponse, 'channel'>[]): ResponseTally {
  const days = new Map(tally.days.map(({ day, counts }) => [day, counts]));
  for (const { at, tookMs } of responses) {
    const step = stepOf(tookMs);
    days.set(dayOf(at), (days.get(dayOf(at)) ?? noneCounted).map((count, index) => (index === step ? count + 1 : count)));
  }
  return { channel: tally.channel, days: [...days].map(([day, counts]) => ({ day, counts })).toSorted((a, b) => a.day - b.day) };
}

/**
 * The time within which nine of ten had their first response (care-rules 2.3), milliseconds: the least of `responseSteps` that is long enough, so that a
 * band of urgency is met exactly when it says so; Infinity beyond the last. Days count less the older they are. Absent below ten responses.
 */
export function responseWithin({ days }: ResponseTally, asked: DecayAsked): number | undefined {
  const counts = noneCounted.map((_, step) => days.reduce((sum, day) => sum + (day.counts[step] ?? 0) * decayWeight(day.day, asked), 0));
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all < fewest) return undefined;
  let slower = all;
  // asked by the tenth that may be slower, which rounding cannot make more than it is where nobody was
  const enough = counts.findIndex((count) => (slower -= count) <= all / 10 + all * Number.EPSILON * counts.length);
  return responseSteps[enough] ?? Infinity;
}

/** The tally without what counts no more; no answer changes by it, now or later. */
export function pruneResponses(tally: ResponseTally, asked: DecayAsked): ResponseTally {
  const days = withoutOldDays(tally.days, asked);
  return days === tally.days ? tally : { ...tally, days };
}

const noneCounted: readonly number[] = [...responseSteps, Infinity].map(() => 0);

function stepOf(tookMs: number): number {
  const step = responseSteps.findIndex((most) => tookMs <= most);
  return step < 0 ? responseSteps.length : step;
}
