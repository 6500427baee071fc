import { z } from 'zod';
import { hours, minutes, seconds } from '../../model/duration.js';
import { readConfig } from '../../model/read-config.js';
import { readAlert, type AlertRule, type AlertRuleOptions } from '../sla/step-alert.js';
import { readMatchPolicy, type MatchPolicy, type MatchPolicyOptions } from '../agents/match-policy.js';

/** How one queue works, as a host writes it down. All lengths are milliseconds, but for what is called minutes. */
export interface QueuePolicyOptions {
  /** how agents are found for its contacts */
  readonly match?: MatchPolicyOptions;
  /** how many minutes of waiting one step of priority is worth; 10 where absent */
  readonly priorityMinutes?: number;
  /** how many a promise is worth that is broken, rising from none when it comes to be at risk; 60 where absent */
  readonly urgencyMinutes?: number;
  /** where contacts go that have waited too long here, the soonest first; nowhere where absent */
  readonly overflow?: readonly { readonly afterMs: number; readonly to: string }[];
  /** when waiting is given up, and what the customer gets in its place; an answer in writing after an hour where absent. A callback that nobody makes becomes one too */
  readonly giveUp?: { readonly afterMs: number; readonly to: 'callback' | 'message' };
  /** how long an agent has after a contact; a minute where absent */
  readonly wrapUpMs?: number;
  /** how long a bot may keep a contact that was handed back to it; an hour where absent */
  readonly botMs?: number;
  /** how often somebody who cannot be reached is called back, and how long after each other; 3 times, 15 minutes */
  readonly callbackTries?: number;
  readonly callbackAgainMs?: number;
  /** how long a call that an agent promised to make waits for them once it is due, where they are there; 10 minutes where absent */
  readonly ownCallbackMs?: number;
  /** what supervisors are told of its figures; nothing where absent */
  readonly alerts?: readonly QueueAlertOptions[];
  /** contacts go to the desk's `assist`; none where absent */
  readonly assist?: AssistTimes;
}

/** A figure of a queue of which supervisors are told: how many wait on its line, how many minutes the longest of them, or how many agents are there for it. */
export interface QueueAlertOptions extends AlertRuleOptions { readonly of: 'waiting' | 'longest-wait' | 'agents' }
/** One that was checked. */
export interface QueueAlert extends AlertRule { readonly of: QueueAlertOptions['of'] }

/** How long a router elsewhere may be silent, milliseconds: until it has taken a contact (a minute), until an agent has answered (10 minutes), until it is over (a day). Then the contact is taken back. */
export interface AssistTimes { readonly takeMs?: number; readonly answerMs?: number; readonly helpMs?: number }

/** A policy that was checked. */
export interface QueuePolicy extends Required<Omit<QueuePolicyOptions, 'match' | 'assist' | 'alerts'>> { readonly match: MatchPolicy; readonly alerts: readonly QueueAlert[]; readonly assist?: Required<AssistTimes> }

const lengthSchema = z.number().min(0).max(hours(24 * 30));
const rulesSchema = z.strictObject({
  match: z.custom<MatchPolicyOptions>().exactOptional(),
  alerts: z.array(z.custom<QueueAlertOptions>().refine((one) => ['waiting', 'longest-wait', 'agents'].includes(one?.of), { path: ['of'], message: 'it is waiting, longest-wait or agents' })).max(20).readonly().default([]),
  priorityMinutes: z.number().min(0).max(1_000).default(10),
  urgencyMinutes: z.number().min(0).max(10_000).default(60),
  overflow: z.array(z.strictObject({ afterMs: lengthSchema, to: z.string().min(1) }).readonly()).max(10).readonly()
    .refine((steps) => steps.every(({ afterMs }, at) => afterMs >= (steps[at - 1]?.afterMs ?? 0)), 'the soonest comes first').default([]),
  giveUp: z.strictObject({ afterMs: lengthSchema, to: z.enum(['callback', 'message']) }).readonly().default({ afterMs: hours(1), to: 'message' }),
  wrapUpMs: lengthSchema.default(minutes(1)),
  botMs: lengthSchema.min(seconds(1)).default(hours(1)),
  callbackTries: z.int().min(1).max(20).default(3),
  callbackAgainMs: lengthSchema.min(seconds(1)).default(minutes(15)),
  ownCallbackMs: lengthSchema.default(minutes(10)),
  assist: z.strictObject({ takeMs: lengthSchema.min(seconds(1)).default(minutes(1)), answerMs: lengthSchema.min(seconds(1)).default(minutes(10)), helpMs: lengthSchema.min(seconds(1)).default(hours(24)) }).readonly().exactOptional(),
});

/** Checks a policy once. InvalidOptions. */
export const defineQueuePolicy = (options: QueuePolicyOptions = {}): QueuePolicy => readQueuePolicy(options, 'queuePolicy');

/** The same for one that stands elsewhere, which a refusal names. */
export function readQueuePolicy(options: QueuePolicyOptions, place: string): QueuePolicy {
  const { match = {}, alerts, ...rules } = readConfig(rulesSchema, options, place);
  return { ...rules, match: readMatchPolicy(match, `${place}.match`), alerts: alerts.map(({ of, ...rule }, index) => ({ ...readAlert(rule, `${place}.alerts.${index}`), of })) };
}
