import type { SuccessTally } from '../model/success-tally.js';
import { decayWeight, withoutOldDays, type DecayAsked } from './decay-weight.js';

/** What counts after decay: issues and those of them that were solved, no longer whole numbers. */
export interface Decayed { readonly issues: number; readonly solved: number }

/**
 * What a tally counts now, each issue by its age (care-rules 3.17). To take the sum of the weights for the number of issues makes bounds on them wider
 * than they had to be, never narrower.
 */
export function decayedSuccess({ days }: SuccessTally, asked: DecayAsked): Decayed {
  let [issues, solved] = [0, 0];
  for (const day of days) {
    const weight = decayWeight(day.day, asked);
    issues += day.issues * weight;
    solved += day.solved * weight;
  }
  // rounding may lead a hair over
  return { issues, solved: Math.min(solved, issues) };
}

/** The tally without what counts no more; no answer changes by it, now or later. */
export function pruneSuccess(tally: SuccessTally, asked: DecayAsked): SuccessTally {
  const days = withoutOldDays(tally.days, asked);
  return days === tally.days ? tally : { ...tally, days };
}
