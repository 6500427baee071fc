import { describe, expect, test } from 'vitest';
import { JourneyError } from '../../../src/errors/index.js';
import { createHalt } from '../../../src/orchestrator/halt.js';
import { guardStore } from '../../../src/orchestrator/store/guard-store.js';
import type { Store } from '../../../src/ports/store.js';
import { createTestClock } from '../../../src/testing/index.js';

const lane = { tenant: 't', lane: 'c-1' };
const never = new Promise<never>(() => undefined);
const claimed = { now: 5, due: [] };
const taken = { ok: true, version: 1, position: 1, waiting: [] };
const change = { ...lane, expect: 0, epoch: 3 };

/** How each method is called, what a store may answer, and what it may not. */
const calls: { readonly [name: string]: { readonly call: (store: Store) => Promise<unknown>; readonly good: unknown; readonly bad?: unknown; readonly patient?: true } } = {
  open: { call: (store) => store.open({ worker: 'w' }), good: { epoch: 1, position: 0 }, bad: {}, patient: true },
  now: { call: (store) => store.now(), good: 5, bad: Number.NaN },
  load: { call: (store) => store.load([lane]), good: [undefined], bad: [] },
  resolve: { call: (store) => store.resolve(['phone:1' as never]), good: ['c-1'], bad: [] },
  commit: { call: (store) => store.commit([change]), good: [taken], bad: [] },
  'claim of timers': { call: (store) => store.claim({ kind: 'timer', worker: 'w', limit: 1, leaseMs: 1 }), good: claimed, bad: { now: Number.NaN, due: [] } },
  'claim of effects': { call: (store) => store.claim({ kind: 'effect', worker: 'w', limit: 1, leaseMs: 1 }), good: claimed, bad: { now: Number.NaN, due: [] } },
  history: { call: (store) => store.history(lane, { limit: 1 }), good: [lane], bad: [{ ...lane, lane: 'c-2' }] },
  scan: { call: (store) => store.scan(0, 1), good: { entries: [], next: 0 }, patient: true },
  rows: { call: (store) => store.rows(lane, { limit: 1 }), good: [] },
  counters: { call: (store) => store.counters('t', ['k']), good: [0], bad: ['0'] },
  list: { call: (store) => store.list({ kind: 'dead', tenant: 't', limit: 1 }), good: { items: [] }, bad: { items: [{ tenant: 'u', lane: 'c-1' }] } },
  trim: { call: (store) => store.trim(0), good: 0, patient: true },
  erase: { call: (store) => store.erase([lane]), good: [], patient: true },
  close: { call: (store) => store.close(), good: undefined, patient: true },
};
const methodOf = (name: string): string => name.split(' ')[0] ?? name;

/** A guarded store whose methods answer as `answer` says. */
function guarded(answer: () => unknown) {
  const clock = createTestClock();
  const halt = createHalt();
  const lost: number[] = [];
  const asked: unknown[] = [];
  let waiting = 0;
  const counting = { ...clock, after: (ms: number, run: () => void) => { waiting += 1; const cancel = clock.after(ms, run); return () => { waiting -= 1; cancel(); }; } };
  const methods = Object.fromEntries(Object.keys(calls).map((name) => [methodOf(name), async (...given: unknown[]) => { asked.push([methodOf(name), ...given]); return answer(); }]));
  const store = { ...methods, info: { name: 'mine' } } as unknown as Store;
  const ownership = { epoch: 3, shared: true, lost: (epoch: number) => void lost.push(epoch) };
  return { clock, halt, lost, asked, get waiting() { return waiting; }, store: guardStore(store, { halt, ownership: ownership as never, clock: counting, storeMs: 100 }) };
}

describe('a store is asked as it was meant, and believed where its answer can be true', () => {
  test.each(Object.entries(calls))('%s', async (name, { call, good }) => {
    const one = guarded(() => good);
    const bare: unknown[] = [];
    const listening = Object.fromEntries(Object.keys(calls).map((each) => [methodOf(each), async (...given: unknown[]) => void bare.push([methodOf(each), ...given])]));
    await call(listening as unknown as Store);
    expect(await call(one.store)).toEqual(good);
    expect(one.asked).toEqual(bare);
    expect([one.halt.cause, one.lost, one.waiting], name).toEqual([undefined, [], 0]);
  });
});

describe('an answer that breaks the contract halts the process', () => {
  test.each(Object.entries(calls).filter(([, { bad }]) => bad !== undefined))('%s', async (_name, { call, bad }) => {
    const one = guarded(() => bad);
    await expect(call(one.store)).rejects.toMatchObject({ code: 'StorageContractViolation', facts: { store: 'mine' } });
    expect(one.halt.cause?.code).toBe('StorageContractViolation');
  });
});

describe('a call that does not end', () => {
  test.each(Object.entries(calls).filter(([, { patient }]) => patient === undefined))('is given up where journeys wait for it: %s', async (_name, { call }) => {
    const one = guarded(() => never);
    const error = call(one.store).catch((thrown: unknown) => thrown);
    await one.clock.advance(100);
    expect(await error).toMatchObject({ code: 'StoreUnavailable', facts: { limit: 100 } });
  });

  test.each(Object.entries(calls).filter(([, { patient }]) => patient === true))('may take its time where it goes through a whole store: %s', async (_name, { call }) => {
    const one = guarded(() => never);
    let over = false;
    void call(one.store).finally(() => { over = true; });
    await one.clock.advance(100_000);
    expect(over).toBe(false);
  });
});

test('whoever begins anew does not wait for ever, and begins at the next try', async () => {
  const answers = [{ epoch: 1, position: 0 }, never, { epoch: 2, position: 0 }];
  const one = guarded(() => answers.shift());
  await one.store.open({ worker: 'w' });
  const error = one.store.open({ worker: 'w' }).catch((thrown: unknown) => thrown);
  await one.clock.advance(100);
  expect(await error).toMatchObject({ code: 'StoreUnavailable', facts: { limit: 100 } });
  expect(await one.store.open({ worker: 'w' })).toEqual({ epoch: 2, position: 0 });
});

describe('what a store throws', () => {
  test('is no word of its own, and nothing waits behind it', async () => {
    const cause = new TypeError('x is not a function');
    const one = guarded(() => { throw cause; });
    await expect(one.store.now()).rejects.toMatchObject({ code: 'StoreUnavailable', cause });
    expect([one.waiting, one.lost]).toEqual([0, []]);
  });

  test('stays where it is an error of ours, and one that says that the lease is over is heard', async () => {
    const [unavailable, over] = [new JourneyError('StoreUnavailable', 'away'), new JourneyError('LeaseLost', 'over')];
    const [one, other] = [guarded(() => { throw unavailable; }), guarded(() => { throw over; })];
    await expect(one.store.now()).rejects.toBe(unavailable);
    await expect(other.store.claim({ kind: 'timer', worker: 'w', limit: 1, leaseMs: 1 })).rejects.toBe(over);
    expect([one.lost, other.lost]).toEqual([[], [3]]);
  });
});

test('a commit that was fenced tells the newest lease that is over, any other outcome none', async () => {
  const fenced = { ok: false, why: 'fenced' };
  const answers = [[fenced, taken, fenced], [{ ok: false, why: 'duplicate' }, taken, taken]];
  const one = guarded(() => answers.shift());
  const batch = [{ ...change, epoch: 2 }, { ...change, epoch: 7 }, { ...change, epoch: 1 }];
  await one.store.commit(batch);
  await one.store.commit(batch);
  expect(one.lost).toEqual([2]);
});
