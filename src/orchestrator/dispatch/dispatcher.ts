import { newCustomer, type CustomerState } from '../../customer/customer-state.js';
import { mayHavePlace } from '../../customer/message/place-under-caps.js';
import { readEffectBody, type EffectBody } from '../../customer/effect-body.js';
import { parkEvent } from '../../customer/parked/park-event.js';
import { JourneyError, retryAfterMs } from '../../errors/index.js';
import { parseCustomerId } from '../../model/customer-id.js';
import { parseTenant } from '../../model/tenant.js';
import type { DueEffect } from '../../ports/store.js';
import type { CallWithTimeOut } from '../call-with-time-out.js';
import type { EffectEndings } from './effect-endings.js';
import { tombstoneOf } from '../erase/erased.js';
import { failpoint } from '../failpoint.js';
import type { Halt } from '../halt.js';
import { longestRetryMs } from './checked-result.js';
import { adapterCode, faultCode } from '../fault-code.js';
import { atHome, ownerOf } from '../merge/home-lane.js';
import { isAway, MovedAway } from '../merge/moved-away.js';
import { mayHoldRow } from '../merge/may-hold-row.js';
import { takeOwnersTurn } from '../merge/owners-turn.js';
import { anothersMs, whyForAnother } from './for-another.js';
import { type EffectCall, performEffect, type Adapters, type Ended } from './perform-effect.js';
import { recheckEffect } from './recheck-effect.js';
import { dropMessage, releaseMessage } from './release-message.js';
import type { Runtime } from '../runtime.js';
import { createSendsUnderWay, type SendsUnderWay } from './sends-under-way.js';
import type { Seat } from '../lane/take-turn.js';
import type { TargetGates } from './target-gates.js';

export interface Dispatcher {
  /** Takes an effect that is due and was handed to this process; resolves when its call has begun, or it was put off. `born`: it is of a commit of this very moment. */
  dispatch(due: DueEffect, born?: 'born'): Promise<void>;
  readonly sends: SendsUnderWay;
  /** resolves when no call is under way */
  idle(): Promise<void>;
}
export interface DispatcherParts {
  readonly runtime: Runtime;
  readonly adapters: Adapters;
  readonly gates: TargetGates;
  readonly endings: EffectEndings;
  /** milliseconds one call may take */
  readonly timeOutOf: (body: EffectBody) => number;
  readonly callWithTimeOut: CallWithTimeOut;
  readonly closing: AbortSignal;
  readonly halt: Halt;
}

/** Performs effects: judged again in the customer's lane, the call begins in that same turn, and the lane does not wait for the answer. */
export function createDispatcher(parts: DispatcherParts): Dispatcher {
  const { runtime } = parts;
  const calls = new Set<Promise<void>>();
  const sends = createSendsUnderWay(runtime.clock);
  // a lane may be slower than a lease: what this process holds already is not taken a second time
  const held = new Set<string>();
  const underWay = new Set<string>();
  const begin = (key: string, body: EffectBody, started: Promise<void>): void => {
    underWay.add(key);
    const call = started.then(() => {
      calls.delete(call);
      underWay.delete(key);
      held.delete(key);
    });
    calls.add(call);
    if (body.kind === 'send') sends.note(body.channel, call);
  };
  return {
    sends,
    async dispatch(due, born) {
      if (held.has(due.key) || parts.endings.isEnding(due.key)) return;
      held.add(due.key);
      let began = false;
      try {
        const body = readEffectBody(due.body);
        if (body.kind === 'customer.erase') {
          // of nobody any more: it waits for no lane
          began = true;
          const home = { tenant: parseTenant(body.tenant), customer: parseCustomerId(body.customer) };
          return begin(due.key, body, makeCall(parts, { due, body, state: newCustomer(0), home }));
        }
        await atHome(runtime, ownerOf(due, body.instance), (home) => inLane(parts, { due, body, home, underWay, born: born !== undefined }, (start) => {
          began = true;
          begin(due.key, body, start());
        }));
      } catch (error) {
        if (JourneyError.is(error, 'Erased')) tellLate(runtime, due);
        // still leased: the store hands it out again
        else runtime.tell('fault', { where: 'dispatch', code: faultCode(error), error });
      }
      if (!began) held.delete(due.key);
    },
    async idle() { while (calls.size > 0) await Promise.allSettled(calls); },
  };
}

/** One call on its way to its adapter. */
type Call = Omit<EffectCall, 'io'>;

/** Starts what the lane does not wait for, and what does not reject. */
type Begin = (start: () => Promise<void>) => void;

interface InLane { readonly due: DueEffect; readonly body: EffectBody; /** where its owner lives, whose lane this is in */ readonly home: Seat }
/** `underWay`: keys of calls that have begun and not ended */
interface Taken extends InLane { readonly underWay: ReadonlySet<string>; readonly born: boolean }

async function inLane(parts: DispatcherParts, taken: Taken, begin: Begin): Promise<void> {
  const { runtime, endings } = parts;
  const { body, home } = taken;
  if (parts.closing.aborted || parts.halt.cause !== undefined) return;
  const known = await stateOf(runtime, taken);
  if (known?.erasing !== undefined || (known === undefined && await tombstoneOf(runtime, home) !== undefined)) return tellLate(runtime, taken.due);
  const state = known ?? newCustomer(0);
  if (!mayHoldRow(taken.due, { instance: body.instance, home, state })) return parts.halt.because(strangersRow());
  const verdict = recheckEffect(state, runtime.world.statusOf, { key: taken.due.key, body });
  if (verdict.verdict === 'drop') return body.kind === 'send' && mayHavePlace(runtime.world, state, { key: taken.due.key, body }) ? dropMessage(parts, taken, verdict.because) : endings.drop(taken.due, verdict.because);
  if (verdict.verdict === 'hold') return hold(parts, taken);
  const elsewhere = whyForAnother(runtime, parts.adapters, body, state);
  if (elsewhere !== undefined) return leaveToAnother(parts, taken, elsewhere);
  const due = body.kind === 'send' ? await releaseMessage(parts, { ...taken, body, state }) : taken.due;
  if (due === undefined) return;
  const target = targetOf(body);
  if (endings.isSpent(due, body, state)) return begin(() => giveUp(parts, due, body, 'CrashLoop'));
  const waitMs = parts.gates.enter(target, body.kind === 'send' ? parts.adapters.channels[body.channel]?.limits?.perSecond : undefined);
  if (waitMs > 0 && body.kind === 'crm.find') return waitMs > findWaitMs ? begin(() => giveUp(parts, due, body, 'CircuitOpen')) : endings.postpone(due, findWaitMs);
  if (waitMs > 0) return endings.postpone(due, waitMs);
  begin(() => makeCall(parts, { due, body, state, home }));
}

/**
 * What was handed out a while ago is asked for anew where others write too: its customer may have been erased or merged there. What a commit of this moment bore tells
 * of the lane that it stands in and of no other.
 */
async function stateOf({ customers, ownership }: Runtime, { due, home, born }: Taken): Promise<CustomerState | undefined> {
  const lane = { tenant: home.tenant, lane: home.customer };
  const isSure = !ownership.shared || (born && home.customer === due.lane);
  const seen = isSure ? customers.peek(lane) : undefined;
  const state = (seen ?? await customers.load(lane))?.state;
  if (state !== undefined && isAway(state)) throw new MovedAway();
  return state;
}

const tellLate = ({ tell }: Runtime, { tenant, lane }: DueEffect): void => tell('erased.late', { tenant, customer: lane, what: 'effect' });

const strangersRow = (): JourneyError => new JourneyError('StorageContractViolation', 'The store handed out an effect under somebody else\'s name. Nothing more is done with it; mend it and start again.');

/** It goes back as it is, its try not counted, for whoever can perform it. */
function leaveToAnother({ runtime, endings }: DispatcherParts, { due, body }: InLane, code: string): void {
  endings.postpone(due, anothersMs);
  runtime.tell('effect.retried', { tenant: due.tenant, customer: due.lane, key: due.key, attempt: due.attempt, kind: body.kind, code, inMs: anothersMs });
}

/** A look-up waits for a crowd before it and not for a circuit, milliseconds: who reads the briefing wants to know now that there is no answer. */
const findWaitMs = 1_000;

/** It is not tried: it was handed out as often as it may be and nobody lived to say how it ended, or the other side is not there. */
async function giveUp({ runtime, endings }: DispatcherParts, due: DueEffect, body: EffectBody, code: 'CrashLoop' | 'CircuitOpen'): Promise<void> {
  try {
    await endings.answered(due, body, { status: 'retry', code });
  } catch (error) {
    runtime.tell('fault', { where: targetOf(body), code: faultCode(error), error });
  }
}

/** What speaks against the adapter as a whole, and not only against this message. */
const isFailure = (performed: Ended): boolean => performed.status === 'retry' && !('because' in performed && performed.because === 'recipient-away');

/** Whose circuit and rate it is. */
export function targetOf(body: EffectBody): string {
  switch (body.kind) {
    case 'send': return `channel:${body.channel}`;
    case 'activity': return `activity:${body.activity}`;
    case 'handoff': case 'customer.move': case 'customer.erase': return body.kind;
    default: return 'crm';
  }
}

/** While its definition is paused an effect waits among the parked, with its key and bytes, and comes back at resume. */
async function hold({ runtime, endings }: DispatcherParts, { due, body, home }: InLane): Promise<void> {
  const { key } = due;
  await takeOwnersTurn(runtime, home, due, (turn) => {
    const journey = turn.state.instances.find((instance) => instance.id === body.instance)?.journey ?? body.instance?.split('/')[1] ?? '';
    parkEvent(turn, { input: { kind: 'effect', key, body: due.body, ...(due.queue !== undefined && { queue: due.queue }) }, journey, ...(body.instance !== undefined && { instance: body.instance }), cause: 'Paused', because: `'${journey}' is paused; the effect waits for resume`, blocks: false });
    turn.settled.push({ key, result: 'dropped' });
    return JSON.stringify({ type: 'effect.held', key, journey });
  });
  endings.released(due);
}

async function makeCall(parts: DispatcherParts, call: Call): Promise<void> {
  const { runtime, endings, gates } = parts;
  const target = targetOf(call.body);
  try {
    const performed = await attempt(parts, call);
    if (parts.closing.aborted && 'code' in performed && performed.code === 'Closed') return endings.postpone(call.due, 0);
    gates.left(target, !isFailure(performed));
    await endings.answered(call.due, call.body, performed);
  } catch (error) {
    if (JourneyError.is(error, 'Erased')) return tellLate(runtime, call.due);
    runtime.tell('fault', { where: target, code: faultCode(error), error });
  }
}

async function attempt(parts: DispatcherParts, call: Call): Promise<Ended> {
  const { runtime } = parts;
  const { body } = call;
  failpoint('before call');
  try {
    return await parts.callWithTimeOut(parts.timeOutOf(body), (io) => performEffect(parts.adapters, runtime, { ...call, io }));
  } catch (error) {
    const code = adapterCode(body.kind, error);
    if (code !== 'Closed') runtime.tell('fault', { where: targetOf(body), code, error });
    // an adapter that rejects may have been told how long to hold back
    return { status: 'retry', code, retryAfterMs: Math.min(longestRetryMs, retryAfterMs(error, 0)) };
  }
}
