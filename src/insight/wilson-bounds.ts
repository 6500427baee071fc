/** The two ends between which a share lies, 0 to 1. */
export interface Bounds { readonly lower: number; readonly upper: number }

/**
 * How sure a share of successes is (care-rules 3.17): the Wilson score interval, for p = solved / issues,
 * `(p + z²/2n ± z·sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n)`. `z` is 1.645 for 95 % on one side and 1.96 on two. With 1.645 it takes 16 of 16,
 * 27 of 28 or 112 of 124 to be at 0.85. Nothing counted, or counts that make no sense, say nothing: 0 to 1.
 */
export function wilsonBounds(solved: number, issues: number, z: number): Bounds {
  if (!(issues > 0 && solved >= 0 && solved <= issues && issues < Infinity)) return { lower: 0, upper: 1 };
  const share = solved / issues;
  const square = z * z;
  // both ends of the fraction times n, since a few issues after long decay are next to nothing to divide by
  const middle = (solved + square / 2) / (issues + square);
  const reach = (z * Math.sqrt(share * (issues - solved) + square / 4)) / (issues + square);
  // rounding may lead a hair over an end or over the share itself
  const lower = solved === 0 ? 0 : Math.min(share, middle - reach);
  const upper = solved === issues ? 1 : Math.max(share, middle + reach);
  return { lower: Math.max(0, lower), upper: Math.min(1, upper) };
}
