import type { Tally } from '../fold/tally.js';
import type { FigureParts } from './figure.js';

/**
 * The share of customers who are still there after so many weeks, by Kaplan and Meier: who is too young to be judged counts for as long as they were seen.
 * The interval is Greenwood's, `± z·S·sqrt(Σ d / (r(r-d)))`. Without a value where nobody has been seen that long.
 */
export function retentionFigure(tally: Tally, { weeks, z }: { readonly weeks: number; readonly z: number }): FigureParts {
  const spans = spansOf(tally);
  const n = spans.reduce((sum, { lost, kept }) => sum + lost + kept, 0);
  const pending = spans.reduce((sum, { week, kept }) => (week < weeks ? sum + kept : sum), 0);
  let [atRisk, share, variance] = [n, 1, 0];
  for (const { week, lost, kept } of spans) {
    if (week >= weeks) break;
    share *= 1 - lost / atRisk;
    if (lost < atRisk) variance += lost / (atRisk * (atRisk - lost));
    atRisk -= lost + kept;
  }
  const isSeen = atRisk > 0 || share === 0;
  if (!isSeen) return { unit: 'share', n, pending };
  const reach = z * share * Math.sqrt(variance);
  return { unit: 'share', value: share, from: Math.max(0, share - reach), until: Math.min(1, share + reach), n, pending };
}

function spansOf(tally: Tally): readonly { readonly week: number; readonly lost: number; readonly kept: number }[] {
  const weeks = new Set([...tally.keys()].map((counter) => Number(counter.split('.')[1])));
  return [...weeks].toSorted((one, other) => one - other).map((week) => ({ week, lost: tally.get(`lost.${week}`) ?? 0, kept: tally.get(`kept.${week}`) ?? 0 }));
}
