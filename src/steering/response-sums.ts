import { dayOf } from '../insight/day-of.js';
import { responseWithin } from '../insight/response-times.js';
import { responseSteps, type ResponseTally } from '../model/response-tally.js';
import type { DaySpan } from './success-sums.js';

const nameOf = (channel: string, day: number, step: number): string => `responses ${day} ${step} ${JSON.stringify(channel)}`;
/** one for each of `responseSteps`, and one for what took longer or never came */
const steps: readonly number[] = Array.from({ length: responseSteps.length + 1 }, (_, step) => step);

/** The sum that a first answer adds 1 to; `tookMs` is Infinity where it never came. */
export function sumOfResponse({ channel, at, tookMs }: { readonly channel: string; readonly at: number; readonly tookMs: number }): string {
  const step = responseSteps.findIndex((most) => tookMs <= most);
  return nameOf(channel, dayOf(at), step < 0 ? responseSteps.length : step);
}

/** The names of all sums of first answers, in the order in which `responsesFrom` reads them. */
export const responseSums = (channels: readonly string[], days: DaySpan): readonly string[] =>
  channels.flatMap((channel) => eachDay(days).flatMap((day) => steps.map((step) => nameOf(channel, day, step))));

/** Within which time nine of ten had their first answer, milliseconds, by channel; one on which fewer than ten were counted is left out. */
export function responsesFrom(channels: readonly string[], days: DaySpan, { sums, now, halfLifeDays }: { readonly sums: readonly number[]; readonly now: number; readonly halfLifeDays: number }): { readonly [channel: string]: number } {
  const all = eachDay(days);
  return Object.fromEntries(channels.flatMap((channel, place) => {
    const tally: ResponseTally = { channel, days: all.map((day, i) => ({ day, counts: steps.map((step) => sums[(place * all.length + i) * steps.length + step] ?? 0) })) };
    const within = responseWithin(tally, { now, halfLifeDays });
    return within === undefined ? [] : [[channel, within] as const];
  }));
}

const eachDay = ({ from, until }: DaySpan): readonly number[] => Array.from({ length: until - from + 1 }, (_, i) => from + i);
