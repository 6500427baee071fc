import { wilsonBounds } from '../wilson-bounds.js';
import type { FigureParts } from './figure.js';

/** A share with its Wilson interval. */
export function shareFigure({ hits, n, z, ...rest }: { readonly hits: number; readonly n: number; readonly z: number } & Pick<FigureParts, 'pending' | 'skewed' | 'partial'>): FigureParts {
  if (n === 0) return { unit: 'share', n, ...rest };
  const { lower, upper } = wilsonBounds(hits, n, z);
  return { unit: 'share', value: hits / n, from: lower, until: upper, n, ...rest };
}
