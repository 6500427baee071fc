import { JourneyError } from '../errors/index.js';
import { logBeta } from './log-beta.js';

/** How many customers an arm has, and how many of them reached the goal. */
export interface ArmTally { readonly customers: number; readonly reached: number }

/** What is compared, and how sure to be. */
export interface LiftAsked {
  readonly control: ArmTally;
  readonly variant: ArmTally;
  /** how often, at most, two equal arms may ever be told apart, however often is looked; 0.05 */
  readonly alpha?: number;
  /** the smallest lift that matters to you, as 0.02 for two percent more: with it, arms closer than that are told to be `same` */
  readonly smallest?: number;
}

/** What may be said now, and at any later look, with the same certainty. */
export interface Lift {
  /** `not-yet`: go on, the data do not tell them apart */
  readonly verdict: 'better' | 'worse' | 'same' | 'not-yet';
  /** the variant's share over the control's, less 1: 0.1 is ten percent more; absent while the control's share is 0 */
  readonly lift?: number;
  /** the lift lies between these, all looks together, with 1 - alpha; `until` may be Infinity */
  readonly from: number;
  readonly until: number;
}

/**
 * Compares two arms at any time and as often as wanted (care-rules 3.18). Each arm's share has the likelihood ratio of a Beta(½,½) mixture,
 * `B(½+k, ½+n-k) / (B(½,½) pᵏ(1-p)ⁿ⁻ᵏ)`, a martingale with mean 1 at its true share (Robbins 1970), and so has the product of both arms; by
 * Ville's inequality it ever exceeds 1/alpha with probability at most alpha. The shares at which the product is below that are the confidence
 * sequence, and `from` and `until` its least and greatest ratio: no rule of when to stop or how often to look makes it wrong. Needs independent
 * customers, each counted once. InvalidInput for counts that make no sense.
 */
export function judgeLift({ control, variant, alpha = 0.05, smallest }: LiftAsked): Lift {
  [control, variant].forEach(checkTally);
  if (!(alpha > 0 && alpha < 1)) throw new JourneyError('InvalidInput', 'alpha is a number between 0 and 1.', { path: 'alpha' });
  const bar = -Math.log(alpha);
  const [low, high] = logRatios(control, variant, bar);
  const [from, until] = [Math.exp(low) - 1, Math.exp(high) - 1];
  const lift = control.reached === 0 || variant.customers === 0 ? undefined : (variant.reached / variant.customers) / (control.reached / control.customers) - 1;
  return { verdict: verdictOf({ from, until, smallest }), from, until, ...(lift !== undefined && { lift }) };
}

/** How much the data speak against both arms being equal: the logarithm of the evidence, told apart from -ln(alpha) on. */
export function evidenceOfDifference(control: ArmTally, variant: ArmTally): number {
  const share = (control.reached + variant.reached) / Math.max(1, control.customers + variant.customers);
  return logMixture(control) + logMixture(variant) - logLikelihood(control, Math.log(share)) - logLikelihood(variant, Math.log(share));
}

function checkTally({ customers, reached }: ArmTally): void {
  if (Number.isSafeInteger(customers) && Number.isSafeInteger(reached) && reached >= 0 && reached <= customers) return;
  throw new JourneyError('InvalidInput', 'An arm has a whole number of customers, and no more of them reached the goal.', { path: 'reached' });
}

function verdictOf({ from, until, smallest }: { readonly from: number; readonly until: number; readonly smallest: number | undefined }): Lift['verdict'] {
  if (from > 0) return 'better';
  if (until < 0) return 'worse';
  return smallest !== undefined && from > -smallest && until < smallest ? 'same' : 'not-yet';
}

const logMixture = ({ customers, reached }: ArmTally): number => logBeta(0.5 + reached, 0.5 + customers - reached) - logBeta(0.5, 0.5);

/** Of a share by its logarithm; 0 · ln 0 is 0. */
function logLikelihood({ customers, reached }: ArmTally, logShare: number): number {
  const missed = customers - reached;
  return (reached === 0 ? 0 : reached * logShare) + (missed === 0 ? 0 : missed * Math.log(-Math.expm1(logShare)));
}

/** The ends of the ratios of shares, as logarithms, at which the evidence stays below the bar: it grows on both sides of the ratio that fits best. */
function logRatios(control: ArmTally, variant: ArmTally, bar: number): readonly [number, number] {
  const mixture = logMixture(control) + logMixture(variant);
  const isPossible = (ratio: number): boolean => mixture - bestLikelihood(control, variant, ratio) < bar;
  const fits = Math.log((variant.reached + 0.5) / (variant.customers + 1)) - Math.log((control.reached + 0.5) / (control.customers + 1));
  const low = variant.reached === 0 || isPossible(-furthest) ? -Infinity : bisect(-furthest, fits, (ratio) => !isPossible(ratio));
  const high = control.reached === 0 || isPossible(furthest) ? Infinity : bisect(fits, furthest, isPossible);
  return [low, high];
}

/** ratios beyond e⁴⁰ are told by no data */
const furthest = 40;

/** The likelihood at the control's share that serves a ratio best: it is concave in that share's logarithm. */
function bestLikelihood(control: ArmTally, variant: ArmTally, ratio: number): number {
  const most = Math.min(0, -ratio);
  const rises = (logShare: number): boolean => control.reached + variant.reached > odds(control, logShare) + odds(variant, logShare + ratio);
  const best = bisect(most - 2 * furthest, most, rises);
  return logLikelihood(control, best) + logLikelihood(variant, Math.min(best + ratio, -Number.MIN_VALUE));
}

const odds = ({ customers, reached }: ArmTally, logShare: number): number => {
  const missed = customers - reached;
  return missed === 0 ? 0 : missed * Math.exp(logShare) / -Math.expm1(Math.min(logShare, -Number.MIN_VALUE));
};

/** Where a condition that holds at first ceases to. */
function bisect(from: number, until: number, holds: (at: number) => boolean): number {
  let [low, high] = [from, until];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}
