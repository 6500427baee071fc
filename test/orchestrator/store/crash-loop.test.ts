import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { activity, days, defineJourney, facts, hours, minutes, noData, seconds } from 'throughline';
import type { Store } from 'throughline/ports';
import { createBench, type BenchOptions } from '../door/bench.js';
import { homes, type Home } from '../door/homes.js';
import { reminder } from '../door/journeys.js';
import { createRecordingChannel } from '../recording-channel.js';

/** A host whose process dies in the middle of what it is asked to do: what it began is never heard of again. */
const deadly = () => new Promise<never>(() => {});

const { setup } = defineJourney({
  id: 'look-up', version: 1,
  events: { 'look.asked': noData }, facts: { found: facts.internal(z.string()) }, channels: {},
  activities: { find: activity({ input: z.object({}), output: z.object({ found: z.string() }), timeoutMs: seconds(2), attempts: 2 }) },
  entry: { on: ['look.asked'], reentry: { mode: 'never' } }, ttlMs: days(10),
});
const lookUp = setup({}).createMachine({
  id: 'look-up', context: { found: '' }, initial: 'looking',
  states: {
    looking: { invoke: { src: 'find', input: {}, onDone: { target: 'found', actions: { type: 'remember', params: { facts: ['found'] } } }, onError: 'helped' } },
    found: { after: { [days(9)]: 'over' } }, helped: { after: { [days(9)]: 'over' } }, over: { type: 'final' },
  },
});
const kicking = defineJourney({ id: 'kick', version: 1, events: { 'kick.asked': noData }, facts: {}, channels: {}, entry: { on: ['kick.asked'], reentry: { mode: 'never' } }, ttlMs: days(10) });
const kick = kicking.setup({}).createMachine({ id: 'kick', context: {}, initial: 'on', states: { on: { entry: { type: 'startJourney', params: { journey: 'look-up', inMs: 60_000 } }, after: { [days(9)]: 'over' } }, over: { type: 'final' } } });

describe.each(homes)('work that takes the process down each time, %s,', (_, make) => {
  let home: Home;
  beforeEach(() => { home = make(); });
  afterEach(() => home.remove());

  /** Runs a host that dies before it can end what it was handed, again and again. */
  const dieOften = async (times: number, options: () => BenchOptions): Promise<void> => {
    for (let n = 0; n < times; n += 1) {
      const bench = createBench(home, options());
      await bench.orchestrator.start();
      await bench.settle(seconds(1));
      await home.die();
    }
  };

  test('is a dead letter once a message was handed out as often as it may be tried', async () => {
    let calls = 0;
    const timing = { retryAttempts: 4, pollMs: seconds(5) };
    const options = (): BenchOptions => ({ chat: createRecordingChannel(() => { calls += 1; return deadly(); }), timing });
    const first = createBench(home, options());
    await first.say({ id: '1', type: 'order.placed', data: { order: 'A' } });
    await first.settle(seconds(1));
    await home.die();
    await dieOften(6, options);
    expect(calls).toBe(4);
    const after = createBench(home, { timing });
    await after.orchestrator.start();
    await after.settle(minutes(5));
    expect((await after.orchestrator.list({ kind: 'dead' })).items).toMatchObject([{ cause: 'attempts:CrashLoop' }]);
    expect(after.texts()).toEqual([]);
    await after.say({ id: '2', type: 'order.placed', data: { order: 'B' } });
    await after.settle();
    expect(after.texts()).toEqual(['Order B is confirmed.']);
    await after.orchestrator.close();
  });

  test('lets the journey go on where an activity was handed out as often as its contract says', async () => {
    let calls = 0;
    const timing = { retryAttempts: 4, pollMs: seconds(5) };
    const options = (): BenchOptions => ({ journeys: [lookUp], activities: { find: () => { calls += 1; return deadly(); } }, timing });
    const first = createBench(home, options());
    await first.say({ id: '1', type: 'look.asked' });
    await first.settle(seconds(1));
    await home.die();
    await dieOften(6, options);
    expect(calls).toBe(2);
    const after = createBench(home, options());
    expect((await after.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ where: ['helped'] });
    await after.orchestrator.close();
  });

  /** A process that dies whenever it commits the end of a delay. */
  const dyingAtTimers = (around: { count: number }) => (store: Store): Store => ({
    ...store,
    commit: async (batch) => {
      if (!batch.some((change) => change.entries?.some((entry) => entry.body.includes('"timer.fired"') && !entry.body.includes('CrashLoop') && !entry.body.includes('"parked"')))) return store.commit(batch);
      around.count += 1;
      return deadly();
    },
  });

  test('parks a delay that was handed out five times, with the journey where it stood, and redrive ends it', async () => {
    const first = createBench(home, { journeys: [reminder] });
    await first.say({ id: '1', type: 'order.placed', data: { order: 'A' } });
    await first.settle();
    await first.orchestrator.close();
    await home.clock.advance(hours(2));
    const deaths = { count: 0 };
    await dieOften(8, () => ({ journeys: [reminder], around: dyingAtTimers(deaths) }));
    expect(deaths.count).toBe(5);
    const after = createBench(home, { journeys: [reminder] });
    const { items } = await after.orchestrator.list({ kind: 'parked' });
    expect(items).toMatchObject([{ cause: 'CrashLoop', journey: 'reminder' }]);
    expect((await after.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ where: ['waiting'], status: 'parked' });
    await after.orchestrator.redrive({ parked: items[0]?.id ?? '' });
    await after.settle();
    expect(after.texts()).toEqual(['Order A is waiting.']);
    await after.orchestrator.close();
  });

  test('is not seen in a store that was away for long: the delay ends when it is back', async () => {
    let away = true;
    const around = (store: Store): Store => ({ ...store, commit: async (batch) => { if (away && batch.some((change) => change.timers?.cancel?.length)) throw new Error('away'); return store.commit(batch); } });
    const bench = createBench(home, { journeys: [reminder], around, timing: { pollMs: seconds(5) } });
    await bench.say({ id: '1', type: 'order.placed', data: { order: 'A' } });
    await bench.settle(hours(3));
    away = false;
    await bench.settle(minutes(5));
    expect((await bench.orchestrator.list({ kind: 'parked' })).items).toEqual([]);
    expect(bench.texts()).toEqual(['Order A is confirmed.', 'Order A is waiting.']);
    await bench.orchestrator.close();
  });

  test('parks the start of a journey that was put off', async () => {
    const first = createBench(home, { journeys: [kick, lookUp], activities: { find: () => ({ found: 'yes' }) } });
    await first.say({ id: '1', type: 'kick.asked' });
    await first.orchestrator.close();
    await home.clock.advance(minutes(2));
    const deaths = { count: 0 };
    await dieOften(8, () => ({ journeys: [kick, lookUp], activities: { find: () => ({ found: 'yes' }) }, around: dyingAtTimers(deaths) }));
    expect(deaths.count).toBe(5);
    const after = createBench(home, { journeys: [kick, lookUp], activities: { find: () => ({ found: 'yes' }) } });
    const { items } = await after.orchestrator.list({ kind: 'parked' });
    expect(items).toMatchObject([{ cause: 'CrashLoop' }]);
    await after.orchestrator.redrive({ parked: items[0]?.id ?? '' });
    await after.settle();
    expect((await after.orchestrator.explain('user:ann')).journeys.map((journey) => journey.where)).toEqual([['on'], ['found']]);
    await after.orchestrator.close();
  });
});
