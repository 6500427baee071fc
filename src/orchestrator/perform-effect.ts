import { readInteraction, type Interaction } from '../customer/compose-briefing.js';
import { composeBriefing, type Briefing } from '../customer/compose-briefing.js';
import type { CustomerState } from '../customer/customer-state.js';
import type { EffectBody } from '../customer/effect-body.js';
import type { Channel, SendResult } from '../ports/channel.js';
import type { Crm } from '../ports/crm.js';
import type { DueEffect, LaneKey } from '../ports/store.js';
import { performCrm } from './perform-crm.js';
import type { Runtime } from './runtime.js';

/** What the host puts before a person: a bot asks for help, with everything said so far. */
export interface HandoffRequest {
  /** the same at every retry */
  readonly key: string;
  readonly tenant: string;
  readonly customer: string;
  readonly instance: string;
  readonly queue: string;
  readonly reason: string;
  readonly skills: readonly string[];
  /** higher is more urgent; 0 where the journey does not say */
  readonly priority: number;
  /** as of this call, so a later try may know more; all else is the same at every try */
  readonly briefing: Briefing;
}
export type Handoff = (request: HandoffRequest, io: { readonly signal: AbortSignal }) => Promise<void> | void;
export type RunActivity = (input: any, io: { readonly key: string; readonly attempt: number; readonly signal: AbortSignal }) => unknown;

/** The host's adapters by the names its journeys use. */
export interface Adapters {
  readonly channels: { readonly [name: string]: Channel };
  readonly activities: { readonly [name: string]: RunActivity };
  readonly crm?: Crm;
  readonly handoff?: Handoff;
}
/** What came of one call. */
export type Performed = { readonly status: 'done'; readonly value: unknown } | SendResult;

/** Makes the one adapter call an effect asks for. */
export async function performEffect(adapters: Adapters, runtime: Runtime, call: { readonly due: DueEffect; readonly body: EffectBody; readonly state: CustomerState; readonly signal: AbortSignal }): Promise<Performed> {
  const { due, body, state, signal } = call;
  const { key } = due;
  switch (body.kind) {
    case 'send': return checkedResult(await adapters.channels[body.channel]?.send?.({ ...body.message, key }, { signal }));
    case 'activity': return done(await adapters.activities[body.activity]?.(body.input, { key, attempt: due.attempt, signal }));
    case 'handoff': return done(await adapters.handoff?.({ key, tenant: due.tenant, customer: due.lane, instance: body.instance, queue: body.queue, reason: body.reason, skills: body.skills, priority: body.priority, briefing: await briefingOf(runtime, due, state) }, { signal }));
    default: return done(await performCrm(adapters.crm, due, body, { signal }));
  }
}

const done = (value: unknown): Performed => ({ status: 'done', value });

/** longest a provider may put a message off: beyond a day it is a mistake, and the message would be lost in silence */
const longestRetryMs = 86_400_000;

/** An adapter is a stranger's code: what is none of the three answers counts as a failure that may pass. */
function checkedResult(result: SendResult | undefined): SendResult {
  switch (result?.status) {
    case 'sent': return typeof result.providerId === 'string' ? result : { status: 'retry' };
    case 'refused': return { status: 'refused', code: String(result.code).slice(0, 100) };
    case 'retry': return { status: 'retry', ...(result.because === 'recipient-away' && { because: result.because }), ...(typeof result.retryAfterMs === 'number' && Number.isFinite(result.retryAfterMs) && { retryAfterMs: Math.min(longestRetryMs, Math.max(0, result.retryAfterMs)) }) };
    default: return { status: 'retry' };
  }
}

const interactionsInBriefing = 50;

/** The briefing as of now; the interactions come from the log. */
export async function briefingOf(runtime: Runtime, lane: LaneKey, state: CustomerState): Promise<Briefing> {
  const newest = await runtime.store.history(lane, { limit: interactionsInBriefing, kinds: ['interaction'] });
  return composeBriefing(runtime.world, lane.lane, state, newest);
}

/** A page of a customer's interactions over all channels, newest first. */
export async function timelineOf(runtime: Runtime, lane: LaneKey, page: { readonly before?: number; readonly limit: number }): Promise<readonly (Interaction & { readonly position: number })[]> {
  const entries = await runtime.store.history(lane, { ...page, kinds: ['interaction'] });
  return entries.map((entry) => ({ position: entry.position, ...readInteraction(entry) }));
}
