import { z } from 'zod';
import { days } from '../model/duration.js';
import { readConfig } from '../model/read-config.js';
import type { RetirementStage } from './retirement-stage.js';

/** What must have happened before a channel goes one stage on, as a host writes it down (care-rules 3.20). */
export interface RetirementPolicyOptions {
  /** the share of the channel's contacts that went elsewhere before it may enter a stage, 0 to 1; half for `inbound-restricted`, 0.8 for `drain`, 0.95 after that and none before, where absent */
  readonly movedFor?: Partial<Record<RetirementStage, number>>;
  /** the share of its customers who complained of it, at most; 0.02 where absent */
  readonly mostComplaints?: number;
  /** the share of its customers who were told, at least, before it takes nothing new; 0.98 where absent, as some can be told by nothing */
  readonly leastTold?: number;
  /** how long customers know the date before it takes nothing new, milliseconds; 90 days where absent */
  readonly noticeMs?: number;
  /** how long it answers with where to go, milliseconds; 90 days where absent, and no less */
  readonly redirectMs?: number;
}

/** A policy that was checked; for `judgeStage`. */
export interface RetirementPolicy extends Required<RetirementPolicyOptions> { readonly movedFor: Readonly<Record<RetirementStage, number>> }

const shareSchema = z.number().min(0).max(1);
const policySchema = z.strictObject({
  movedFor: z.strictObject({
    active: shareSchema.default(0), discouraged: shareSchema.default(0), announced: shareSchema.default(0), 'inbound-restricted': shareSchema.default(0.5),
    drain: shareSchema.default(0.8), 'redirect-only': shareSchema.default(0.95), retired: shareSchema.default(0.95),
  }).prefault({}),
  mostComplaints: shareSchema.default(0.02),
  leastTold: shareSchema.default(0.98),
  noticeMs: z.number().min(0).max(days(1_000)).default(days(90)),
  redirectMs: z.number().min(days(90)).max(days(3_650)).default(days(90)),
});

/** Checks a policy once. InvalidOptions. */
export const defineRetirement = (options: RetirementPolicyOptions = {}): RetirementPolicy => readConfig(policySchema, options, 'retirement');
