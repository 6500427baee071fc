import type { Tally } from '../fold/tally.js';
import { ratingRange } from '../voice/observe-surveys.js';
import type { FigureParts } from './figure.js';
import { shareFigure } from './share-figure.js';

/** How often each rating of a survey was given, and what could not be counted. */
interface Ratings { readonly given: readonly (readonly [rating: number, times: number])[]; readonly n: number; readonly rest: Pick<FigureParts, 'skewed' | 'partial'> }

function ratingsOf(tally: Tally, kind: keyof typeof ratingRange): Ratings {
  const [least, most] = ratingRange[kind];
  const given = Array.from({ length: most - least + 1 }, (_, index) => [least + index, tally.get(`r${least + index}`) ?? 0] as const);
  const refused = (tally.get('out-of-range') ?? 0) + (tally.get('twice') ?? 0);
  return { given, n: given.reduce((sum, [, times]) => sum + times, 0), rest: { skewed: tally.get('skewed') ?? 0, partial: refused } };
}

/** The share of ratings from `least` on, with its Wilson interval: CSAT is that of 4 and 5, agreement with CES that of 5 to 7. */
export function topShare(tally: Tally, { kind, least, z }: { readonly kind: 'csat' | 'ces'; readonly least: number; readonly z: number }): FigureParts {
  const { given, n, rest } = ratingsOf(tally, kind);
  return shareFigure({ hits: timesWhere(given, (rating) => rating >= least), n, z, ...rest });
}

/** The mean of ratings, `± z·sd/sqrt(n)`, within the scale. */
export function meanRating(tally: Tally, { kind, z }: { readonly kind: 'csat' | 'ces'; readonly z: number }): FigureParts {
  const { given, n, rest } = ratingsOf(tally, kind);
  if (n === 0) return { unit: 'score', n, ...rest };
  const [least, most] = ratingRange[kind];
  const value = given.reduce((sum, [rating, times]) => sum + rating * times, 0) / n;
  const squares = given.reduce((sum, [rating, times]) => sum + times * (rating - value) ** 2, 0);
  // one rating says nothing of how they scatter
  const reach = n < 2 ? most - least : z * Math.sqrt(squares / (n - 1) / n);
  return { unit: 'score', value, from: Math.max(least, value - reach), until: Math.min(most, value + reach), n, ...rest };
}

/** Promoters (9, 10) less detractors (0 to 6), in points from -100 to 100; `se = sqrt((p⁺ + p⁻ - (p⁺ - p⁻)²) / n)` (care-rules 3.13). */
export function netPromoters(tally: Tally, z: number): FigureParts {
  const { given, n, rest } = ratingsOf(tally, 'nps');
  if (n === 0) return { unit: 'score', n, ...rest };
  const [good, bad] = [timesWhere(given, (rating) => rating >= 9) / n, timesWhere(given, (rating) => rating <= 6) / n];
  const score = good - bad;
  const reach = z * Math.sqrt(Math.max(0, good + bad - score ** 2) / n);
  return { unit: 'score', value: 100 * score, from: 100 * Math.max(-1, score - reach), until: 100 * Math.min(1, score + reach), n, ...rest };
}

const timesWhere = (given: Ratings['given'], isMeant: (rating: number) => boolean): number => given.reduce((sum, [rating, times]) => (isMeant(rating) ? sum + times : sum), 0);
