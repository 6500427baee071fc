import { expect, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, noData } from 'throughline';
import { createHost } from './host.js';

const order = (start: { readonly journey: string; readonly inMs?: number; readonly data?: object }) => defineJourney({
  id: 'order', version: 1, events: { 'order.placed': noData, 'order.closed': noData }, facts: {}, channels: {}, entry: { on: ['order.placed'], reentry: { mode: 'after-exit' } }, ttlMs: days(10),
}).setup({}).createMachine({
  id: 'order', context: {}, initial: 'placed',
  states: { placed: { entry: { type: 'startJourney', params: start }, on: { 'order.closed': 'over' } }, over: { type: 'final' } },
});
const thanks = defineJourney({
  id: 'thanks', version: 1, events: { 'thanks.due': z.object({ what: z.string() }) }, facts: { what: facts.internal(z.string()) }, channels: { chat: ['text'] }, entry: { on: ['thanks.due'], reentry: { mode: 'after-exit' } }, ttlMs: days(10),
}).setup({}).createMachine({ id: 'thanks', context: ({ input }) => ({ what: input.event.data.what }), initial: 'said', states: { said: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Thank you.' } }, after: { [days(1)]: 'over' } }, over: { type: 'final' } } });

const due = { journey: 'thanks', data: { what: 'an order' } };
const parked = async (host: ReturnType<typeof createHost>) => (await host.orchestrator.list({ kind: 'parked' })).items;
const running = async (host: ReturnType<typeof createHost>) => (await host.orchestrator.explain('user:ann')).journeys.map(({ journey }) => journey).toSorted();

test('a journey is not started with data that it does not take', async () => {
  const host = createHost([order({ journey: 'thanks', data: { what: 5 } }), thanks]);
  expect(await host.say('ann', 'order.placed')).toMatchObject({ status: 'parked' });
  expect(await parked(host)).toMatchObject([{ journey: 'thanks', cause: 'InvalidPayload' }]);
  expect(await running(host)).toEqual(['order']);
  await host.orchestrator.close();
});

test('a paused journey is started when it is resumed, with what it was to be started with', async () => {
  const host = createHost([order(due), thanks]);
  await host.orchestrator.pause('thanks');
  await host.say('ann', 'order.placed');
  expect(await running(host)).toEqual(['order']);
  expect(await parked(host)).toMatchObject([{ journey: 'thanks', cause: 'Paused' }]);
  await host.orchestrator.resume('thanks');
  await host.settle();
  expect(await running(host)).toEqual(['order', 'thanks']);
  expect(await parked(host)).toEqual([]);
  expect(host.texts()).toEqual(['Thank you.']);
  await host.orchestrator.close();
});

test('a journey whose entries are discarded while it is paused is not started, and nor is one that was stopped', async () => {
  const host = createHost([order(due), thanks]);
  await host.orchestrator.pause('thanks', { entries: 'discard' });
  expect(await host.say('ann', 'order.placed')).toMatchObject({ status: 'handled' });
  await host.orchestrator.resume('thanks');
  await host.orchestrator.stop('thanks');
  expect(await host.say('bob', 'order.placed')).toMatchObject({ status: 'handled' });
  await host.settle();
  expect([await parked(host), host.texts()]).toEqual([[], []]);
  await host.orchestrator.close();
});

test('a journey that runs already is not started a second time', async () => {
  const host = createHost([order(due), thanks]);
  await host.say('ann', 'order.placed');
  await host.say('ann', 'order.closed');
  await host.say('ann', 'order.placed');
  await host.settle();
  expect(host.texts()).toEqual(['Thank you.']);
  expect(await running(host)).toEqual(['order', 'thanks']);
  await host.orchestrator.close();
});

test('a journey to be started later is started then, also if the one that asked has ended', async () => {
  const host = createHost([order({ ...due, inMs: hours(2) }), thanks]);
  await host.say('ann', 'order.placed');
  await host.say('ann', 'order.closed');
  await host.clock.advance(hours(2) - 1_000);
  expect(host.texts()).toEqual([]);
  await host.clock.advance(2_000);
  expect(host.texts()).toEqual(['Thank you.']);
  await host.orchestrator.close();
});

test('journeys that start one another without end are halted', async () => {
  const ring = (id: string, next: string) => defineJourney({
    id, version: 1, events: { [`${id}.asked`]: noData }, facts: {}, channels: {}, entry: { on: [`${id}.asked`], reentry: { mode: 'after-exit' } }, ttlMs: days(10),
  }).setup({}).createMachine({ id, context: {}, initial: 'here', states: { here: { entry: { type: 'startJourney', params: { journey: next } }, always: 'over' }, over: { type: 'final' } } });
  const host = createHost([ring('ping', 'pong'), ring('pong', 'ping')], undefined, { limits: { effectsPerEvent: 20 } });
  await host.say('ann', 'ping.asked');
  expect(await parked(host)).toMatchObject([{ cause: 'StepLimit' }]);
  await host.orchestrator.close();
});
