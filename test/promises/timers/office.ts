import { createOrchestrator, days, hours, type AnyJourney, type Orchestrator } from 'throughline';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import type { Store } from 'throughline/ports';
import { createMemoryData, createMemoryStore, createTestClock, verify, type TestClock } from 'throughline/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRecordingChannel } from '../../orchestrator/recording-channel.js';
import type { Chance } from '../simulation/chance.js';
import { skewed, type WrongClock } from './clocks.js';
import { watchedTimers, type HandedOut } from './watched-timers.js';

/** What was said to a customer, and when by the store's clock. */
export interface Said { readonly to: string; readonly key: string; readonly at: number }
/** The bugs: each process asks its own clock, nothing tells a process that its clock was set, or the store has one of its own. */
export interface Planted { readonly trusting?: boolean; readonly unmeasured?: boolean; readonly around?: (store: Store, clock: TestClock) => Store }
export interface OfficeOptions {
  readonly processes: number;
  /** in a file, which is one process's own */
  readonly inFile?: boolean;
  readonly planted?: Planted;
}
interface Place { readonly open: (clock: TestClock) => Store; readonly remove: () => void }

const jumps = [hours(1), -hours(1), -days(1)] as const;

/** So many processes, each with a clock of its own that is wrong by up to five minutes and may be set, on one store whose clock alone counts. */
export async function openOffice(journey: AnyJourney, chance: Chance, { processes, inFile = false, planted = {} }: OfficeOptions) {
  const clock = createTestClock(1_800_000_000_000);
  const { open, remove } = inFile ? fileOf() : memory();
  const said: Said[] = [];
  const handedOut: HandedOut[] = [];
  const clocks: WrongClock[] = [];
  const workers = await Promise.all(Array.from({ length: processes }, async (): Promise<Orchestrator> => {
    const own = skewed(clock, { byMs: chance.below(600_000) - 300_000, driftMs: chance.below(2_000) - 1_000, unmeasured: planted.unmeasured === true });
    clocks.push(own);
    const sound = open(planted.trusting === true ? { ...clock, now: own.now } : clock);
    const store = watchedTimers(planted.around?.(sound, clock) ?? sound, clock, handedOut);
    const chat = createRecordingChannel(({ to, key }) => {
      said.push({ to, key, at: clock.now() });
      return { status: 'sent', providerId: key };
    });
    const orchestrator = createOrchestrator({ journeys: [journey], clock: own, store, channels: { chat }, timing: { pollMs: hours(1) } }) as unknown as Orchestrator;
    await orchestrator.start();
    return orchestrator;
  }));
  return {
    clock, said, handedOut, workers,
    anyone: (): Orchestrator => workers[chance.below(workers.length)] as Orchestrator,
    /** somebody sets the clock of one of the processes */
    jump: (): void => clocks[chance.below(clocks.length)]?.jump(chance.pick(jumps)),
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      const store = open(clock);
      await store.open({ worker: 'audit' });
      const { findings } = await verify(store);
      await store.close();
      remove();
      return findings;
    },
  };
}

function memory(): Place {
  const data = createMemoryData();
  return { open: (clock) => createMemoryStore({ clock, data, shared: { leaseMs: hours(48) } }), remove: () => {} };
}

function fileOf(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-office-'));
  return { open: ({ now }) => createSqliteStore({ file: join(folder, 'journeys.db'), now }), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
