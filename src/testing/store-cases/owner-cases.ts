import assert from 'node:assert/strict';
import { later, leaseMs, type StoreCase } from './store-bench.js';

const entry = { kind: 'event', at: 1, body: 'x' } as const;

/** Clauses about owners: restart, epoch, fence, and what the one before left unfinished. */
export const ownerCases: readonly StoreCase[] = [
  {
    id: 'ST-07', clause: 'each `open` of the same data has a higher epoch', needs: 'reopen',
    async run(bench) {
      const second = await bench.reopen();
      const third = await second.reopen();
      assert(second.opened.epoch > bench.opened.epoch);
      assert(third.opened.epoch > second.opened.epoch);
    },
  },
  {
    id: 'ST-08', clause: 'what was acknowledged is there after a restart', needs: 'reopen',
    async run(bench) {
      const now = await bench.store.now();
      const { position } = await bench.write({
        state: 'kept', entries: [entry], identities: { claim: ['email:a'] }, instances: { set: [{ id: 'i', journey: 'j', status: 'active' }] },
        timers: { set: [{ id: 'x', due: now - 1 }] }, effects: { add: [{ key: 'e', due: now - 1, attempt: 0, body: 'b' }] },
        parked: { add: [{ id: 'p', journey: 'j', at: 1, cause: 'c', body: 'b' }] }, rows: { put: [{ key: 'r', value: 'v' }] }, counters: { n: 2 },
      });
      const { store, opened, load, timers, effects } = await bench.reopen();
      assert.equal(opened.position, position);
      assert.deepEqual(await load(), { tenant: 't', lane: 'a', version: 1, state: 'kept' });
      assert.deepEqual(await store.resolve([{ tenant: 't', identity: 'email:a' }]), ['a']);
      assert.equal((await store.scan(0, 10)).entries.length, 1);
      for (const kind of ['lane', 'instance', 'parked'] as const) assert.equal((await store.list({ kind, limit: 10 })).items.length, 1, kind);
      assert.deepEqual(await store.rows({ tenant: 't', lane: 'a' }, { limit: 10 }), [{ key: 'r', value: 'v' }]);
      assert.deepEqual(await store.counters('t', ['n']), [2]);
      assert.deepEqual((await timers()).due.map(({ id }) => id), ['x']);
      assert.deepEqual((await effects()).due.map(({ key }) => key), ['e']);
    },
  },
  {
    id: 'ST-09', clause: 'positions go on after a restart and are never given twice', needs: 'reopen',
    async run(bench) {
      const { position } = await bench.write({ entries: [entry, entry] });
      await bench.store.erase([{ tenant: 't', lane: 'a' }]);
      const second = await bench.reopen();
      assert.equal(second.opened.position, position);
      assert((await second.write({ entries: [entry] })).position > position);
    },
  },
  {
    id: 'ST-10', clause: 'a change with an older epoch answers `fenced` and writes nothing', needs: 'reopen',
    async run(bench) {
      const { commit, load, opened } = await bench.reopen();
      assert.deepEqual(await commit({ epoch: bench.opened.epoch, rows: { put: [{ key: 'r', value: 'v' }] } }), [{ ok: false, why: 'fenced' }]);
      assert.equal(await load(), undefined);
      assert.equal((await commit({ epoch: opened.epoch }))[0]?.ok, true);
    },
  },
  {
    id: 'ST-11', clause: 'an owner that was replaced can commit and claim no more, even if nobody told it', needs: 'reopen',
    async run(bench) {
      await bench.write({ effects: { add: [{ key: 'e', due: 0, attempt: 0, body: 'b' }] } });
      const second = await bench.reopen();
      const outcomes = await bench.commit({ state: 'stale' }).catch(() => [{ ok: false, why: 'fenced' }]);
      assert.deepEqual(outcomes, [{ ok: false, why: 'fenced' }]);
      await assert.rejects(() => bench.effects());
      assert.equal((await second.load())?.state, '{}');
      assert.deepEqual((await second.effects()).due.map(({ attempt }) => attempt), [1]);
    },
  },
  {
    id: 'ST-12', clause: 'effects that were handed out and never settled are due again at once after a restart, same key, attempts kept, counted as unfinished', needs: 'reopen',
    async run(bench) {
      const now = await bench.store.now();
      await bench.write({ effects: { add: [{ key: 'claimed', due: now - 1, attempt: 0, body: 'b' }, { key: 'born', due: now + later, attempt: 1, body: 'b' }, { key: 'waiting', due: now + later, attempt: 0, body: 'b' }] } });
      await bench.effects();
      const second = await bench.reopen();
      assert.equal(second.opened.unfinished, 2);
      // an owner who died before it took them has not settled them either
      const { opened, effects } = await second.reopen();
      assert.equal(opened.unfinished, 2);
      assert.deepEqual(sorted((await effects()).due.map(({ key, attempt }) => [key, attempt])), [['born', 2], ['claimed', 2]]);
    },
  },
  {
    id: 'ST-13', clause: 'an effect that waits for a retry is not unfinished and keeps its time over a restart', needs: 'reopen',
    async run(bench) {
      const now = await bench.store.now();
      await bench.write({ effects: { add: [{ key: 'e', due: now, attempt: 1, body: 'b' }] } });
      await bench.write({ effects: { settle: [{ key: 'e', result: 'retry', due: now + later }] } });
      const { opened, effects } = await bench.reopen();
      assert.equal(opened.unfinished, 0);
      const { due, next } = await effects();
      assert.deepEqual(due, []);
      assert.equal(next, now + later);
    },
  },
  {
    id: 'ST-14', clause: 'timers that were leased and not cancelled are due again at once after a restart', needs: 'reopen',
    async run(bench) {
      const due = (await bench.store.now()) - 1;
      await bench.write({ timers: { set: [{ id: 'x', due }] } });
      await bench.timers();
      assert.deepEqual((await bench.timers()).due, []);
      const { timers } = await bench.reopen();
      assert.deepEqual((await timers()).due, [{ tenant: 't', lane: 'a', id: 'x', due, attempt: 2 }]);
    },
  },
  {
    id: 'ST-15', clause: 'an unfinished effect is still the one its queue waits for after a restart', needs: 'reopen',
    async run(bench) {
      const now = await bench.store.now();
      await bench.write({ effects: { add: ['one', 'two'].map((key) => ({ key, due: now + leaseMs, attempt: 1, queue: 'q', body: key })) } });
      const { effects } = await bench.reopen();
      assert.deepEqual((await effects()).due.map(({ key }) => key), ['one']);
    },
  },
];

function sorted(pairs: readonly (readonly [string, number])[]): readonly (readonly [string, number])[] {
  return pairs.toSorted(([one], [other]) => (one < other ? -1 : 1));
}
