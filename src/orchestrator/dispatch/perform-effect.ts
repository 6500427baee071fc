import type { HandoffRequest } from '../../customer/briefing/handoff-request.js';
import type { CustomerState } from '../../customer/customer-state.js';
import type { EffectBody } from '../../customer/effect-body.js';
import type { DataClass } from '../../model/data-class.js';
import type { Channel, SendResult } from '../../ports/channel.js';
import { parseCustomerId } from '../../model/customer-id.js';
import { parseTenant } from '../../model/tenant.js';
import type { Crm } from '../../ports/crm.js';
import type { DueEffect } from '../../ports/store.js';
import type { CallIo } from '../call-with-time-out.js';
import { gatherBriefing } from '../reading/gather-briefing.js';
import { eraseSeat } from '../erase/erase-customer.js';
import { homeOf } from '../merge/home-lane.js';
import { checkedResult } from './checked-result.js';
import { performCrm } from './perform-crm.js';
import type { Runtime } from '../runtime.js';
import type { Seat } from '../lane/take-turn.js';

/** Calls a person. */
export type Handoff = (request: HandoffRequest, io: { readonly signal: AbortSignal }) => Promise<void> | void;
export type RunActivity = (input: any, io: { readonly key: string; readonly attempt: number; readonly signal: AbortSignal }) => unknown;

/** The host's adapters by the names its journeys use. */
export interface Adapters {
  readonly channels: { readonly [name: string]: Channel };
  readonly activities: { readonly [name: string]: RunActivity };
  readonly crm?: Crm;
  readonly handoff?: Handoff;
  /** what whom a handoff reaches may see; all where it does not say */
  readonly handoffSees?: readonly DataClass[];
}
/** What came of one call. */
export type Performed = { readonly status: 'done'; readonly value: unknown } | SendResult;
/** The same, or why there is no answer of a call that may be made again. */
export type Ended = Performed | { readonly status: 'retry'; readonly code: string; readonly retryAfterMs?: number };

/** One effect at its adapter's door: `state` and `home` are its owner's, who may live in another lane than its row. */
export interface EffectCall { readonly due: DueEffect; readonly body: EffectBody; readonly state: CustomerState; readonly home: Seat; readonly io: CallIo }

/** Makes the one adapter call an effect asks for. */
export async function performEffect(adapters: Adapters, runtime: Runtime, call: EffectCall): Promise<Performed> {
  const { due, body, io } = call;
  const { key } = due;
  switch (body.kind) {
    case 'send': return checkedResult(body.channel, await adapters.channels[body.channel]?.send?.({ ...body.message, key, purpose: body.purpose }, io));
    case 'activity': return done(await adapters.activities[body.activity]?.(body.input, { key, attempt: due.attempt, get signal() { return io.signal; } }));
    case 'handoff': return done(await handOff(adapters, runtime, { ...call, body }));
    case 'customer.move': return done(await homeOf(runtime, { tenant: parseTenant(due.tenant), customer: parseCustomerId(body.from) }));
    case 'customer.erase': return done(await eraseSeat(runtime, { tenant: parseTenant(body.tenant), customer: parseCustomerId(body.customer) }));
    default: return done(await performCrm(adapters.crm, due, body, io));
  }
}

async function handOff({ handoff, handoffSees: sees }: Adapters, runtime: Runtime, { due, body, state, home, io }: EffectCall & { readonly body: Extract<EffectBody, { kind: 'handoff' }> }): Promise<void> {
  const { key } = due;
  const { tenant, customer } = home;
  const { instance, queue, reason, skills, priority } = body;
  const briefing = await gatherBriefing(runtime, { lane: { tenant, lane: customer }, state, sees });
  await handoff?.({ key, tenant, customer, instance, queue, reason, skills, priority, briefing }, io);
  runtime.tell('handoff.briefed', { tenant, customer, at: briefing.at, key, instance, queue, briefing });
}

const done = (value: unknown): Performed => ({ status: 'done', value });
