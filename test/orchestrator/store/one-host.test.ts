import { expect, test } from 'vitest';
import { createOrchestrator, days, defineJourney, noData, seconds, type Orchestrator } from 'throughline';
import type { Store } from 'throughline/ports';
import { createMemoryData, createMemoryStore, createTestClock } from 'throughline/testing';

const journey = defineJourney({ id: 'visit', version: 1, events: { came: noData }, facts: {}, channels: {}, entry: { on: ['came'], reentry: { mode: 'never' } }, ttlMs: days(1) })
  .setup({}).createMachine({ id: 'visit', context: {}, initial: 'here', states: { here: { after: { [days(1)]: 'gone' } }, gone: { type: 'final' } } });

const host = (store: Store, clock = createTestClock(1_800_000_000_000)) => createOrchestrator({ journeys: [journey], store, clock }) as unknown as Orchestrator;

test('two hosts do not share one object of a store that they would take from each other, again and again', async () => {
  const clock = createTestClock(1_800_000_000_000);
  const store = createMemoryStore({ clock, data: createMemoryData(), shared: { leaseMs: seconds(30) } });
  const [one, other] = [host(store, clock), host(store, clock)];
  await one.start();
  await expect(other.start()).rejects.toMatchObject({ code: 'InvalidOptions', facts: { store: 'memory' } });
  await one.start();
  expect(await one.accept({ id: '1', source: 'door', type: 'came', data: {}, who: ['user:ann'] })).toMatchObject({ status: 'handled' });
  await one.close();
});

test('who could not open a store stands in nobody\'s way', async () => {
  const clock = createTestClock(1_800_000_000_000);
  const inner = createMemoryStore({ clock, data: createMemoryData(), shared: { leaseMs: seconds(30) } });
  let fails = true;
  const store: Store = { ...inner, open: async (owner) => {
    if (fails) throw new Error('away');
    return inner.open(owner);
  } };
  await expect(host(store, clock).start()).rejects.toMatchObject({ code: 'StoreUnavailable' });
  fails = false;
  const second = host(store, clock);
  await second.start();
  await second.close();
});
