import { createOrchestrator, days, seconds, type AnyJourney, type Orchestrator, type OrchestratorEvents, type OrchestratorOptions, type Receipt } from 'throughline';
import type { Store } from 'throughline/ports';
import { createMemoryData, createMemoryStore, createTestClock, verify } from 'throughline/testing';
import { expect } from 'vitest';
import { createRecordingChannel } from '../recording-channel.js';
import { isCustomerId } from '../../../src/model/customer-id.js';
import { parcel, reminder, tally, texts } from '../door/journeys.js';

export const leaseMs = seconds(30);
export const pollMs = seconds(5);

/** One process at work on what it shares with others. */
export interface Worker {
  readonly orchestrator: Orchestrator;
  readonly chat: ReturnType<typeof createRecordingChannel>;
  readonly faults: OrchestratorEvents['fault'][];
  /** customers that it read from the store */
  readonly read: readonly string[];
  say(id: string, type: string, data?: object, who?: string): Promise<Receipt>;
  /** nothing it asks the store reaches it any more, as if the process were stopped in the middle of it */
  freeze(): void;
  thaw(): void;
}

/** So many processes on one shared store and one clock. */
export async function startWorkers(count: number, { journeys = [tally, parcel, reminder], chat = () => createRecordingChannel(), hints = false, more = {} }: { readonly journeys?: readonly AnyJourney[]; readonly chat?: (n: number) => ReturnType<typeof createRecordingChannel>; /** they hear of each other, and hardly ever look */ readonly hints?: boolean; /** texts and activities of journeys of their own */ readonly more?: Pick<OrchestratorOptions<readonly AnyJourney[]>, 'texts' | 'activities'> } = {}) {
  const [clock, data] = [createTestClock(1_800_000_000_000), createMemoryData()];
  const workers = Array.from({ length: count }, (_, n): Worker => {
    const read: string[] = [];
    const { store, freeze, thaw } = freezable(noting(read, createMemoryStore({ clock, data, shared: { leaseMs, ...(hints && { hints: true }) } })));
    const channel = chat(n);
    const orchestrator = createOrchestrator({ journeys, clock, store, texts, channels: { chat: channel }, timing: { pollMs: hints ? days(1) : pollMs }, ...more }) as unknown as Orchestrator;
    const faults: OrchestratorEvents['fault'][] = [];
    orchestrator.on('fault', (fault) => faults.push(fault));
    return {
      orchestrator, chat: channel, faults, read, freeze, thaw,
      say: (id, type, data = {}, who = 'user:ann') => orchestrator.accept({ id, type, data, source: 'shop', who: [who] }),
    };
  });
  await Promise.all(workers.map(({ orchestrator }) => orchestrator.start()));
  const close = async (): Promise<void> => {
    await Promise.all(workers.map(({ orchestrator }) => orchestrator.close()));
    const store = createMemoryStore({ clock, data });
    await store.open({ worker: 'audit' });
    expect(await verify(store)).toMatchObject({ findings: [] });
  };
  return { clock, data, workers, close, texts: () => workers.flatMap((worker) => worker.chat.sent.map(({ text }) => text)) };
}

const noting = (read: string[], store: Store): Store => ({ ...store, load: async (lanes) => { read.push(...lanes.map(({ lane }) => lane).filter(isCustomerId)); return store.load(lanes); } });

/** Calls wait at the gate while it is shut, and go on when it opens: late, as after a SIGSTOP. */
function freezable(store: Store): { readonly store: Store; freeze(): void; thaw(): void } {
  let gate: PromiseWithResolvers<void> | undefined;
  const late = <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) => async (...args: A): Promise<R> => {
    await gate?.promise;
    return call(...args);
  };
  return {
    store: { ...store, commit: late(store.commit), claim: late(store.claim) as Store['claim'], load: late(store.load), resolve: late(store.resolve), open: late(store.open) },
    freeze() { gate = Promise.withResolvers(); },
    thaw() { gate?.resolve(); gate = undefined; },
  };
}
