import { expect, test } from 'vitest';
import { emit } from 'xstate';
import { z } from 'zod';
import { days, defineJourney, facts, hours, noData } from 'throughline';
import { createHost } from './host.js';

const { setup } = defineJourney({
  id: 'trip', version: 1,
  events: { 'trip.booked': noData, 'bag.lost': z.object({ bag: z.string() }), 'note.added': z.object({ note: z.string() }), 'many.asked': noData, 'alarms.asked': noData, 'trip.begun': noData },
  facts: { bag: facts.internal(z.string()), note: facts.internal(z.string()) },
  channels: {}, entry: { on: ['trip.booked'], reentry: { mode: 'after-exit' } },
  unhandled: { 'bag.lost': { defer: { withinMs: hours(9) } } }, ttlMs: days(10),
});
const trip = setup({}).createMachine({
  id: 'trip', context: { bag: '', note: '' }, initial: 'booked',
  states: {
    booked: {
      on: {
        'note.added': { actions: { type: 'remember', params: { facts: ['note'] } } },
        'many.asked': { actions: Array.from({ length: 4 }, (_, index) => ({ type: 'record' as const, params: { metric: `m${index}` } })) },
        'alarms.asked': { actions: Array.from({ length: 3 }, (_, index) => ({ type: 'schedule' as const, params: { name: `a${index}`, inMs: hours(1), event: 'trip.begun' as const } })) },
        'trip.begun': 'begun',
      },
    },
    begun: { entry: emit({ type: 'trip.under way' }), on: { 'bag.lost': { target: 'over', actions: { type: 'remember', params: { facts: ['bag'] } } } } },
    over: { type: 'final' },
  },
});
const hostWith = (limits: object) => createHost([trip], undefined, { limits });
const parkedFor = async (host: ReturnType<typeof createHost>) => (await host.orchestrator.list({ kind: 'parked' })).items.map(({ cause }) => cause);

test('a step that causes more effects than allowed does none of them, and its event is kept', async () => {
  const host = hostWith({ effectsPerEvent: 3 });
  await host.say('ann', 'trip.booked');
  expect(await host.say('ann', 'many.asked')).toMatchObject({ status: 'parked' });
  expect(await parkedFor(host)).toEqual(['TooLarge']);
  expect(await host.orchestrator.figures(['metric.m0'])).toEqual([0]);
  await host.orchestrator.close();
});

test('exactly as many effects as allowed are done', async () => {
  const host = hostWith({ effectsPerEvent: 4 });
  await host.say('ann', 'trip.booked');
  expect(await host.say('ann', 'many.asked')).toMatchObject({ status: 'handled' });
  expect(await host.orchestrator.figures(['metric.m0', 'metric.m3'])).toEqual([1, 1]);
  await host.orchestrator.close();
});

test('a run that waits for more than allowed keeps the event that asks for it', async () => {
  const host = hostWith({ timersPerJourney: 3 });
  await host.say('ann', 'trip.booked');
  expect(await host.say('ann', 'alarms.asked')).toMatchObject({ status: 'parked' });
  expect(await parkedFor(host)).toEqual(['TooLarge']);
  await host.orchestrator.close();
});

test('of events that come too early only so many wait in the journey; the next is kept for the host', async () => {
  const host = hostWith({ deferredPerJourney: 2 });
  await host.say('ann', 'trip.booked');
  for (const bag of ['red', 'blue']) expect(await host.say('ann', 'bag.lost', { bag })).toMatchObject({ status: 'deferred' });
  expect(await host.say('ann', 'bag.lost', { bag: 'green' })).toMatchObject({ status: 'parked' });
  expect(await parkedFor(host)).toEqual(['TooLarge']);
  await host.say('ann', 'trip.begun');
  expect((await host.orchestrator.explain('user:ann')).ended).toMatchObject([{ reason: 'done' }]);
  await host.orchestrator.close();
});

test('what a journey emits is told to the host, with whose it is', async () => {
  const host = hostWith({});
  host.listen('journey.emitted');
  const { instances: [instance] } = await host.say('ann', 'trip.booked');
  await host.say('ann', 'trip.begun');
  expect(host.told).toMatchObject([{ what: { instance, journey: 'trip', event: { type: 'trip.under way' } } }]);
  await host.orchestrator.close();
});

test('facts that grow large are told of', async () => {
  const host = hostWith({ contextWarnBytes: 1_000 });
  host.listen('facts.large');
  await host.say('ann', 'trip.booked');
  await host.say('ann', 'note.added', { note: 'x'.repeat(500) });
  expect(host.told).toEqual([]);
  await host.say('ann', 'note.added', { note: 'x'.repeat(1_500) });
  expect(host.told).toMatchObject([{ what: { journey: 'trip', bytes: 1_520 } }]);
  await host.orchestrator.close();
});

test.each([[1_520, 'handled'], [1_519, 'parked']])('facts of 1,520 bytes where %d are allowed: the event is %s', async (contextBytes, status) => {
  const host = hostWith({ contextBytes });
  await host.say('ann', 'trip.booked');
  expect(await host.say('ann', 'note.added', { note: 'x'.repeat(1_500) })).toMatchObject({ status });
  expect(await parkedFor(host)).toEqual(status === 'parked' ? ['TooLarge'] : []);
  await host.orchestrator.close();
});
