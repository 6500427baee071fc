import assert from 'node:assert/strict';
import type { Balance, NewEffect, NewEntry, NewParked, Store } from '../../ports/store.js';
import { later, type Draft, type StoreBench, type StoreCase } from './store-bench.js';

const empty: Omit<Balance, 'after'> = { lanes: 0, instances: 0, timers: 0, effects: 0, parked: 0, entries: 0 };
const place = { tenant: 't', lane: 'a' };
const event = (id: string): NewEntry => ({ kind: 'event', at: 1, body: id, dedupe: { source: 's', id, digest: 'd' } });
const instance = (id: string, status = 'active') => ({ id, journey: 'j', status });
const parked = (id: string): NewParked => ({ id, journey: 'j', at: 1, cause: 'c', body: 'b' });
const effect = (key: string, more: Partial<NewEffect> = {}): NewEffect => ({ key, due: 0, attempt: 0, body: 'b', ...more });

/** Two of everything that is counted, three effects and three entries. */
const full = (name: string): Draft => ({
  lane: name, entries: [event(`1 of ${name}`), event(`2 of ${name}`), { kind: 'decision', at: 1, body: `of ${name}` }], instances: { set: [instance('1'), instance('2')] },
  timers: { set: [{ id: '1', due: 0 }, { id: '2', due: 0 }] }, parked: { add: [parked('1'), parked('2')] },
  effects: { add: [effect('1', { queue: 'q' }), effect('2', { queue: 'q', attempt: 1, due: later * 1e9 }), effect('3', { due: later * 1e9 })] },
});
const ofFull: Omit<Balance, 'after'> = { lanes: 1, instances: 2, timers: 2, effects: 3, parked: 2, entries: 3 };

/** Clauses about what waits, and about what there should be of everything. */
export const balanceCases: readonly StoreCase[] = [
  {
    id: 'ST-142', clause: 'timers are listed as last set, handed out or not, and not once cancelled',
    async run({ write, store, timers }) {
      await write({ timers: { set: [{ id: '1', due: 5 }, { id: '2', due: 6 }, { id: '3', due: later * 1e9 }] } });
      await write({ lane: 'b', timers: { set: [{ id: '1', due: later * 1e9 }] } });
      await timers(1);
      await write({ timers: { set: [{ id: '3', due: 7 }], cancel: ['2'] } });
      const { items } = await store.list({ kind: 'timer', limit: 10 });
      assert.deepEqual(new Set(items.map(({ lane, id, due }) => `${lane} ${id} ${due}`)), new Set(['a 1 5', 'a 3 7', `b 1 ${later * 1e9}`]));
      assert.equal(items.length, 3);
      assert.deepEqual((await store.list({ kind: 'timer', tenant: 't', lane: 'b', limit: 10 })).items, [{ tenant: 't', lane: 'b', id: '1', due: later * 1e9 }]);
    },
  },
  {
    id: 'ST-143', clause: 'effects are listed until they are settled or dead, handed out or not, also those that wait their turn',
    async run({ write, commit, store, effects }) {
      await write({ effects: { add: [effect('1', { queue: 'q' }), effect('2', { queue: 'q' }), effect('3'), effect('4', { due: later * 1e9 }), effect('5', { attempt: 1, due: later * 1e9 }), effect('6')] } });
      await write({ lane: 'b', effects: { add: [effect('7')] } });
      await commit({ expect: -1, effects: { settle: [{ key: '3', result: 'sent' }, { key: '6', result: 'dead', cause: 'c' }] } });
      await effects();
      const keys = async (lane?: string) => (await store.list({ kind: 'effect', ...(lane !== undefined && { tenant: 't', lane }), limit: 10 })).items.map(({ key, attempt }) => `${key} ${attempt}`).toSorted((one, other) => (one < other ? -1 : 1));
      assert.deepEqual(await keys(), ['1 1', '2 0', '4 0', '5 1', '7 1']);
      assert.deepEqual(await keys('b'), ['7 1']);
    },
  },
  {
    id: 'ST-144', clause: 'the balance counts what commits bring and what they take away',
    async run(bench) {
      await assertBalance(bench, empty);
      await bench.write(full('a'));
      await bench.write({ ...full('b'), tenant: 'u' });
      await assertBalance(bench, ofFull, ofFull);
      await bench.write({ instances: { drop: ['1'] }, timers: { cancel: ['1'] }, parked: { settle: ['1'] }, effects: { settle: [{ key: '3', result: 'sent' }] }, entries: [event('more')] });
      await assertBalance(bench, ofFull, { lanes: 1, instances: 1, timers: 1, effects: 2, parked: 1, entries: 4 });
      await bench.commit({ expect: -1, effects: { settle: [{ key: '1', result: 'dead', cause: 'c' }, { key: '2', result: 'dropped' }] }, entries: [event('of a mark')] });
      await assertBalance(bench, ofFull, { lanes: 1, instances: 1, timers: 1, effects: 1, parked: 1, entries: 5 });
      await bench.commit({ expect: -1, effects: { settle: [{ key: '1', result: 'retry', due: later * 1e9 }] } });
      await assertBalance(bench, ofFull, { lanes: 1, instances: 1, timers: 1, effects: 1, parked: 1, entries: 5 });
      await bench.commit({ expect: -1, effects: { settle: [{ key: '1', result: 'dead', cause: 'c' }] } }, { expect: -1, effects: { settle: [{ key: '1', result: 'dropped' }] } });
      await assertBalance(bench, ofFull, { lanes: 1, instances: 1, timers: 1, effects: 0, parked: 1, entries: 5 });
    },
  },
  {
    id: 'ST-145', clause: 'what is refused, was there already or is there no more changes no balance',
    async run(bench) {
      await bench.write(full('a'));
      // set once more
      await bench.write({ instances: { set: [instance('1', 'done')] }, timers: { set: [{ id: '1', due: 9 }] }, parked: { add: [parked('1')] }, effects: { add: [effect('1')] } });
      await bench.write({
        instances: { set: [instance('1')], drop: ['1', '9'] }, timers: { set: [{ id: '1', due: 9 }], cancel: ['1', '9'] }, parked: { add: [parked('1')], settle: ['1', '9'] },
        effects: { settle: [{ key: '9', result: 'sent' }, { key: '8', result: 'dead', cause: 'c' }, { key: '7', result: 'retry', due: 0 }] },
      });
      await assertBalance(bench, ofFull);
      const [late, twice] = await bench.commit({ ...full('a'), expect: 0, entries: [] }, { ...full('b'), entries: [event('1 of a')] });
      assert.deepEqual([late?.ok, twice?.ok], [false, false]);
      await bench.commit({ lane: 'nobody', expect: -1, effects: { settle: [{ key: '1', result: 'sent' }] }, timers: { cancel: ['1'] } });
      await assertBalance(bench, ofFull);
    },
  },
  {
    id: 'ST-146', clause: 'trimming and erasing are in the balance',
    async run(bench) {
      const { write, store, wait } = bench;
      await write(full('a'));
      await write(full('b'));
      await bench.commit({ lane: 'b', expect: -1, effects: { settle: [{ key: '3', result: 'dead', cause: 'c' }] } });
      await wait(30);
      const before = await store.now();
      await wait(5);
      await write({ entries: [event('young')] });
      await store.trim(before);
      await assertBalance(bench, { ...ofFull, entries: 1 }, { ...ofFull, entries: 0 });
      await store.erase([{ tenant: 't', lane: 'b' }, { tenant: 't', lane: 'nobody' }]);
      await assertBalance(bench, { ...ofFull, entries: 1 });
      await store.erase([{ tenant: 't', lane: 'b' }, place]);
      await assertBalance(bench, empty);
    },
  },
  {
    id: 'ST-147', clause: 'the balance outlasts a restart', needs: 'reopen',
    async run(bench) {
      await bench.write(full('a'));
      const again = await bench.reopen();
      await assertBalance(again, ofFull);
      await again.commit({ expect: 1, ...full('b'), lane: 'a', entries: [event('more')], timers: { cancel: ['1'] } });
      await again.store.erase([{ tenant: 't', lane: 'nobody' }]);
      await assertBalance(await again.reopen(), { ...ofFull, timers: 1, entries: 4 });
    },
  },
];

/** What is counted is the sum of these, and what is there. */
async function assertBalance({ store }: StoreBench, ...parts: readonly Omit<Balance, 'after'>[]): Promise<void> {
  const { after: _, ...balance } = await store.balance();
  const sum = (kind: keyof typeof empty): number => parts.reduce((total, part) => total + part[kind], 0);
  assert.deepEqual(balance, { lanes: sum('lanes'), instances: sum('instances'), timers: sum('timers'), effects: sum('effects'), parked: sum('parked'), entries: sum('entries') });
  assert.deepEqual(balance, await thereIs(store));
}

async function thereIs(store: Store): Promise<Omit<Balance, 'after'>> {
  const count = async (kind: 'lane' | 'instance' | 'timer' | 'effect' | 'dead' | 'parked'): Promise<number> => (await store.list({ kind, limit: 100 })).items.length;
  return {
    lanes: await count('lane'), instances: await count('instance'), timers: await count('timer'), effects: await count('effect') + await count('dead'), parked: await count('parked'),
    entries: (await store.scan((await store.balance()).after, 100)).entries.length,
  };
}
