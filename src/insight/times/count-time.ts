import { stepOf } from '../fold/sketch.js';
import type { About, Count, Within } from '../fold/tally.js';

/** Counts a time, milliseconds: how many, their sum, and the step of the sketch it falls into; `begins` goes before the counters' names. */
export function countTime(count: Count, { metric, about, begins = '' }: { readonly metric: string; readonly about: About | Within; readonly begins?: string }, ms: number): void {
  count(metric, about, `${begins}n`);
  count(metric, about, `${begins}sum`, ms);
  count(metric, about, begins + stepOf(ms));
}
