import { createOrchestrator, days, seconds, type AnyJourney, type Orchestrator, type OrchestratorOptions, type Receipt } from 'throughline';
import type { LogEntry, Store } from 'throughline/ports';
import type { TestClock } from 'throughline/testing';
import { createPool } from '../pool.js';
import { createRecordingChannel } from '../recording-channel.js';
import type { Home } from './homes.js';
import { parcel, reminder, tally, texts } from './journeys.js';

/** An event as these tests write it: what is left out is Ann's, from the shop. */
export interface Said { readonly id: string; readonly type: string; readonly data?: object; readonly who?: unknown; readonly source?: string; readonly tenant?: string; readonly via?: object }

/** A host at work on a home, with what its channel was asked to send. */
export interface Bench {
  readonly clock: TestClock;
  readonly store: Store;
  readonly orchestrator: Orchestrator;
  readonly chat: ReturnType<typeof createRecordingChannel>;
  readonly told: { readonly type: string; readonly what: unknown }[];
  /** brings one event; waits on the simulated clock for as long as it takes */
  say(event: Said, patienceMs?: number): Promise<Receipt>;
  texts(): readonly string[];
  /** lets what was decided be performed */
  settle(ms?: number): Promise<void>;
  /** everything that was ever committed */
  log(): Promise<readonly LogEntry[]>;
}

export interface BenchOptions {
  readonly journeys?: readonly AnyJourney[];
  readonly chat?: ReturnType<typeof createRecordingChannel>;
  /** puts something between the orchestrator and its store */
  readonly around?: (store: Store) => Store;
  readonly timing?: object;
  readonly [option: string]: unknown;
}

/** Starts a host; a second one on the same home is what comes after a restart. */
export function createBench(home: Home, { journeys = [tally, parcel, reminder], chat = createRecordingChannel(), around = (store) => store, ...more }: BenchOptions = {}): Bench {
  const { clock } = home;
  const stores = Array.from({ length: home.workers ?? 1 }, () => home.store());
  const [store] = stores;
  if (store === undefined) throw new Error('a home has at least one worker');
  const told: { readonly type: string; readonly what: unknown }[] = [];
  const open = (one: Store): Orchestrator => {
    const options = { journeys, clock, store: around(one), channels: { chat }, texts, ...more, timing: { pollMs: days(365), ...more['timing'] as object, ...(stores.length > 1 && { pollMs: seconds(5) }) } };
    return createOrchestrator(options as unknown as OrchestratorOptions<readonly AnyJourney[]>) as unknown as Orchestrator;
  };
  const orchestrator = stores.length === 1 ? open(store) : createPool(stores.map(open));
  for (const type of ['fault', 'effect.dead', 'effect.dropped', 'effect.retried', 'event.parked'] as const) orchestrator.on(type, (what) => told.push({ type, what }));
  return {
    clock, store, orchestrator, chat, told,
    say: (event, patienceMs) => patiently(clock, orchestrator.accept(toIncoming(event)), patienceMs),
    texts: () => chat.sent.map((message) => message.text),
    settle: (ms = 200) => clock.advance(ms),
    async log() {
      const entries: LogEntry[] = [];
      for (let after = 0, more = true; more;) {
        const page = await store.scan(after, 10_000);
        entries.push(...page.entries);
        more = page.entries.length > 0;
        after = page.entries.at(-1)?.position ?? after;
      }
      return entries;
    },
  };
}

/** An event with all that `accept` asks for. */
export const toIncoming = ({ data = {}, source = 'shop', who = ['user:ann'], ...event }: Said): Parameters<Orchestrator['accept']>[0] =>
  ({ ...event, source, who, data }) as Parameters<Orchestrator['accept']>[0];

/** Lets simulated time go on until a promise has settled, for at most `ms`: a retry waits by the clock. */
export async function patiently<T>(clock: TestClock, promise: Promise<T>, ms = 120_000): Promise<T> {
  return Promise.race([promise, outOfPatience(clock, promise, ms)]);
}

/** Nothing came of it in the time that was given. */
export const hung = new Error('no answer came');

async function outOfPatience(clock: TestClock, promise: Promise<unknown>, ms: number): Promise<never> {
  let settled = false;
  const note = (): void => { settled = true; };
  promise.then(note, note);
  for (let turn = 0; !settled && turn < 20; turn += 1) await clock.advance(0);
  for (let waited = 0; !settled && waited < ms;) {
    // whoever has waited for long may wait a little longer: an answer is noticed in few looks
    const step = Math.min(ms - waited, Math.max(stepMs, Math.floor(waited / 10)));
    await clock.advance(step);
    waited += step;
  }
  if (!settled) throw hung;
  return new Promise(() => {});
}
const stepMs = 10;

/** The code a promise was refused with. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'nothing was refused';
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : `not a JourneyError: ${String(error)}`;
  }
}
