import { describe, expect, test } from 'vitest';
import { days, hours, minutes, seconds } from 'throughline';
import type { Claimed, DueEffect, DueTimer, Store } from 'throughline/ports';
import { verify } from 'throughline/testing';
import { runsOf } from '../full-size.js';
import { createBench, patiently, toIncoming } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';
import { createChance } from './simulation/chance.js';
import { waits } from './timers/waits.js';

/** delays that end while nobody is there */
const delays = runsOf({ ci: 1_200, full: 100_000 });
const outageMs = days(1);
/** begun at one moment */
const together = 100;
/** all must be sent in two minutes and a half at this rate, which is half of what is promised */
const perSecondOf = (count: number): number => Math.ceil(count / 150);

interface CaughtUp {
  /** when each delay had been due, in the order in which they ended */
  readonly dues: readonly number[];
  readonly sent: number;
  /** most calls in a second of the clock */
  readonly burst: number;
  readonly tookMs: number;
  readonly findings: readonly string[];
}

interface Outage {
  /** how many delays end meanwhile */
  readonly count: number;
  readonly limited?: boolean;
  readonly around?: (store: Store) => Store;
}

/** So many delays end while their host is away for a day; then it is back. */
async function catchUp(make: () => Home, { count, limited = true, around = (store) => store }: Outage): Promise<CaughtUp> {
  const home = make();
  const { clock } = home;
  const chance = createChance(11);
  const sentAt: number[] = [];
  const plain = createRecordingChannel(({ key }) => {
    sentAt.push(clock.now());
    return { status: 'sent', providerId: key };
  });
  const chat = limited ? { ...plain, limits: { perSecond: perSecondOf(count) } } : plain;
  const open = () => createBench(home, { journeys: [waits()], chat, around, timing: { pollMs: seconds(5) } });
  const before = open();
  await before.orchestrator.start();
  const begin = (n: number) => before.orchestrator.accept(toIncoming({ id: `e${n}`, type: 'wait.begun', data: { ms: hours(1) + chance.below(outageMs - hours(2)) }, who: [`user:c${n}`] }));
  for (let n = 0; n < count; n += together) await Promise.all(Array.from({ length: Math.min(together, count - n) }, (_, at) => begin(n + at)));
  await patiently(clock, before.orchestrator.close());
  await clock.advance(outageMs);
  const back = clock.now();
  const after = open();
  await patiently(clock, after.orchestrator.start());
  for (let waited = 0; waited < minutes(5) && sentAt.length < count; waited += seconds(1)) await clock.advance(seconds(1));
  const tookMs = clock.now() - back;
  await patiently(clock, after.orchestrator.close());
  const store = home.store();
  await store.open({ worker: 'audit' });
  const { findings } = await verify(store);
  const dues = (await allOf(store)).flatMap((body) => duesOf(body));
  await home.remove();
  const calls = Map.groupBy(sentAt, (at) => Math.floor(at / 1_000));
  return { dues, sent: sentAt.length, burst: Math.max(0, ...[...calls.values()].map(({ length }) => length)), tookMs, findings };
}

async function allOf(store: Store): Promise<readonly string[]> {
  const bodies: string[] = [];
  for (let after = 0; ;) {
    const { entries, next } = await store.scan(after, 1_000);
    if (entries.length === 0) return bodies;
    bodies.push(...entries.map(({ body }) => body));
    after = next;
  }
}

function duesOf(body: string): readonly number[] {
  const { type, due } = JSON.parse(body) as { readonly type?: string; readonly due?: number };
  return type === 'timer.fired' && due !== undefined ? [due] : [];
}

/** How many delays ended behind a younger one. */
function overtaken(dues: readonly number[]): number {
  let youngest = -Infinity;
  return dues.filter((due) => {
    const isLate = due < youngest;
    youngest = Math.max(youngest, due);
    return isLate;
  }).length;
}

describe.each(homes)('P11: after an outage of a day, %s,', (_, make) => {
  test(`all ${delays} delays that were due meanwhile end within five minutes, oldest first, and their messages go no faster than the channel takes them`, async () => {
    const { dues, sent, burst, tookMs, findings } = await catchUp(make, { count: delays });
    expect(findings).toEqual([]);
    expect(dues.length).toBe(delays);
    expect(sent).toBe(delays);
    expect(tookMs).toBeLessThanOrEqual(minutes(5));
    expect(overtaken(dues)).toBe(0);
    expect(burst).toBeLessThanOrEqual(perSecondOf(delays));
    expect(burst, 'as many as may go; a run in which nobody had to wait proves nothing').toBe(perSecondOf(delays));
  }, 10_800_000);
});

type Query = Omit<Parameters<Store['claim']>[0], 'kind'>;

/** Hands out other delays than it has. */
function withTimers(store: Store, edit: (claimed: Claimed<DueTimer>) => readonly DueTimer[]): Store {
  async function claim(query: Query & { readonly kind: 'timer' }): Promise<Claimed<DueTimer>>;
  async function claim(query: Query & { readonly kind: 'effect' }): Promise<Claimed<DueEffect>>;
  async function claim({ kind, ...query }: Query & { readonly kind: 'timer' | 'effect' }): Promise<Claimed<DueTimer> | Claimed<DueEffect>> {
    if (kind === 'effect') return store.claim({ kind, ...query });
    const claimed = await store.claim({ kind, ...query });
    return { ...claimed, due: edit(claimed) };
  }
  return { ...store, claim };
}

describe('the proof notices a library that', () => {
  const [, make] = homes[0] ?? [];
  const few = 600;
  const found = async (bug: Omit<Outage, 'count'>): Promise<CaughtUp> => {
    if (make === undefined) throw new Error('nowhere');
    return catchUp(make, { count: few, ...bug });
  };

  test('sends all at once', async () => {
    expect((await found({ limited: false })).burst).toBeGreaterThan(perSecondOf(few));
  });

  test('ends only what became due in the last minutes', async () => {
    expect((await found({ around: (store) => withTimers(store, ({ due, now }) => due.filter((one) => one.due > now - minutes(1))) })).dues.length).toBeLessThan(few);
  });

  test('ends the youngest of those that it looks at first', async () => {
    expect(overtaken((await found({ around: (store) => withTimers(store, ({ due }) => due.toReversed()) })).dues)).toBeGreaterThan(0);
  });
});
