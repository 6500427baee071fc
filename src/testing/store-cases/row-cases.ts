import assert from 'node:assert/strict';
import type { StoreCase } from './store-bench.js';

const put = (...keys: readonly string[]) => ({ rows: { put: keys.map((key) => ({ key, value: `value of ${key}` })) } });
const place = { tenant: 't', lane: 'a' };

/** Clauses about the small rows of a lane with much state. */
export const rowCases: readonly StoreCase[] = [
  {
    id: 'ST-99', clause: 'a row is what was put last, until it is dropped',
    async run({ write, store }) {
      await write({ rows: { put: [{ key: 'x', value: 'one' }, { key: 'y', value: 'one' }] } });
      await write({ rows: { put: [{ key: 'x', value: 'two' }], drop: ['y', 'unknown'] } });
      assert.deepEqual(await store.rows(place, { limit: 10 }), [{ key: 'x', value: 'two' }]);
    },
  },
  {
    id: 'ST-100', clause: 'rows come in the order of their keys by code point, and no more than asked',
    async run({ write, store }) {
      await write(put('b', 'é', 'a', '\u{1F600}', '\uFFFD', 'B', ''));
      const keys = (await store.rows(place, { limit: 10 })).map(({ key }) => key);
      assert.deepEqual(keys, ['', 'B', 'a', 'b', 'é', '\uFFFD', '\u{1F600}']);
      assert.deepEqual((await store.rows(place, { limit: 2 })).map(({ key }) => key), ['', 'B']);
    },
  },
  {
    id: 'ST-101', clause: 'rows can be asked for by prefix and from a key on, so that pages hold everything once',
    async run({ write, store }) {
      await write(put('item:1', 'item:2', 'item:3', 'item', 'items', 'jtem:1'));
      assert.deepEqual((await store.rows(place, { prefix: 'item:', limit: 2 })).map(({ key }) => key), ['item:1', 'item:2']);
      assert.deepEqual((await store.rows(place, { prefix: 'item:', after: 'item:2', limit: 2 })).map(({ key }) => key), ['item:3']);
      assert.deepEqual((await store.rows(place, { after: 'item:3', limit: 10 })).map(({ key }) => key), ['items', 'jtem:1']);
    },
  },
  {
    id: 'ST-102', clause: 'a prefix is plain text: no character of it stands for others',
    async run({ write, store }) {
      await write(put('100%', '100x', 'a_b', 'axb', 'a*', 'A_b'));
      for (const prefix of ['100%', 'a_', 'a*']) assert.equal((await store.rows(place, { prefix, limit: 10 })).length, 1, prefix);
    },
  },
  {
    id: 'ST-103', clause: 'rows of each lane and tenant stand apart',
    async run({ write, store }) {
      await write({ tenant: 't', lane: 'a', ...put('x') });
      await write({ tenant: 't', lane: 'b', ...put('y') });
      await write({ tenant: 'u', lane: 'a', ...put('z') });
      await write({ tenant: 'u', lane: 'a', rows: { drop: ['x'] } });
      assert.deepEqual((await store.rows(place, { limit: 10 })).map(({ key }) => key), ['x']);
      assert.deepEqual(await store.rows({ tenant: 't', lane: 'none' }, { limit: 10 }), []);
    },
  },
];
