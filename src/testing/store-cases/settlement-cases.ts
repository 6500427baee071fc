import assert from 'node:assert/strict';
import type { Settlement } from '../../ports/store.js';
import { later, leaseMs, type StoreBench, type StoreCase } from './store-bench.js';

const pending = { effects: { add: [{ key: 'e', due: 0, attempt: 0, body: 'b' }] } } as const;

/** Clauses about how an effect ends. */
export const settlementCases: readonly StoreCase[] = [
  {
    id: 'ST-80', clause: 'an effect settled as sent or dropped is never handed out again and leaves no dead letter',
    async run(bench) {
      for (const result of ['sent', 'dropped'] as const) {
        await bench.write(pending);
        await bench.effects();
        await settle(bench, { key: 'e', result });
        await bench.wait(leaseMs + 50);
        assert.deepEqual((await bench.effects()).due, []);
        assert.deepEqual((await bench.store.list({ kind: 'dead', limit: 10 })).items, []);
      }
    },
  },
  {
    id: 'ST-81', clause: 'an effect to be retried comes again from its new time on, not before, with its attempts kept',
    async run(bench) {
      const now = await bench.store.now();
      await bench.write(pending);
      await bench.effects();
      await settle(bench, { key: 'e', result: 'retry', due: now + 2 * leaseMs });
      await bench.wait(leaseMs + 50);
      assert.deepEqual((await bench.effects()).due, []);
      await bench.wait(leaseMs + 50);
      assert.deepEqual((await bench.effects()).due.map(({ attempt }) => attempt), [2]);
    },
  },
  {
    id: 'ST-82', clause: 'a retry ends the lease: due at once where its time says so',
    async run(bench) {
      await bench.write(pending);
      await bench.effects();
      await settle(bench, { key: 'e', result: 'retry', due: 0 });
      assert.equal((await bench.effects()).due.length, 1);
    },
  },
  {
    id: 'ST-83', clause: 'a retry may set the count of attempts',
    async run(bench) {
      await bench.write(pending);
      await bench.effects();
      await settle(bench, { key: 'e', result: 'retry', due: 0, attempt: 0 });
      assert.deepEqual((await bench.effects()).due.map(({ attempt }) => attempt), [1]);
    },
  },
  {
    id: 'ST-84', clause: 'a dead effect is handed out no more and is listed with its cause, attempts and body',
    async run(bench) {
      await bench.write(pending);
      await bench.effects();
      await settle(bench, { key: 'e', result: 'dead', cause: 'gave up' });
      await bench.wait(leaseMs + 50);
      assert.deepEqual((await bench.effects()).due, []);
      assert.deepEqual((await bench.store.list({ kind: 'dead', limit: 10 })).items, [{ tenant: 't', lane: 'a', key: 'e', cause: 'gave up', attempt: 1, body: 'b' }]);
    },
  },
  {
    id: 'ST-85', clause: 'a dead effect can be driven again: same key, same body, attempts kept or set',
    async run(bench) {
      await bench.write({ effects: { add: ['kept', 'set'].map((key) => ({ key, due: later, attempt: 1, body: `body of ${key}` })) } });
      await settle(bench, { key: 'kept', result: 'dead', cause: 'c' }, { key: 'set', result: 'dead', cause: 'c' });
      await settle(bench, { key: 'kept', result: 'retry', due: 1 }, { key: 'set', result: 'retry', due: 2, attempt: 0 });
      assert.deepEqual((await bench.store.list({ kind: 'dead', limit: 10 })).items, []);
      assert.deepEqual((await bench.effects()).due.map(({ key, body, attempt }) => [key, body, attempt]), [['kept', 'body of kept', 2], ['set', 'body of set', 1]]);
    },
  },
  {
    id: 'ST-86', clause: 'a dead effect can be dropped for good',
    async run(bench) {
      await bench.write(pending);
      await settle(bench, { key: 'e', result: 'dead', cause: 'c' });
      await settle(bench, { key: 'e', result: 'dropped' });
      assert.deepEqual((await bench.store.list({ kind: 'dead', limit: 10 })).items, []);
      assert.deepEqual((await bench.effects()).due, []);
    },
  },
  {
    id: 'ST-87', clause: 'a lane settles only its own effects, and an unknown key is no error',
    async run({ write, effects, commit }) {
      await write({ lane: 'a', ...pending });
      await write({ lane: 'b', effects: { settle: [{ key: 'e', result: 'sent' }, { key: 'unknown', result: 'dead', cause: 'c' }] } });
      await commit({ lane: 'b', expect: -1, effects: { settle: [{ key: 'e', result: 'retry', due: later * 1e9 }] } });
      assert.equal((await effects()).due.length, 1);
    },
  },
  {
    id: 'ST-88', clause: 'dead letters of each tenant and lane are listed apart',
    async run({ write, store }) {
      for (const place of [{ tenant: 't', lane: 'a' }, { tenant: 't', lane: 'b' }, { tenant: 'u', lane: 'a' }]) {
        await write({ ...place, ...pending });
        await write({ ...place, effects: { settle: [{ key: 'e', result: 'dead', cause: 'c' }] } });
      }
      assert.equal((await store.list({ kind: 'dead', tenant: 't', limit: 10 })).items.length, 2);
      assert.deepEqual((await store.list({ kind: 'dead', tenant: 't', lane: 'b', limit: 10 })).items.map(({ lane }) => lane), ['b']);
      assert.equal((await store.list({ kind: 'dead', limit: 10 })).items.length, 3);
    },
  },
];

async function settle({ commit }: StoreBench, ...settlements: readonly Settlement[]): Promise<void> {
  const [outcome] = await commit({ expect: -1, effects: { settle: settlements } });
  assert.equal(outcome?.ok, true);
}
