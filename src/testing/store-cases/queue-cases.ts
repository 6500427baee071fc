import assert from 'node:assert/strict';
import type { NewEffect } from '../../ports/store.js';
import { later, leaseMs, type StoreBench, type StoreCase } from './store-bench.js';

const queued = (key: string, due = 0, queue = 'q'): NewEffect => ({ key, due, attempt: 0, queue, body: key });

/** Clauses about effects that must leave one at a time. */
export const queueCases: readonly StoreCase[] = [
  {
    id: 'ST-89', clause: 'of one lane and queue only the oldest pending effect is handed out, in the order added',
    async run(bench) {
      await bench.write({ effects: { add: [queued('one', 3), queued('two', 2)] } });
      await bench.write({ effects: { add: [queued('three', 1)] } });
      for (const expected of ['one', 'two', 'three']) {
        assert.deepEqual(await keysOf(bench), [expected]);
        await bench.write({ effects: { settle: [{ key: expected, result: 'sent' }] } });
      }
    },
  },
  {
    id: 'ST-90', clause: 'while the first of a queue is on its way or waits for a retry, the ones behind it wait, and the claim does not ask to be called before the first is due',
    async run(bench) {
      const now = await bench.store.now();
      await bench.write({ effects: { add: [queued('one'), queued('two')] } });
      await bench.effects();
      await bench.write({ effects: { settle: [{ key: 'one', result: 'retry', due: now + later }] } });
      const { due, next } = await bench.effects();
      assert.deepEqual(due, []);
      assert.equal(next, now + later);
    },
  },
  {
    id: 'ST-91', clause: 'a first one that is not due yet holds back the ones behind it',
    async run(bench) {
      const now = await bench.store.now();
      await bench.write({ effects: { add: [queued('one', now + later), queued('two')] } });
      const { due, next } = await bench.effects();
      assert.deepEqual(due, []);
      assert.equal(next, now + later);
    },
  },
  {
    id: 'ST-92', clause: 'queues of other names, other lanes and other tenants do not wait for one another, and without a queue nobody waits',
    async run(bench) {
      await bench.write({ lane: 'a', effects: { add: [queued('one'), queued('two', 0, 'other'), { key: 'free', due: 0, attempt: 0, body: 'b' }, { key: 'free too', due: 0, attempt: 0, body: 'b' }] } });
      await bench.write({ lane: 'b', effects: { add: [queued('three')] } });
      await bench.write({ tenant: 'u', effects: { add: [queued('four')] } });
      assert.deepEqual((await keysOf(bench)).toSorted(), ['four', 'free', 'free too', 'one', 'three', 'two']);
    },
  },
  {
    id: 'ST-93', clause: 'an effect born claimed behind an earlier one is named in `waiting` and comes by claim, as first attempt, once it is its turn',
    async run(bench) {
      const due = (await bench.store.now()) + later;
      await bench.write({ effects: { add: [queued('one')] } });
      const { waiting } = await bench.write({ effects: { add: [{ ...queued('two', due), attempt: 1 }] } });
      assert.deepEqual(waiting, ['two']);
      assert.deepEqual(await keysOf(bench), ['one']);
      await bench.write({ effects: { settle: [{ key: 'one', result: 'sent' }] } });
      assert.deepEqual((await bench.effects()).due.map(({ key, attempt }) => [key, attempt]), [['two', 1]]);
    },
  },
  {
    id: 'ST-94', clause: 'of several born claimed in one change the first of a queue goes and the others wait',
    async run(bench) {
      const due = (await bench.store.now()) + later;
      const { waiting } = await bench.write({ effects: { add: ['one', 'two', 'three'].map((key) => ({ ...queued(key, due), attempt: 1 as const })) } });
      assert.deepEqual(waiting, ['two', 'three']);
      assert.deepEqual(await keysOf(bench), []);
    },
  },
  {
    id: 'ST-95', clause: 'one that settles its queue\'s first and adds the next in the same change need not wait',
    async run(bench) {
      const due = (await bench.store.now()) + later;
      await bench.write({ effects: { add: [queued('one')] } });
      const { waiting } = await bench.write({ effects: { settle: [{ key: 'one', result: 'sent' }], add: [{ ...queued('two', due), attempt: 1 }] } });
      assert.deepEqual(waiting, []);
      assert.deepEqual(await keysOf(bench), []);
    },
  },
  {
    id: 'ST-96', clause: 'a first one that is dead holds nobody back',
    async run(bench) {
      await bench.write({ effects: { add: [queued('one'), queued('two')] } });
      await bench.write({ effects: { settle: [{ key: 'one', result: 'dead', cause: 'c' }] } });
      assert.deepEqual(await keysOf(bench), ['two']);
    },
  },
  {
    id: 'ST-97', clause: 'a dead one that is driven again stands at the end of its queue',
    async run(bench) {
      await bench.write({ effects: { add: [queued('one'), queued('two')] } });
      await bench.write({ effects: { settle: [{ key: 'one', result: 'dead', cause: 'c' }] } });
      assert.deepEqual(await keysOf(bench), ['two']);
      await bench.write({ effects: { settle: [{ key: 'one', result: 'retry', due: 0 }] } });
      assert.deepEqual(await keysOf(bench), []);
      await bench.write({ effects: { settle: [{ key: 'two', result: 'sent' }] } });
      assert.deepEqual(await keysOf(bench), ['one']);
    },
  },
  {
    id: 'ST-98', clause: 'one that leaves from the middle of its queue moves nobody forward',
    async run(bench) {
      await bench.write({ effects: { add: [queued('one'), queued('two'), queued('three')] } });
      assert.deepEqual(await keysOf(bench), ['one']);
      await bench.write({ effects: { settle: [{ key: 'two', result: 'dropped' }] } });
      assert.deepEqual(await keysOf(bench), []);
      await bench.wait(leaseMs + 50);
      assert.deepEqual(await keysOf(bench), ['one']);
    },
  },
];

async function keysOf({ effects }: StoreBench): Promise<readonly string[]> {
  return (await effects()).due.map(({ key }) => key);
}
