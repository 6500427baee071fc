import assert from 'node:assert/strict';
import { JourneyError } from '../../errors/index.js';
import type { Store } from '../../ports/store.js';
import { leaseMs, type StoreCase } from './store-bench.js';

const calls: readonly ((store: Store) => Promise<unknown>)[] = [
  (store) => store.now(),
  (store) => store.load([]),
  (store) => store.resolve([]),
  (store) => store.commit([]),
  (store) => store.claim({ kind: 'timer', worker: 'case', limit: 1, leaseMs }),
  (store) => store.claim({ kind: 'effect', worker: 'case', limit: 1, leaseMs }),
  (store) => store.history({ tenant: 't', lane: 'a' }, { limit: 1 }),
  (store) => store.scan(0, 1),
  (store) => store.rows({ tenant: 't', lane: 'a' }, { limit: 1 }),
  (store) => store.counters('t', []),
  (store) => store.list({ kind: 'lane', limit: 1 }),
  (store) => store.balance(),
  (store) => store.trim(0),
  (store) => store.erase([]),
];

/** Clauses about how a store begins and ends. */
export const lifeCases: readonly StoreCase[] = [
  {
    id: 'ST-01', clause: 'a fresh store is empty: position 0 and nothing unfinished',
    async run({ opened, store }) {
      assert.equal(opened.position, 0);
      assert.equal(opened.unfinished, 0);
      assert.deepEqual(await store.scan(0, 10), { entries: [], next: 0 });
      assert.deepEqual(await store.list({ kind: 'lane', limit: 10 }), { items: [] });
    },
  },
  {
    id: 'ST-02', clause: 'a store says what it is: contract 1, a name, a batch of at least one change',
    async run({ store: { contract, info } }) {
      assert.equal(contract, 1);
      assert(info.name.length > 0);
      assert(Number.isSafeInteger(info.maxBatch) && info.maxBatch >= 1);
      assert(['fsync', 'remote', 'no'].includes(info.durable));
      assert(['store', 'engine'].includes(info.timers));
    },
  },
  {
    id: 'ST-03', clause: 'before `open` every member rejects with Closed',
    async run({ fresh }) {
      const store = await fresh();
      for (const call of calls) await rejectsClosed(() => call(store));
    },
  },
  {
    id: 'ST-04', clause: 'after `close` every member rejects with Closed, `open` too',
    async run({ store }) {
      await store.close();
      for (const call of calls) await rejectsClosed(() => call(store));
      await rejectsClosed(() => store.open({ worker: 'case' }));
    },
  },
  {
    id: 'ST-05', clause: '`close` may be called twice, and before `open`',
    async run({ store, fresh }) {
      await store.close();
      await store.close();
      await (await fresh()).close();
    },
  },
  {
    id: 'ST-06', clause: 'the store\'s clock tells epoch milliseconds and moves on',
    async run({ store, wait }) {
      const before = await store.now();
      await wait(20);
      const after = await store.now();
      assert(before > 0);
      // a waiting timer of the machine may end a moment early
      assert(after >= before + 15, `${before} then ${after}`);
    },
  },
];

async function rejectsClosed(call: () => Promise<unknown>): Promise<void> {
  await assert.rejects(call, (error) => JourneyError.is(error, 'Closed'));
}
