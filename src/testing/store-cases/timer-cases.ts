import assert from 'node:assert/strict';
import { later, leaseMs, type StoreCase } from './store-bench.js';

/** Clauses about timers. */
export const timerCases: readonly StoreCase[] = [
  {
    id: 'ST-63', clause: 'a timer that is due is handed out with its own time and the first attempt',
    async run({ write, store, timers }) {
      const due = (await store.now()) - 10;
      await write({ timers: { set: [{ id: 'x', due }] } });
      const claimed = await timers();
      assert.deepEqual(claimed.due, [{ tenant: 't', lane: 'a', id: 'x', due, attempt: 1 }]);
      assert(claimed.now >= due + 10);
    },
  },
  {
    id: 'ST-64', clause: 'a timer is never handed out before the store\'s clock reaches it',
    async run({ write, store, timers, wait }) {
      const due = (await store.now()) + leaseMs;
      await write({ timers: { set: [{ id: 'x', due }] } });
      assert.deepEqual((await timers()).due, []);
      await wait(leaseMs + 50);
      const claimed = await timers();
      assert.deepEqual(claimed.due.map(({ id }) => id), ['x']);
      assert(claimed.now >= due);
    },
  },
  {
    id: 'ST-65', clause: 'due timers come oldest first, and no more than asked',
    async run({ write, store, timers }) {
      const now = await store.now();
      await write({ lane: 'a', timers: { set: [{ id: 'third', due: now - 1 }, { id: 'first', due: now - 30 }] } });
      await write({ lane: 'b', timers: { set: [{ id: 'second', due: now - 20 }] } });
      assert.deepEqual((await timers(2)).due.map(({ id }) => id), ['first', 'second']);
      assert.deepEqual((await timers(2)).due.map(({ id }) => id), ['third']);
    },
  },
  {
    id: 'ST-66', clause: 'a timer that was handed out comes again only after its lease, with the attempt counted',
    async run({ write, store, timers, wait }) {
      const due = (await store.now()) - 1;
      await write({ timers: { set: [{ id: 'x', due }] } });
      await timers();
      assert.deepEqual((await timers()).due, []);
      await wait(leaseMs + 50);
      assert.deepEqual((await timers()).due, [{ tenant: 't', lane: 'a', id: 'x', due, attempt: 2 }]);
    },
  },
  {
    id: 'ST-67', clause: 'a cancelled timer is never handed out, leased or not',
    async run({ write, store, timers, wait }) {
      const due = (await store.now()) - 1;
      await write({ timers: { set: [{ id: 'x', due }, { id: 'leased', due: due - 1 }] } });
      await timers(1);
      await write({ timers: { cancel: ['x', 'leased', 'unknown'] } });
      await wait(leaseMs + 50);
      assert.deepEqual((await timers()).due, []);
    },
  },
  {
    id: 'ST-68', clause: 'a timer set again has the new time only, and its attempts begin again',
    async run({ write, store, timers }) {
      const now = await store.now();
      await write({ timers: { set: [{ id: 'x', due: now - 10 }, { id: 'y', due: now - 10 }] } });
      await timers();
      await write({ timers: { set: [{ id: 'x', due: now - 5 }, { id: 'y', due: now + later }] } });
      const { due, next } = await timers();
      assert.deepEqual(due, [{ tenant: 't', lane: 'a', id: 'x', due: now - 5, attempt: 1 }]);
      assert((next ?? 0) <= now + later);
    },
  },
  {
    id: 'ST-69', clause: 'a claim tells when to look again: the next time due, the end of a lease, or never',
    async run({ write, store, timers }) {
      assert.equal((await timers()).next, undefined);
      const due = (await store.now()) + later;
      await write({ timers: { set: [{ id: 'x', due }] } });
      assert.equal((await timers()).next, due);
      await write({ timers: { set: [{ id: 'y', due: due - 2 * later }] } });
      const leased = await timers();
      assert.equal(leased.next, leased.now + leaseMs);
      await write({ timers: { cancel: ['x', 'y'] } });
      assert.equal((await timers()).next, undefined);
    },
  },
  {
    id: 'ST-70', clause: 'timers of one id in several lanes and tenants are several timers',
    async run({ write, store, timers }) {
      const due = (await store.now()) - 1;
      const places = [{ tenant: 't', lane: 'a' }, { tenant: 't', lane: 'b' }, { tenant: 'u', lane: 'a' }];
      for (const place of places) await write({ ...place, timers: { set: [{ id: 'x', due }] } });
      await write({ tenant: 't', lane: 'a', timers: { cancel: ['x'] } });
      assert.deepEqual(new Set((await timers()).due.map(({ tenant, lane }) => `${tenant} ${lane}`)), new Set(['t b', 'u a']));
    },
  },
  {
    id: 'ST-71', clause: 'where more is due than asked, the next claim is due at once',
    async run({ write, store, timers }) {
      const now = await store.now();
      await write({ timers: { set: [{ id: 'x', due: now - 2 }, { id: 'y', due: now - 1 }] } });
      const { next, now: claimedAt } = await timers(1);
      assert(next !== undefined && next <= claimedAt);
    },
  },
];
