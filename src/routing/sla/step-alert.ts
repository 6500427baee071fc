import { z } from 'zod';
import { days } from '../../model/duration.js';
import { readConfig } from '../../model/read-config.js';

/** When a supervisor is told of a figure, as a host writes it down: how many wait, how long, which share was answered in time. */
export interface AlertRuleOptions {
  readonly name: string;
  /** whether a figure is bad when it is high or when it is low */
  readonly bad: 'high' | 'low';
  /** how bad it must be, and for how long, milliseconds; 0 where absent */
  readonly raiseAt: number;
  readonly holdMs?: number;
  /** how good it must be again; better than `raiseAt`, so that a figure in between does not raise and clear it by turns */
  readonly clearAt: number;
}

/** A rule that was checked. */
export type AlertRule = Required<AlertRuleOptions>;

/** How an alert stands. */
export type AlertState = { readonly status: 'quiet' } | { readonly status: 'holding'; readonly since: number } | { readonly status: 'raised'; readonly since: number };

const ruleSchema = z.strictObject({ name: z.string().min(1), bad: z.enum(['high', 'low']), raiseAt: z.number(), holdMs: z.number().min(0).max(days(7)).default(0), clearAt: z.number() })
  .refine(({ bad, raiseAt, clearAt }) => (bad === 'high' ? clearAt < raiseAt : clearAt > raiseAt), { path: ['clearAt'], message: 'it is better than raiseAt' });

/** Checks a rule once. InvalidOptions. */
export const defineAlert = (options: AlertRuleOptions): AlertRule => readAlert(options, 'alert');

/** The same for one that stands elsewhere, which a refusal names. */
export const readAlert = (options: AlertRuleOptions, place: string): AlertRule => readConfig<AlertRule>(ruleSchema, options, place);

/** An alert after one more figure; `undefined` where there is none, as of a share of nothing, changes nothing. `told`: what a supervisor is told, once. */
export function stepAlert({ bad, raiseAt, holdMs, clearAt }: AlertRule, state: AlertState, { value, at }: { readonly value: number | undefined; readonly at: number }): { readonly state: AlertState; readonly told?: 'raised' | 'cleared' } {
  if (value === undefined || Number.isNaN(value)) return { state };
  const isAt = (level: number): boolean => (bad === 'high' ? value >= level : value <= level);
  if (state.status === 'raised') return isAt(clearAt) && value !== clearAt ? { state } : { state: { status: 'quiet' }, told: 'cleared' };
  if (!isAt(raiseAt)) return { state: { status: 'quiet' } };
  const since = state.status === 'holding' ? state.since : at;
  return at - since >= holdMs ? { state: { status: 'raised', since: at }, told: 'raised' } : { state: { status: 'holding', since } };
}
