import { expect, it } from 'vitest';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import type { Change, Store } from 'throughline/ports';
import { createMemoryData } from '../../src/testing/memory-store/memory-data.js';

const leaseMs = 30_000;

async function twoOwners() {
  const [clock, data] = [createTestClock(), createMemoryData()];
  const one = createMemoryStore({ clock, data, shared: { leaseMs } });
  const other = createMemoryStore({ clock, data, shared: { leaseMs } });
  const [first, second] = [await one.open({ worker: 'one' }), await other.open({ worker: 'other' })];
  return { clock, one, other, epochs: [first.epoch, second.epoch] as const };
}

const changeOf = (epoch: number, more: Partial<Change> = {}): Change => ({ tenant: 't', lane: 'a', expect: -1, epoch, ...more });
const keysOf = async (store: Store): Promise<readonly string[]> => (await store.claim({ kind: 'effect', worker: 'w', limit: 10, leaseMs: 120_000 })).due.map(({ key }) => key);

it('two owners work at once, and of two who decided on one version the first is heard', async () => {
  const { one, other, epochs } = await twoOwners();
  expect(await one.commit([changeOf(epochs[0], { expect: 0, state: 'one' })])).toMatchObject([{ ok: true, version: 1 }]);
  expect(await other.commit([changeOf(epochs[1], { expect: 0, state: 'other' })])).toEqual([{ ok: false, why: 'version', actual: 1 }]);
  expect(await other.commit([changeOf(epochs[1], { expect: 1, state: 'other' })])).toMatchObject([{ ok: true, version: 2 }]);
  expect(await one.load([{ tenant: 't', lane: 'a' }])).toMatchObject([{ version: 2, state: 'other' }]);
});

it('what an owner has in hand is nobody else\'s until its lease is over, however long the claim was for', async () => {
  const { clock, one, other, epochs } = await twoOwners();
  const now = clock.now();
  await one.commit([changeOf(epochs[0], { effects: { add: [{ key: 'born', due: now + 120_000, attempt: 1, body: 'b' }, { key: 'claimed', due: now, attempt: 0, body: 'b' }] } })]);
  expect(await keysOf(one)).toEqual(['claimed']);
  for (let seconds = 0; seconds < 30; seconds += 10) {
    expect(await keysOf(other)).toEqual([]);
    await clock.advance(10_000);
  }
  expect(await keysOf(other)).toEqual(['born', 'claimed']);
});

it('an owner whose lease is over can commit and claim no more, though nobody has taken over', async () => {
  const { clock, one, epochs } = await twoOwners();
  await clock.advance(leaseMs);
  expect(await one.commit([changeOf(epochs[0], { expect: 0, state: 'late' })])).toEqual([{ ok: false, why: 'fenced' }]);
  await expect(keysOf(one)).rejects.toMatchObject({ code: 'LeaseLost' });
  const again = await one.open({ worker: 'one' });
  expect(await one.commit([changeOf(again.epoch, { expect: 0, state: 'now' })])).toMatchObject([{ ok: true }]);
});

it('an owner that closes hands over at once, and its claims renew its lease', async () => {
  const { clock, one, other, epochs } = await twoOwners();
  await clock.advance(leaseMs - 1);
  expect(await keysOf(one)).toEqual([]);
  await clock.advance(leaseMs - 1);
  await one.commit([changeOf(epochs[0], { effects: { add: [{ key: 'born', due: clock.now() + 120_000, attempt: 1, body: 'b' }] } })]);
  await expect(keysOf(other)).rejects.toMatchObject({ code: 'LeaseLost' });
  await other.open({ worker: 'other' });
  expect(await keysOf(other)).toEqual([]);
  await one.close();
  expect(await keysOf(other)).toEqual(['born']);
});
