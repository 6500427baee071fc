import assert from 'node:assert/strict';
import type { NewEntry } from '../../ports/store.js';
import { later, type StoreCase } from './store-bench.js';

const event = (id: string, digest = 'd', source = 's'): NewEntry => ({ kind: 'event', at: 7, body: `${source} ${id} ${digest}`, dedupe: { source, id, digest } });

/** Clauses about accepting the same thing once. */
export const dedupeCases: readonly StoreCase[] = [
  {
    id: 'ST-36', clause: 'the same source and id a second time is a duplicate and answers the entry that was accepted',
    async run({ write, commit }) {
      const { position } = await write({ entries: [event('1')] });
      const first = { tenant: 't', lane: 'a', position, kind: 'event', at: 7, body: 's 1 d' };
      assert.deepEqual(await commit({ entries: [event('1')] }), [{ ok: false, why: 'duplicate', same: true, first }]);
    },
  },
  {
    id: 'ST-37', clause: 'a duplicate with another digest is told apart',
    async run({ write, commit }) {
      await write({ entries: [event('1', 'd')] });
      const [outcome] = await commit({ entries: [event('1', 'other')] });
      assert(outcome?.ok === false && outcome.why === 'duplicate');
      assert.equal(outcome.same, false);
      assert.equal(outcome.first?.body, 's 1 d');
    },
  },
  {
    id: 'ST-38', clause: 'the same id from another source is another event',
    async run({ write }) {
      await write({ entries: [event('1', 'd', 's')] });
      await write({ entries: [event('1', 'd', 'z')] });
    },
  },
  {
    id: 'ST-39', clause: 'the same source and id in another tenant is another event',
    async run({ write }) {
      await write({ tenant: 't', entries: [event('1')] });
      await write({ tenant: 'u', entries: [event('1')] });
    },
  },
  {
    id: 'ST-40', clause: 'source and id are not run together: `a`, `bc` is not `ab`, `c`',
    async run({ write }) {
      await write({ entries: [event('bc', 'd', 'a')] });
      await write({ entries: [event('c', 'd', 'ab')] });
    },
  },
  {
    id: 'ST-41', clause: 'an event accepted on one lane is a duplicate on every other lane of the tenant',
    async run({ write, commit }) {
      await write({ lane: 'a', entries: [event('1')] });
      const [outcome] = await commit({ lane: 'b', entries: [event('1')] });
      assert(outcome?.ok === false && outcome.why === 'duplicate');
      assert.equal(outcome.first?.lane, 'a');
    },
  },
  {
    id: 'ST-42', clause: 'nothing of a change that carries a duplicate is written',
    async run({ write, commit, load, store }) {
      await write({ entries: [event('1')] });
      await commit({ state: 'refused', entries: [event('2'), event('1')], rows: { put: [{ key: 'r', value: 'v' }] } });
      assert.equal((await load())?.state, '{}');
      assert.deepEqual(await store.rows({ tenant: 't', lane: 'a' }, { limit: 10 }), []);
      assert.equal((await store.scan(0, 10)).entries.length, 1);
      await write({ entries: [event('2')] });
    },
  },
  {
    id: 'ST-43', clause: 'the same event twice in one batch is accepted once',
    async run({ commit, store }) {
      const outcomes = await commit({ lane: 'a', entries: [event('1')] }, { lane: 'b', entries: [event('1')] });
      assert.deepEqual(outcomes.map((outcome) => outcome.ok || outcome.why), [true, 'duplicate']);
      assert.equal((await store.scan(0, 10)).entries.length, 1);
    },
  },
  {
    id: 'ST-44', clause: 'the same event twice in one change is a duplicate with no entry to show',
    async run({ commit, load }) {
      assert.deepEqual(await commit({ entries: [event('1'), event('1', 'other')] }), [{ ok: false, why: 'duplicate', same: false }]);
      assert.equal(await load(), undefined);
    },
  },
  {
    id: 'ST-45', clause: 'a commit sent again whole, as after an unknown outcome, answers `duplicate`, not `version`',
    async run({ commit, store }) {
      const batch = [{ lane: 'a', expect: 0, entries: [event('1')] }, { lane: 'b', expect: 0, entries: [event('2')] }];
      await commit(...batch);
      const again = await commit(...batch);
      assert.deepEqual(again.map((outcome) => !outcome.ok && outcome.why === 'duplicate' && outcome.same), [true, true]);
      assert.equal((await store.scan(0, 10)).entries.length, 2);
    },
  },
  {
    id: 'ST-46', clause: 'entries without a dedupe key may repeat',
    async run({ write, store }) {
      await write({ entries: [{ kind: 'decision', at: 1, body: 'same' }] });
      await write({ entries: [{ kind: 'decision', at: 1, body: 'same' }] });
      assert.equal((await store.scan(0, 10)).entries.length, 2);
    },
  },
  {
    id: 'ST-47', clause: 'a duplicate is still known much later and after a restart', needs: 'reopen',
    async run(bench) {
      await bench.write({ entries: [event('1')] });
      const { commit } = await bench.reopen();
      const [outcome] = await commit({ expect: 1, entries: [event('1')], timers: { set: [{ id: 'x', due: later }] } });
      assert(outcome?.ok === false && outcome.why === 'duplicate');
      assert.equal(outcome.same, true);
    },
  },
];
