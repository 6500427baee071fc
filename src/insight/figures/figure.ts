/** What to bear in mind with a figure. `empty`: nothing was counted, so it has no value. `young`: fewer than `minimumSample`. `censored`: some are pending. `skewed`: a clock was wrong. `partial`: some had to be left out. */
export type FigureFlag = 'empty' | 'young' | 'censored' | 'skewed' | 'partial';

/** One figure with all that it takes to read it. */
export interface Figure {
  /** in `share` 0 to 1, `ms` milliseconds, `score` points, `money` the smallest unit of yours */
  readonly unit: 'share' | 'ms' | 'score' | 'money';
  /** absent where nothing was counted: never a hundred percent of nothing */
  readonly value?: number;
  /** the ends of its interval, as sure as `z` says; absent where it has none */
  readonly from?: number;
  readonly until?: number;
  /** how many it is made of */
  readonly n: number;
  /** how many are too young to be counted */
  readonly pending: number;
  readonly flags: readonly FigureFlag[];
}

/** What a figure is made of before it is judged. */
export interface FigureParts extends Partial<Pick<Figure, 'value' | 'from' | 'until'>> { readonly unit: Figure['unit']; readonly n: number; readonly pending?: number; readonly skewed?: number; readonly partial?: number }

/** Makes a figure, flagged for what its counts say. */
export function toFigure({ unit, value, from, until, n, pending = 0, skewed = 0, partial = 0 }: FigureParts, minimumSample: number): Figure {
  const isTold = n > 0 && value !== undefined && Number.isFinite(value);
  const flags: FigureFlag[] = [];
  if (!isTold) flags.push('empty');
  else if (n < minimumSample) flags.push('young');
  if (pending > 0) flags.push('censored');
  if (skewed > 0) flags.push('skewed');
  if (partial > 0) flags.push('partial');
  return { unit, ...(isTold && { value, ...(from !== undefined && until !== undefined && { from, until }) }), n, pending, flags };
}
