import { dayOf } from './day-of.js';

/** `now` in epoch milliseconds; what happened `halfLifeDays` ago counts half. */
export interface DecayAsked { readonly now: number; readonly halfLifeDays: number }

/** what is this old counts less than a thousandth */
const halfLivesKept = 10;

/** What a thing of a day counts now: `0.5 ^ (age / half-life)`, its age in whole days (care-rules 3.17); nothing after ten half-lives. A day that is still to come counts as today. */
export function decayWeight(day: number, { now, halfLifeDays }: DecayAsked): number {
  const halfLives = Math.max(0, dayOf(now) - day) / halfLifeDays;
  return halfLives < halfLivesKept ? 0.5 ** halfLives : 0;
}

/** The days that still count; no answer changes by leaving out the others, now or later. The same list where all do. */
export function withoutOldDays<D extends { readonly day: number }>(days: readonly D[], asked: DecayAsked): readonly D[] {
  const kept = days.filter(({ day }) => decayWeight(day, asked) > 0);
  return kept.length === days.length ? days : kept;
}
