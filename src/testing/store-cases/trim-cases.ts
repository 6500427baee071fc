import assert from 'node:assert/strict';
import type { NewEntry } from '../../ports/store.js';
import type { StoreCase } from './store-bench.js';

const place = { tenant: 't', lane: 'a' };
const event = (id: string, at = 1): NewEntry => ({ kind: 'event', at, body: id, dedupe: { source: 's', id, digest: 'd' } });

/** Clauses about retention. */
export const trimCases: readonly StoreCase[] = [
  {
    id: 'ST-114', clause: 'trimming removes the entries accepted before a time, by the store\'s clock, answers how many, and keeps the rest',
    async run({ write, store, wait }) {
      const farAhead = (await store.now()) * 2;
      await write({ lane: 'a', entries: [event('1', farAhead), event('2')] });
      await write({ lane: 'b', entries: [event('3')] });
      await wait(30);
      const before = await store.now();
      await wait(5);
      await write({ lane: 'a', entries: [event('4', 0)] });
      assert.equal(await store.trim(before), 3);
      assert.deepEqual((await store.scan(0, 10)).entries.map(({ body }) => body), ['4']);
      assert.deepEqual((await store.history(place, { limit: 10 })).map(({ body }) => body), ['4']);
      assert.deepEqual(await store.history({ tenant: 't', lane: 'b' }, { limit: 10 }), []);
      assert.equal(await store.trim(before), 0);
    },
  },
  {
    id: 'ST-115', clause: 'a trimmed dedupe key is forgotten, a newer one is not',
    async run({ write, commit, store, wait }) {
      await write({ entries: [event('old')] });
      await wait(30);
      const before = await store.now();
      await wait(5);
      await write({ entries: [event('new')] });
      await store.trim(before);
      await write({ entries: [event('old')] });
      const [outcome] = await commit({ entries: [event('new')] });
      assert(outcome?.ok === false && outcome.why === 'duplicate');
    },
  },
  {
    id: 'ST-116', clause: 'trimming takes nothing but log entries and dedupe keys, and positions go on',
    async run({ write, store, load, wait, timers, effects }) {
      const { position } = await write({
        state: 'kept', entries: [event('1')], identities: { claim: ['email:a'] }, timers: { set: [{ id: 'x', due: 0 }] }, effects: { add: [{ key: 'e', due: 0, attempt: 0, body: 'b' }] },
        parked: { add: [{ id: 'p', journey: 'j', at: 0, cause: 'c', body: 'b' }] }, rows: { put: [{ key: 'r', value: 'v' }] }, counters: { n: 1 },
      });
      await wait(30);
      assert.equal(await store.trim(await store.now()), 1);
      assert.equal((await load())?.state, 'kept');
      assert.deepEqual(await store.resolve([{ tenant: 't', identity: 'email:a' }]), ['a']);
      assert.equal((await timers()).due.length + (await effects()).due.length, 2);
      assert.equal((await store.list({ kind: 'parked', limit: 10 })).items.length, 1);
      assert.equal((await store.rows(place, { limit: 10 })).length, 1);
      assert.deepEqual(await store.counters('t', ['n']), [1]);
      assert((await write({ entries: [event('2')] })).position > position);
    },
  },
];
