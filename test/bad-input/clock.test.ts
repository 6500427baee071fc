import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hours, minutes, seconds } from 'throughline';
import { createTestClock, type TestClock } from 'throughline/testing';
import { createBench, type Bench, type BenchOptions } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';

const jumps = [['an hour ahead', hours(1)], ['an hour back', -hours(1)], ['a day ahead', hours(24)], ['a day back', -hours(24)]] as const;

describe.each(homes)('line 34: a wall clock that jumps, %s,', (_, make) => {
  let home: Home;
  let hosts: TestClock;
  let bench: Bench;
  beforeEach(() => { home = make(); hosts = createTestClock(home.clock.now()); });
  afterEach(async () => {
    const closed = bench.orchestrator.close();
    await pass(seconds(20));
    await closed;
    await home.remove();
  });
  /** the store's clock and the host's go on at one pace, whatever each of them shows */
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += seconds(5)) await Promise.all([home.clock.advance(seconds(5)), hosts.advance(seconds(5))]);
  };
  const begin = async (options: BenchOptions = {}): Promise<void> => {
    bench = createBench(home, { clock: hosts, timing: { pollMs: seconds(5) }, ...options });
    await bench.orchestrator.accept({ id: '1', source: 'shop', type: 'order.placed', data: { order: 'A' }, who: ['user:ann'] } as never);
  };

  test.each(jumps)('%s on the host while a delay runs, neither ends it early nor keeps it from ending: the store’s clock alone says when it is over', async (_what, jump) => {
    await begin();
    await pass(minutes(10));
    hosts.set(hosts.now() + jump);
    await pass(minutes(109));
    expect(bench.texts()).toEqual(['Order A is confirmed.']);
    await pass(minutes(1) + seconds(10));
    expect(bench.texts()).toEqual(['Order A is confirmed.', 'Order A is waiting.']);
  });

  test.each(jumps)('%s on the host while a channel is called, neither cuts the call short nor makes it a second time', async (_what, jump) => {
    await begin({ chat: createRecordingChannel((message) => new Promise((resolve) => { hosts.after(seconds(8), () => resolve({ status: 'sent', providerId: message.key })); })) });
    await pass(seconds(5));
    hosts.set(hosts.now() + jump);
    await pass(minutes(5));
    expect(bench.texts()).toEqual(['Order A is confirmed.']);
    expect((await bench.orchestrator.list({ kind: 'dead' })).items).toEqual([]);
    expect(bench.told).toEqual([]);
  });

  test.each(jumps)('%s on the host while a call never ends, is given up after its ten seconds and not before', async (_what, jump) => {
    await begin({ chat: createRecordingChannel((_message, attempt, signal) => (attempt > 1 ? { status: 'sent', providerId: 'second' } : new Promise((_resolve, reject) => { signal.addEventListener('abort', () => reject(new Error('given up'))); }))) });
    hosts.set(hosts.now() + jump);
    await pass(seconds(5));
    expect(bench.texts()).toHaveLength(1);
    await pass(seconds(30));
    expect(bench.texts()).toHaveLength(2);
  });

  test.each(jumps)('%s in the store while a channel is called, never sends twice, and no delay ends before the store says so', async (_what, jump) => {
    await begin({ chat: createRecordingChannel((message) => new Promise((resolve) => { hosts.after(seconds(8), () => resolve({ status: 'sent', providerId: message.key })); })) });
    await pass(seconds(5));
    home.clock.set(home.clock.now() + jump);
    await pass(minutes(1));
    const due = 1_800_000_000_000 + hours(2);
    expect(bench.texts().filter((text) => text.includes('waiting'))).toHaveLength(home.clock.now() < due ? 0 : 1);
    expect(bench.texts().filter((text) => text.includes('confirmed'))).toHaveLength(1);
    const { journeys, ended } = await bench.orchestrator.explain('user:ann');
    expect([...journeys, ...ended]).toHaveLength(1);
    for (const { at } of journeys[0]?.movesByItself ?? []) expect(at).toBeGreaterThanOrEqual(home.clock.now() - seconds(5));
  });
});
