import assert from 'node:assert/strict';
import type { StoreCase } from './store-bench.js';

/** Clauses about statistics. */
export const counterCases: readonly StoreCase[] = [
  {
    id: 'ST-104', clause: 'a counter is the sum of what commits added, over all lanes, in the order asked; 0 where nothing was',
    async run({ write, commit, store }) {
      await write({ lane: 'a', counters: { n: 2, m: 1.5 } });
      await write({ lane: 'b', counters: { n: 3 } });
      await commit({ lane: 'c', counters: { n: -1 } }, { lane: 'd', counters: { n: 10 } });
      assert.deepEqual(await store.counters('t', ['n', 'unknown', 'm']), [14, 0, 1.5]);
    },
  },
  {
    id: 'ST-105', clause: 'counters of each tenant stand apart',
    async run({ write, store }) {
      await write({ tenant: 't', counters: { n: 1 } });
      await write({ tenant: 'u', counters: { n: 5 } });
      assert.deepEqual(await store.counters('t', ['n']), [1]);
      assert.deepEqual(await store.counters('u', ['n']), [5]);
    },
  },
];
