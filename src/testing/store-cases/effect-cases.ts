import assert from 'node:assert/strict';
import { later, leaseMs, type StoreCase } from './store-bench.js';

/** Clauses about handing out effects. */
export const effectCases: readonly StoreCase[] = [
  {
    id: 'ST-72', clause: 'an effect that is due is handed out with its body and the first attempt',
    async run({ write, store, effects }) {
      const due = (await store.now()) - 1;
      await write({ effects: { add: [{ key: 'e', due, attempt: 0, body: 'b' }, { key: 'f', due: due - 1, attempt: 0, queue: 'q', body: 'c' }] } });
      assert.deepEqual((await effects()).due, [
        { tenant: 't', lane: 'a', key: 'f', queue: 'q', body: 'c', attempt: 1 },
        { tenant: 't', lane: 'a', key: 'e', body: 'b', attempt: 1 },
      ]);
    },
  },
  {
    id: 'ST-73', clause: 'an effect is never handed out before the store\'s clock reaches it',
    async run({ write, store, effects, wait }) {
      const due = (await store.now()) + leaseMs;
      await write({ effects: { add: [{ key: 'e', due, attempt: 0, body: 'b' }] } });
      assert.deepEqual((await effects()).due, []);
      await wait(leaseMs + 50);
      assert.equal((await effects()).due.length, 1);
    },
  },
  {
    id: 'ST-74', clause: 'an effect born claimed is handed out only where its committer did not settle it in time, as second attempt',
    async run({ write, store, effects, wait }) {
      const due = (await store.now()) + leaseMs;
      const { waiting } = await write({ effects: { add: [{ key: 'e', due, attempt: 1, body: 'b' }] } });
      assert.deepEqual(waiting, []);
      assert.deepEqual((await effects()).due, []);
      await wait(leaseMs + 50);
      assert.deepEqual((await effects()).due.map(({ attempt }) => attempt), [2]);
    },
  },
  {
    id: 'ST-75', clause: 'an effect that was handed out comes again only after its lease, same body, with the attempt counted',
    async run({ write, effects, wait }) {
      await write({ effects: { add: [{ key: 'e', due: 0, attempt: 0, body: 'b' }] } });
      await effects();
      assert.deepEqual((await effects()).due, []);
      await wait(leaseMs + 50);
      assert.deepEqual((await effects()).due, [{ tenant: 't', lane: 'a', key: 'e', body: 'b', attempt: 2 }]);
    },
  },
  {
    id: 'ST-76', clause: 'due effects come oldest first, and no more than asked',
    async run({ write, store, effects }) {
      const now = await store.now();
      const add = (key: string, ago: number) => ({ effects: { add: [{ key, due: now - ago, attempt: 0 as const, body: key }] } });
      await write({ lane: 'a', ...add('third', 1) });
      await write({ lane: 'b', ...add('first', 30) });
      await write({ lane: 'c', ...add('second', 20) });
      const { due, next } = await effects(2);
      assert.deepEqual(due.map(({ key }) => key), ['first', 'second']);
      assert(next !== undefined && next <= now);
      assert.deepEqual((await effects(2)).due.map(({ key }) => key), ['third']);
    },
  },
  {
    id: 'ST-77', clause: 'a claim tells when an effect falls due next: its time, the end of a lease, or never',
    async run({ write, store, effects }) {
      assert.equal((await effects()).next, undefined);
      const due = (await store.now()) + later;
      await write({ effects: { add: [{ key: 'e', due, attempt: 0, body: 'b' }] } });
      assert.equal((await effects()).next, due);
      await write({ effects: { add: [{ key: 'f', due: 0, attempt: 0, body: 'b' }] } });
      const leased = await effects();
      assert.equal(leased.next, leased.now + leaseMs);
      await write({ effects: { settle: [{ key: 'e', result: 'sent' }, { key: 'f', result: 'sent' }] } });
      assert.equal((await effects()).next, undefined);
    },
  },
  {
    id: 'ST-78', clause: 'a key that is still pending or dead is not added again',
    async run({ write, store, effects }) {
      await write({ effects: { add: [{ key: 'e', due: 0, attempt: 0, body: 'first' }, { key: 'd', due: later, attempt: 1, body: 'first' }] } });
      await write({ effects: { settle: [{ key: 'd', result: 'dead', cause: 'c' }] } });
      await write({ effects: { add: [{ key: 'e', due: 0, attempt: 0, body: 'second' }, { key: 'd', due: 0, attempt: 0, body: 'second' }] } });
      assert.deepEqual((await effects()).due.map(({ body }) => body), ['first']);
      assert.deepEqual((await store.list({ kind: 'dead', limit: 10 })).items.map(({ body }) => body), ['first']);
    },
  },
  {
    id: 'ST-79', clause: 'effects of several tenants with one key are several effects',
    async run({ write, effects }) {
      for (const tenant of ['t', 'u']) await write({ tenant, effects: { add: [{ key: 'e', due: 0, attempt: 0, body: tenant }] } });
      await write({ tenant: 'u', effects: { settle: [{ key: 'e', result: 'sent' }] } });
      assert.deepEqual((await effects()).due.map(({ tenant, body }) => `${tenant} ${body}`), ['t t']);
    },
  },
];
