import type { SuccessDay, SuccessTally } from '../model/success-tally.js';
import { dayOf } from './fold-success.js';

/** What counts after decay: issues and those of them that were solved, no longer whole numbers. */
export interface Decayed { readonly issues: number; readonly solved: number }
/** `now` in epoch milliseconds; an issue of `halfLifeDays` ago counts half. */
export interface DecayAsked { readonly now: number; readonly halfLifeDays: number }

/** an issue this old counts less than a thousandth */
const halfLivesKept = 10;

/**
 * What a tally counts now, each issue as `0.5 ^ (age / half-life)` (care-rules 3.17), its age in whole days; ten half-lives are forgotten. To take the sum of
 * the weights for the number of issues makes bounds on them wider than they had to be, never narrower. A day that is still to come counts as today.
 */
export function decayedSuccess({ days }: SuccessTally, asked: DecayAsked): Decayed {
  let [issues, solved] = [0, 0];
  for (const day of days) {
    const weight = weightOf(day, asked);
    issues += day.issues * weight;
    solved += day.solved * weight;
  }
  // rounding may lead a hair over
  return { issues, solved: Math.min(solved, issues) };
}

/** The tally without what counts no more; no answer changes by it, now or later. */
export function pruneSuccess(tally: SuccessTally, asked: DecayAsked): SuccessTally {
  const kept = tally.days.filter((day) => weightOf(day, asked) > 0);
  return kept.length === tally.days.length ? tally : { ...tally, days: kept };
}

function weightOf({ day }: SuccessDay, { now, halfLifeDays }: DecayAsked): number {
  const halfLives = Math.max(0, dayOf(now) - day) / halfLifeDays;
  return halfLives < halfLivesKept ? 0.5 ** halfLives : 0;
}
