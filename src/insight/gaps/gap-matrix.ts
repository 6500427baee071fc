import { z } from 'zod';
import { readConfig } from '../../model/read-config.js';
import type { Insight } from '../create-insight.js';
import type { Figure } from '../figures/figure.js';
import type { Cut } from '../figures/cut.js';
import { whereSchema } from '../figures/figures-asked.js';
import { momentSchema } from '../figures/moment-schema.js';
import { measure, type Measured } from '../figures/measure.js';

/** What a gap is measured by. */
export interface GapOptions {
  /** the moment of judging, epoch milliseconds */
  readonly now: number;
  readonly from?: number;
  readonly until?: number;
  /** only these, as one segment that is a holdout */
  readonly where?: Cut;
  /** `resolution` where endings are told, else `fcr` */
  readonly success?: 'resolution' | 'fcr';
  /** the share that a channel is to solve; 0.85 */
  readonly target?: number;
  /** what one customer who was not helped costs, and what their trouble is worth to you, in one unit; 1 and 0 */
  readonly costRecontact?: number;
  readonly effortPenalty?: number;
  /** how much of a gap can be closed, 0 to 1; 1 where nothing is said */
  readonly fixability?: readonly { readonly intent: string; readonly channel: string; readonly share: number }[];
}

/** One intent on one channel. */
export interface Gap {
  readonly intent: string;
  readonly channel: string;
  /** contacts about it */
  readonly volume: number;
  /** the share that was solved, with its interval */
  readonly success: Figure;
  /** what closing the gap would save; absent where nothing is known of success */
  readonly opportunity?: number;
  /** the same by the ends of the interval */
  readonly opportunityFrom?: number;
  readonly opportunityUntil?: number;
}

/** What a gap costs, and how much of it can be closed. */
export const worthSchema = z.strictObject({
  success: z.enum(['resolution', 'fcr']).default('resolution'), target: z.number().min(0).max(1).default(0.85),
  costRecontact: z.number().min(0).default(1), effortPenalty: z.number().min(0).default(0),
  fixability: z.array(z.strictObject({ intent: z.string(), channel: z.string(), share: z.number().min(0).max(1) }).readonly()).readonly().default([]),
});
const gapSchema = worthSchema.extend({ now: momentSchema, from: momentSchema.exactOptional(), until: momentSchema.exactOptional(), where: whereSchema.exactOptional() }).readonly();
type GapRules = z.output<typeof gapSchema>;

/**
 * Where customers are helped least for what it costs: `opportunity = volume · max(0, target - p) · (costRecontact + effortPenalty) · fixability` (care-rules
 * 3.26), the biggest mismatch first, what is not known last. Plain JSON: keep it, and it is the frozen baseline that `compareGaps` holds a later one against.
 */
export function gapMatrix(insight: Insight, options: GapOptions): readonly Gap[] {
  const rules = readConfig(gapSchema, options, 'gaps');
  const { now, from, until, where } = rules;
  const rows = measure(insight, { now, figures: [rules.success, 'repeat-contact'], by: ['intent', 'channel'], ...(from !== undefined && { from }), ...(until !== undefined && { until }), ...(where !== undefined && { where }) });
  return rows.flatMap((row) => gapOf(row, rules)).toSorted(byOpportunity);
}

function gapOf({ cut: { intent, channel }, figures }: Measured, rules: GapRules): readonly Gap[] {
  const success = figures[rules.success];
  if (typeof intent !== 'string' || typeof channel !== 'string' || success === undefined) return [];
  const known = success.n + success.pending;
  // a contact of which only the end was told is a contact too
  const volume = Math.max(figures['repeat-contact']?.n ?? 0, known);
  const worth = (rules.costRecontact + rules.effortPenalty) * (rules.fixability.find((one) => one.intent === intent && one.channel === channel)?.share ?? 1);
  const saved = (share: number): number => volume * Math.max(0, rules.target - share) * worth;
  const { value, from, until } = success;
  return [{
    intent, channel, volume, success,
    ...(value !== undefined && { opportunity: saved(value) }),
    ...(from !== undefined && until !== undefined && { opportunityFrom: saved(until), opportunityUntil: saved(from) }),
  }];
}

const byOpportunity = (one: Gap, other: Gap): number => (other.opportunity ?? -1) - (one.opportunity ?? -1) || other.volume - one.volume || before(one.intent, other.intent) || before(one.channel, other.channel);
const before = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);
