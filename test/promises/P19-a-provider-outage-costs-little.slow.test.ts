import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { hours, minutes, seconds } from 'throughline';
import { verify } from 'throughline/testing';
import { runsOf } from '../full-size.js';
import { createBench, patiently, toIncoming } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';
import { twoWays, texts } from './outage/two-ways.js';

/** customers who are written to on both channels while one of them is down */
const customers = runsOf({ ci: 300, full: 50_000 });
const anHour = hours(1);
const retryAfterMs = minutes(7);
const heapMb = 200;

interface Call { readonly key: string; readonly at: number }
interface Outage {
  /** calls of the channel that is down, until it is up again */
  readonly calls: readonly Call[];
  /** how long after it was decided each message of the other channel left, milliseconds */
  readonly othersWaitedMs: readonly number[];
  /** how long after the channel was up again its last message left, milliseconds */
  readonly drainedMs: number;
  readonly sent: number;
  readonly dead: number;
  readonly heapMb: number;
  readonly findings: readonly string[];
}

/** A channel is down for an hour, or for so long, while its customers are written to. */
async function outage(make: () => Home, count: number, { timing = {}, downMs = anHour }: { readonly timing?: object; readonly downMs?: number } = {}): Promise<Outage> {
  const home = make();
  const { clock } = home;
  const begin = clock.now();
  const [calls, sentAt]: [Call[], Map<string, number>] = [[], new Map()];
  const decidedAt = new Map<string, number>();
  const othersWaitedMs: number[] = [];
  const away = createRecordingChannel(({ key }) => {
    if (clock.now() < begin + downMs) {
      calls.push({ key, at: clock.now() });
      return { status: 'retry', retryAfterMs };
    }
    sentAt.set(key, clock.now());
    return { status: 'sent', providerId: key };
  });
  const well = createRecordingChannel(({ key, to }) => {
    othersWaitedMs.push(clock.now() - (decidedAt.get(to) ?? 0));
    return { status: 'sent', providerId: key };
  });
  const bench = createBench(home, { journeys: [twoWays()], texts, channels: { away, well }, timing: { pollMs: seconds(5), ...timing } });
  await bench.orchestrator.start();
  const heapBefore = heapInUse();
  for (let n = 0; n < count; n += 1) {
    decidedAt.set(`c${n}`, clock.now());
    await bench.orchestrator.accept(toIncoming({ id: `e${n}`, type: 'news.came', who: [`user:c${n}`] }));
    if (n % Math.ceil(count / 60) === 0) await clock.advance(seconds(30));
  }
  await clock.advance(begin + anHour - clock.now());
  const heapMeanwhile = heapInUse();
  for (let waited = 0; waited < minutes(30) && sentAt.size < count; waited += seconds(1)) await clock.advance(seconds(1));
  const dead = (await bench.orchestrator.list({ kind: 'dead' })).items.length;
  await patiently(clock, bench.orchestrator.close());
  const store = home.store();
  await store.open({ worker: 'audit' });
  const { findings } = await verify(store);
  await home.remove();
  return { calls, othersWaitedMs, drainedMs: Math.max(...sentAt.values()) - begin - downMs, sent: sentAt.size, dead, heapMb: (heapMeanwhile - heapBefore) / 1e6, findings };
}

function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

/** Most calls in one second, once the first failures have opened the circuit. */
const mostInASecond = (calls: readonly Call[]): number => Math.max(...[...Map.groupBy(calls.slice(5), ({ at }) => Math.floor(at / 1_000)).values()].map(({ length }) => length));

/** Calls for a message that came sooner than its provider had asked for. */
function tooSoon(calls: readonly Call[]): readonly Call[] {
  const last = new Map<string, number>();
  return calls.filter(({ key, at }) => {
    const before = last.get(key);
    last.set(key, at);
    return before !== undefined && at - before < retryAfterMs;
  });
}

describe.each(homes)('P19: while a provider is down for an hour, %s,', (where, make) => {
  test(`it is asked once a second at most, no message sooner than it asked for, and ${customers} customers hear from the others as ever`, async () => {
    const { calls, othersWaitedMs, drainedMs, sent, dead, heapMb: grown, findings } = await outage(make, customers);
    expect(calls.length, 'calls; a run without any proves nothing').toBeGreaterThan(20);
    expect(mostInASecond(calls)).toBeLessThanOrEqual(1);
    expect(tooSoon(calls)).toEqual([]);
    expect(othersWaitedMs.length).toBe(customers);
    expect(Math.max(...othersWaitedMs)).toBeLessThan(seconds(5));
    expect({ sent, dead, findings }).toEqual({ sent: customers, dead: 0, findings: [] });
    expect(drainedMs).toBeLessThan(minutes(10));
    // a store in memory keeps its customers in the very heap that is measured, also where nothing is down
    const ofCustomers = where === 'in memory' ? (await outage(make, customers, { downMs: 0 })).heapMb : 0;
    expect(grown - ofCustomers).toBeLessThan(heapMb);
  }, 10_800_000);
});

test('the proof notices a library without a circuit', async () => {
  const [, make] = homes[0] ?? [];
  if (make === undefined) throw new Error('nowhere');
  expect(mostInASecond((await outage(make, 200, { timing: { circuitFailures: 1_000_000_000 } })).calls)).toBeGreaterThan(1);
});
