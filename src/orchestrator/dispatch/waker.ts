import { decideTimer } from '../../customer/decide-timer.js';
import { parkEvent } from '../../customer/parked/park-event.js';
import { runAgenda } from '../../customer/run-agenda.js';
import type { Turn } from '../../customer/turn.js';
import { parseCustomerId } from '../../model/customer-id.js';
import { JourneyError } from '../../errors/index.js';
import type { DueTimer } from '../../ports/store.js';
import { laneText } from '../lane/customer-cache.js';
import type { Dispatcher } from './dispatcher.js';
import { createInHand, type InHand } from './in-hand.js';
import { failpoint } from '../failpoint.js';
import { faultCode } from '../fault-code.js';
import type { QueueWatch } from './queue-watch.js';
import type { Runtime } from '../runtime.js';
import { MovedAway } from '../merge/moved-away.js';
import { longestWaitMs } from '../system-clock.js';
import { takeTurn } from '../lane/take-turn.js';

/** Looks when something is due and hands it on: delays to their customers' lanes, effects to the dispatcher. */
export interface Waker {
  /** something will be due at this time, store's clock */
  expect(due: number): void;
  start(): void;
  /** looks no more; resolves when the last look has ended, what it took may still be in its lanes */
  stop(): Promise<void>;
}
export interface WakerParts {
  readonly runtime: Runtime;
  readonly dispatcher: Dispatcher;
  readonly watch: QueueWatch;
  /** the longest time between two looks, milliseconds: what another process wrote is found by it */
  readonly pollMs: number;
  readonly leaseMs: number;
  /** as long as the longest call takes, and more */
  readonly effectLeaseMs: number;
}

/** rows taken in one look */
const most = 64;
/** delays, and effects that have not begun, under way at once */
const mostInHand = 1_024;
/** a delay that was handed out so often without ever being committed took the process down each time */
const timerAttempts = 5;
/** tries in a store that took nothing at all; an outage of days at the usual lease, and still an end */
const mostForgiven = 10_000;

/** One sleeper for all: it wakes at the earliest time that anyone expects, or that the store named. */
export function createWaker(parts: WakerParts): Waker {
  const { runtime } = parts;
  const hands: Hands = { timers: createInHand(mostInHand), effects: createInHand(mostInHand), survived: new Map() };
  let cancel: (() => void) | undefined;
  let wakeAt = Infinity;
  let looking: Promise<void> | undefined;
  let again = false;
  let stopped = true;

  const arm = (due: number): void => {
    if (stopped || (due >= wakeAt && cancel !== undefined)) return;
    cancel?.();
    wakeAt = due;
    cancel = runtime.clock.after(Math.min(longestWaitMs, Math.max(0, due - runtime.storeNow())), wake);
  };
  const wake = (): void => {
    cancel = undefined;
    wakeAt = Infinity;
    if (looking !== undefined) { again = true; return; }
    looking = look().finally(() => { looking = undefined; if (again) { again = false; arm(runtime.storeNow()); } });
  };
  const look = async (): Promise<void> => {
    try {
      const next = Math.min(await lookAtTimers(parts, hands), await lookAtEffects(parts, hands));
      // counted from what the store has just said: this process's own clock may have been set before the look
      arm(Math.min(next, runtime.storeNow() + parts.pollMs));
    } catch (error) {
      runtime.tell('fault', { where: 'claim', code: faultCode(error), error });
      arm(runtime.storeNow() + Math.min(1_000, parts.pollMs));
    }
  };
  return {
    expect: arm,
    start() { stopped = false; arm(runtime.storeNow()); },
    async stop() { stopped = true; cancel?.(); cancel = undefined; await looking; },
  };
}

interface Hands {
  readonly timers: InHand;
  readonly effects: InHand;
  /** tries of a delay that this process outlived though nothing was committed */
  readonly survived: Map<string, number>;
}

/** Fires what is due and answers when to look again; full pages mean at once. */
async function lookAtTimers(parts: WakerParts, hands: Hands): Promise<number> {
  const { runtime, leaseMs } = parts;
  await hands.timers.room();
  const claimed = await runtime.store.claim({ kind: 'timer', worker: runtime.worker, limit: most, leaseMs });
  failpoint('after claim of timers');
  runtime.sawStoreTime(claimed.now);
  for (const due of claimed.due) hands.timers.take(`${laneText(due)} ${due.id}`, () => fire(parts, hands, due));
  return claimed.due.length === most ? claimed.now : claimed.next ?? Infinity;
}

async function lookAtEffects({ runtime, dispatcher, effectLeaseMs, watch }: WakerParts, { effects }: Hands): Promise<number> {
  await effects.room();
  const claimed = await runtime.store.claim({ kind: 'effect', worker: runtime.worker, limit: most, leaseMs: effectLeaseMs });
  failpoint('after claim of effects');
  // whatever stands behind these in their queues is not known here
  for (const due of claimed.due) watch.behind(due);
  // all that an owner before this one may have sent has been sent again
  if (claimed.due.length === 0 && effects.idle) dispatcher.sends.sure();
  for (const due of claimed.due) effects.take(due.key, () => dispatcher.dispatch(due));
  return claimed.due.length === most ? claimed.now : claimed.next ?? Infinity;
}

async function fire({ runtime }: WakerParts, { survived }: Hands, due: DueTimer): Promise<void> {
  const row = `${laneText(due)} ${due.id}`;
  const { taken } = runtime.committer;
  try {
    await runtime.lanes.run(laneText(due), () => fireInLane(runtime, { ...due, attempt: due.attempt - (survived.get(row) ?? 0) }));
    survived.delete(row);
  } catch (error) {
    // it went to another lane with its run
    if (error instanceof MovedAway) return;
    if (JourneyError.is(error, 'Erased')) return runtime.tell('erased.late', { tenant: due.tenant, customer: due.lane, what: 'delay' });
    // its lease runs out and it comes again; where the store was away, this try says nothing against it
    const times = survived.get(row) ?? 0;
    if (runtime.committer.taken === taken && times < mostForgiven) survived.set(row, times + 1);
    runtime.tell('fault', { where: 'timer', code: faultCode(error), error });
  }
}

async function fireInLane(runtime: Runtime, due: DueTimer): Promise<void> {
  failpoint('timer fires');
  const turned = await takeTurn(runtime, { tenant: due.tenant, customer: parseCustomerId(due.lane) }, (turn) => decide(turn, due));
  failpoint('timer fired');
  if (turned.status === 'committed') runtime.after(turned);
}

function decide(turn: Turn, due: DueTimer): [{ kind: 'decision'; at: number; body: string }] {
  const input = { kind: 'timer', timer: due.id, due: due.due } as const;
  const owner = due.attempt > timerAttempts ? ownerOf(turn, due) : undefined;
  if (owner === undefined) decideTimer(turn, input);
  else parkEvent(turn, { ...owner, input, cause: 'CrashLoop', because: `it was tried ${due.attempt - 1} times and never came to its end`, blocks: true });
  runAgenda(turn);
  return [{ kind: 'decision', at: turn.now, body: JSON.stringify({ type: 'timer.fired', timer: due.id, due: due.due, fates: turn.fates }) }];
}

/** Whose delay it is: a running journey's, or that of one which was to begin. */
function ownerOf(turn: Turn, due: DueTimer): { readonly journey: string; readonly instance?: string } | undefined {
  const instance = turn.state.instances.find((one) => one.timers.some((timer) => timer.id === due.id));
  if (instance !== undefined) return { journey: instance.journey, instance: instance.id };
  const starting = turn.state.starting.find((start) => start.timer === due.id);
  return starting === undefined ? undefined : { journey: starting.journey };
}
