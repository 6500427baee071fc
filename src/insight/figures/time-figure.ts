import { stepsOf, timeAt } from '../fold/sketch.js';
import type { Tally } from '../fold/tally.js';
import type { FigureParts } from './figure.js';

/** What of the times is asked: their mean, or the time within which a share of them lay. */
export type TimeAsked = 'mean' | number;

/**
 * A mean or a quantile of counted times, milliseconds. A quantile's interval goes by ranks, `n·q ± z·sqrt(n·q(1-q))`, and needs no law of how times lie; it is
 * within one percent. A mean is exact; its interval is `± z·sd/sqrt(n)`, sd by the steps. What was never answered is in no time: it is told as left out.
 */
export function timeFigure(tally: Tally, { asked, z, begins = '' }: { readonly asked: TimeAsked; readonly z: number; readonly begins?: string }): FigureParts {
  const of = (counter: string): number => tally.get(`${begins}${counter}`) ?? 0;
  const n = of('n');
  const rest = { unit: 'ms', n, pending: of('pending'), partial: of('unanswered') } as const;
  if (n === 0) return rest;
  const steps = stepsOf(tally, begins);
  return { ...rest, ...(asked === 'mean' ? meanOf(steps, { n, mean: of('sum') / n, z }) : quantileOf(steps, { n, q: asked, z })) };
}

type Steps = ReturnType<typeof stepsOf>;

function meanOf(steps: Steps, { n, mean, z }: { readonly n: number; readonly mean: number; readonly z: number }): Pick<FigureParts, 'value' | 'from' | 'until'> {
  const squares = steps.reduce((sum, { ms, times }) => sum + times * (ms - mean) ** 2, 0);
  const reach = n < 2 ? mean : z * Math.sqrt(squares / (n - 1) / n);
  return { value: mean, from: Math.max(0, mean - reach), until: mean + reach };
}

function quantileOf(steps: Steps, { n, q, z }: { readonly n: number; readonly q: number; readonly z: number }): Pick<FigureParts, 'value' | 'from' | 'until'> {
  const reach = z * Math.sqrt(n * q * (1 - q));
  const at = (rank: number): number => timeAt(steps, Math.min(n - 1, Math.max(0, rank))) ?? 0;
  return { value: at(Math.ceil(n * q) - 1), from: at(Math.floor(n * q - reach) - 1), until: at(Math.ceil(n * q + reach) - 1) };
}
