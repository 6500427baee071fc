import { z } from 'zod';
import { days } from '../model/duration.js';
import { readConfig } from '../model/read-config.js';

/** How success is measured, as a host writes it down. */
export interface SuccessMeasureOptions {
  /** an issue that comes back within it was not solved, milliseconds up to 90 days; 7 days where absent (care-rules 3.11) */
  readonly windowMs?: number;
  /** an issue this old counts half, days; 30 where absent */
  readonly halfLifeDays?: number;
  /** how sure the bounds are: 1.645, one-sided 95 %, where absent; 1.96 is two-sided 95 % */
  readonly z?: number;
  /** what the other intents of the family count for at most, in issues; 8 where absent, and 15 at most, with which a prior alone never reaches 85 % */
  readonly priorIssues?: number;
}

/** A measure that was checked; for `followIssue`, `settleIssues` and `measureSuccess`. */
export type SuccessMeasure = Required<SuccessMeasureOptions>;

const measureSchema = z.strictObject({
  windowMs: z.number().min(1).max(days(90)).default(days(7)),
  halfLifeDays: z.number().min(1).max(3_650).default(30),
  z: z.number().min(1.645).max(5).default(1.645),
  priorIssues: z.number().min(0).max(15).default(8),
}).readonly();

/** Checks a measure once. InvalidOptions. */
export const defineSuccessMeasure = (options: SuccessMeasureOptions = {}): SuccessMeasure => readConfig(measureSchema, options, 'success');
