import type { Tally } from '../fold/tally.js';
import type { FigureParts } from './figure.js';

/** A part of a whole that was measured and not sampled, as occupancy: it has no interval. */
export function partFigure(tally: Tally): FigureParts {
  const [n, part, whole] = [tally.get('n') ?? 0, tally.get('part') ?? 0, tally.get('whole') ?? 0];
  return { unit: 'share', n, ...(whole > 0 && { value: part / whole }) };
}

/** Costs over resolutions; its interval is that of a ratio of two sums, `var = Σ(c - R·y)² / (Σy)²`. Without a value where nothing was resolved. */
export function costFigure(tally: Tally, z: number): FigureParts {
  const of = (counter: string): number => tally.get(counter) ?? 0;
  const [costs, resolved] = [of('part'), of('whole')];
  const rest = { unit: 'money', n: of('n'), pending: of('pending'), partial: of('unpriced') } as const;
  if (resolved === 0) return rest;
  const value = costs / resolved;
  const reach = z * Math.sqrt(Math.max(0, of('squares') - 2 * value * of('cross') + value ** 2 * resolved)) / resolved;
  return { ...rest, value, from: Math.max(0, value - reach), until: value + reach };
}

/** The mean of points whose sum and squares were counted, `± z·sd/sqrt(n)`. */
export function scoreFigure(tally: Tally, z: number): FigureParts {
  const [n, sum, squares] = [tally.get('n') ?? 0, tally.get('sum') ?? 0, tally.get('squares') ?? 0];
  const rest = { unit: 'score', n, pending: tally.get('pending') ?? 0 } as const;
  if (n === 0) return rest;
  const value = sum / n;
  const reach = n < 2 ? value : z * Math.sqrt(Math.max(0, squares - n * value ** 2) / (n - 1) / n);
  return { ...rest, value, from: Math.max(0, value - reach), until: value + reach };
}

/** The mean of what was counted in thousandths from -1000 to 1000, `± z·sd/sqrt(n)`, within the scale. */
export function sentimentFigure(tally: Tally, z: number): FigureParts {
  const [n, sum, squares] = [tally.get('n') ?? 0, tally.get('sum') ?? 0, tally.get('squares') ?? 0];
  if (n === 0) return { unit: 'score', n };
  const value = sum / n;
  // one word says nothing of how they scatter
  const reach = n < 2 ? 2_000 : z * Math.sqrt(Math.max(0, squares - n * value ** 2) / (n - 1) / n);
  return { unit: 'score', value: value / 1_000, from: Math.max(-1, (value - reach) / 1_000), until: Math.min(1, (value + reach) / 1_000), n };
}
