import { expect, test } from 'vitest';
import { createOrchestrator, days, hours, minutes, seconds } from 'throughline';
import { createMemoryData, createMemoryStore, createTestClock } from 'throughline/testing';
import { skewed } from '../promises/timers/clocks.js';
import { waits } from '../promises/timers/waits.js';
import { createRecordingChannel } from './recording-channel.js';

/** Two processes on one store, the first of which has a clock that somebody may set. */
async function openPair() {
  const [clock, data] = [createTestClock(), createMemoryData()];
  const own = skewed(clock, { byMs: 0, driftMs: 0 });
  const said: number[] = [];
  const open = async (of: typeof clock | typeof own) => {
    const chat = createRecordingChannel(({ key }) => { said.push(clock.now()); return { status: 'sent', providerId: key }; });
    const host = createOrchestrator({ journeys: [waits()], store: createMemoryStore({ clock, data, shared: { leaseMs: seconds(30) } }), clock: of, channels: { chat } });
    await host.start();
    return host;
  };
  const [one, other] = [await open(own), await open(clock)];
  await clock.advance(seconds(1));
  const wait = (host: typeof one, ms: number) => host.accept({ id: '1', source: 'test', type: 'wait.begun', data: { ms }, who: ['user:ann'] });
  return { clock, data, own, said, one, other, wait, async close() { const closing = Promise.all([one.close(), other.close()]); await clock.advance(seconds(20)); await closing; } };
}

test.each([['a day back', -days(1)], ['an hour forward', hours(1)], ['a second back', -seconds(1)]])('a delay that begins right after the clock of its process was set %s ends when it is due by the clock of the store', async (_what, ms) => {
  const { clock, own, said, one, wait, close } = await openPair();
  own.jump(ms);
  const begin = clock.now();
  await wait(one, minutes(10));
  await clock.advance(minutes(20));
  expect(said.map((at) => at - begin)).toEqual([minutes(10)]);
  await close();
});

test('an event that does not say when it happened did so now, also where the clock of its process was set a day back', async () => {
  const { clock, data, own, one, wait, close } = await openPair();
  own.jump(-days(1));
  await wait(one, 1);
  const store = createMemoryStore({ clock, data, shared: { leaseMs: seconds(30) } });
  await store.open({ worker: 'onlooker' });
  const { entries } = await store.scan(0, 9);
  expect(entries.filter(({ kind }) => kind === 'event').map(({ at, body }) => JSON.parse(body).occurredAt ?? at)).toEqual([clock.now()]);
  await close();
});

test('a process whose clock was set an hour forward goes on looking every few seconds for what others left', async () => {
  const { clock, own, said, other, wait, close } = await openPair();
  own.jump(hours(1));
  await clock.advance(seconds(10));
  await wait(other, minutes(1));
  // nobody but the first is left to look
  await Promise.all([other.close(), clock.advance(seconds(30))]);
  await clock.advance(minutes(1));
  expect(said).toHaveLength(1);
  await close();
});
