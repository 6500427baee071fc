import { expect, test, vi } from 'vitest';
import { createOrchestrator, days, defineJourney, noData, seconds } from 'throughline';
import type { Store } from 'throughline/ports';
import { createMemoryData, createMemoryStore, createTestClock } from 'throughline/testing';
import { isCustomerId } from '../../src/model/customer-id.js';
import { createRecordingChannel } from './recording-channel.js';
import { startOfTime } from './host.js';

const { setup } = defineJourney({
  id: 'counting', version: 1,
  events: { begun: noData, counted: noData }, facts: {}, channels: { chat: ['text'] },
  entry: { on: ['begun'], reentry: { mode: 'never' } }, ttlMs: days(10),
});
const counting = setup({}).createMachine({
  id: 'counting', context: {}, initial: 'on',
  states: {
    on: { on: { counted: { actions: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Counted.' } } } }, after: { [days(5)]: 'off' } },
    off: { type: 'final' },
  },
});

/** A host whose commits of customers wait while the gate is shut; those of the status of a journey never do. */
function openHost(shared?: { readonly clock: ReturnType<typeof createTestClock>; readonly data: ReturnType<typeof createMemoryData> }) {
  const { clock, data } = shared ?? { clock: createTestClock(startOfTime), data: createMemoryData() };
  let gate: PromiseWithResolvers<void> | undefined;
  let waiting = 0;
  const inner = createMemoryStore({ clock, data, ...(shared !== undefined && { shared: { leaseMs: seconds(30) } }) });
  const commit: Store['commit'] = async (changes) => {
    if (gate !== undefined && changes.some(({ lane }) => isCustomerId(lane))) {
      waiting += 1;
      await gate.promise;
    }
    return inner.commit(changes);
  };
  const chat = createRecordingChannel();
  const orchestrator = createOrchestrator({ journeys: [counting], clock, store: { ...inner, commit }, channels: { chat }, timing: { pollMs: shared === undefined ? days(365) : seconds(5) } });
  return {
    clock, orchestrator, chat,
    say: (type: 'begun' | 'counted') => orchestrator.accept({ id: type, source: 'test', type, data: {}, who: ['user:ann'] }),
    shut() { gate = Promise.withResolvers(); waiting = 0; },
    open() { gate?.resolve(); gate = undefined; },
    get waiting() { return waiting; },
    parked: async () => (await orchestrator.list({ kind: 'parked' })).items,
  };
}
const turns = async (): Promise<void> => { for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate); };

test('what was about to be held when its journey is resumed goes on as well', async () => {
  const host = openHost();
  await host.say('begun');
  await host.orchestrator.pause('counting');
  host.shut();
  const receipt = host.say('counted');
  await vi.waitFor(() => expect(host.waiting).toBe(1));
  const resumed = host.orchestrator.resume('counting');
  await turns();
  host.open();
  expect(await receipt).toMatchObject({ status: 'parked', reason: 'Paused' });
  await resumed;
  await host.clock.advance(200);
  expect(host.chat.sent.map(({ text }) => text)).toEqual(['Counted.']);
  expect(await host.parked()).toEqual([]);
  await host.orchestrator.close();
});

test('who was about to enter when a journey is stopped leaves it as well', async () => {
  const host = openHost();
  await host.orchestrator.start();
  host.shut();
  const receipt = host.say('begun');
  await vi.waitFor(() => expect(host.waiting).toBe(1));
  const stopped = host.orchestrator.stop('counting');
  await turns();
  host.open();
  expect(await receipt).toMatchObject({ status: 'handled' });
  await stopped;
  expect((await host.orchestrator.list({ kind: 'instance' })).items).toEqual([]);
  await host.orchestrator.close();
});

test('what one process was about to hold while another one resumed the journey goes on once it hears of it', async () => {
  const shared = { clock: createTestClock(startOfTime), data: createMemoryData() };
  const [one, other] = [openHost(shared), openHost(shared)];
  for (const { orchestrator } of [one, other]) await orchestrator.start();
  await one.say('begun');
  await one.orchestrator.pause('counting');
  await shared.clock.advance(seconds(6));
  other.shut();
  const receipt = other.say('counted');
  await vi.waitFor(() => expect(other.waiting).toBe(1));
  await one.orchestrator.resume('counting');
  await shared.clock.advance(seconds(6));
  other.open();
  expect(await receipt).toMatchObject({ status: 'parked', reason: 'Paused' });
  await shared.clock.advance(seconds(6));
  expect([...one.chat.sent, ...other.chat.sent].map(({ text }) => text)).toEqual(['Counted.']);
  expect(await one.parked()).toEqual([]);
  for (const { orchestrator } of [one, other]) await orchestrator.close();
});
