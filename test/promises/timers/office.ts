import { createOrchestrator, hours, type AnyJourney, type Orchestrator } from 'throughline';
import type { Store } from 'throughline/ports';
import { createMemoryData, createMemoryStore, createTestClock, verify } from 'throughline/testing';
import { createRecordingChannel } from '../../orchestrator/recording-channel.js';
import type { Chance } from '../simulation/chance.js';
import { skewed } from './clocks.js';

/** What was said to a customer, and when by the store's clock. */
export interface Said { readonly to: string; readonly key: string; readonly at: number }

/** So many processes, each with a clock of its own that is wrong by up to five minutes, on one store whose clock alone counts. `trusting`: each asks its own clock instead. */
export async function openOffice(journey: AnyJourney, chance: Chance, { processes, trusting = false }: { readonly processes: number; readonly trusting?: boolean }) {
  const [clock, data] = [createTestClock(1_800_000_000_000), createMemoryData()];
  const said: Said[] = [];
  const workers = await Promise.all(Array.from({ length: processes }, async (): Promise<Orchestrator> => {
    const own = skewed(clock, { byMs: chance.below(600_000) - 300_000, driftMs: chance.below(2_000) - 1_000 });
    const store: Store = createMemoryStore({ clock: trusting ? own : clock, data, shared: { leaseMs: hours(48) } });
    const chat = createRecordingChannel(({ to, key }) => {
      said.push({ to, key, at: clock.now() });
      return { status: 'sent', providerId: key };
    });
    const orchestrator = createOrchestrator({ journeys: [journey], clock: own, store, channels: { chat }, timing: { pollMs: hours(1) } }) as unknown as Orchestrator;
    await orchestrator.start();
    return orchestrator;
  }));
  return {
    clock, said, workers,
    anyone: (): Orchestrator => workers[chance.below(workers.length)] as Orchestrator,
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      const store = createMemoryStore({ clock, data });
      await store.open({ worker: 'audit' });
      return (await verify(store)).findings;
    },
  };
}
