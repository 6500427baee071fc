import assert from 'node:assert/strict';
import { JourneyError } from '../../errors/index.js';
import { later, type StoreBench, type StoreCase } from './store-bench.js';

/** Clauses about one change: its version, and that it is all or nothing. */
export const versionCases: readonly StoreCase[] = [
  {
    id: 'ST-16', clause: 'a lane begins with version 1, and each change adds one',
    async run({ write, load }) {
      assert.equal((await write({ expect: 0, state: 'one' })).version, 1);
      assert.equal((await write({ expect: 1, state: 'two' })).version, 2);
      assert.deepEqual(await load(), { tenant: 't', lane: 'a', version: 2, state: 'two' });
    },
  },
  {
    id: 'ST-17', clause: 'a change for a new lane is refused where the lane exists',
    async run({ write, commit, load }) {
      await write({ state: 'first' });
      assert.deepEqual(await commit({ expect: 0, state: 'second' }), [{ ok: false, why: 'version', actual: 1 }]);
      assert.equal((await load())?.state, 'first');
    },
  },
  {
    id: 'ST-18', clause: 'a change decided on an older version is refused with the actual one',
    async run({ write, commit, load }) {
      await write({ state: 'one' });
      await write({ state: 'two' });
      assert.deepEqual(await commit({ expect: 1, state: 'late' }), [{ ok: false, why: 'version', actual: 2 }]);
      assert.equal((await load())?.state, 'two');
    },
  },
  {
    id: 'ST-19', clause: 'a change decided on a lane that is not there is refused with version 0',
    async run({ commit, load }) {
      assert.deepEqual(await commit({ expect: 3 }), [{ ok: false, why: 'version', actual: 0 }]);
      assert.equal(await load(), undefined);
    },
  },
  {
    id: 'ST-20', clause: 'a refused change leaves nothing behind in any table',
    async run(bench) {
      const { write, commit, store } = bench;
      await write({});
      const now = await store.now();
      const [outcome] = await commit({
        expect: 0, state: 'refused', entries: [{ kind: 'event', at: 1, body: 'x', dedupe: { source: 's', id: '1', digest: 'd' } }], identities: { claim: ['email:a'] },
        instances: { set: [{ id: 'i', journey: 'j', status: 'active' }] }, timers: { set: [{ id: 'x', due: now - 1 }] },
        effects: { add: [{ key: 'e', due: now - 1, attempt: 0, body: 'b' }] }, parked: { add: [{ id: 'p', journey: 'j', at: 1, cause: 'c', body: 'b' }] },
        rows: { put: [{ key: 'r', value: 'v' }] }, counters: { n: 1 },
      });
      assert.equal(outcome?.ok, false);
      await assertNothingBut(bench, '{}');
      assert.equal((await commit({ entries: [{ kind: 'event', at: 1, body: 'x', dedupe: { source: 's', id: '1', digest: 'd' } }] }))[0]?.ok, true);
    },
  },
  {
    id: 'ST-21', clause: 'a refused change takes nothing away either',
    async run({ write, commit, store, timers, effects }) {
      const due = (await store.now()) - 1;
      await write({
        identities: { claim: ['email:a'] }, instances: { set: [{ id: 'i', journey: 'j', status: 'active' }] }, timers: { set: [{ id: 'x', due }] },
        effects: { add: [{ key: 'e', due, attempt: 0, body: 'b' }] }, parked: { add: [{ id: 'p', journey: 'j', at: 1, cause: 'c', body: 'b' }] }, rows: { put: [{ key: 'r', value: 'v' }] },
      });
      await commit({ expect: 7, identities: { release: ['email:a'] }, instances: { drop: ['i'] }, timers: { cancel: ['x'] }, effects: { settle: [{ key: 'e', result: 'sent' }] }, parked: { settle: ['p'] }, rows: { drop: ['r'] } });
      assert.deepEqual(await store.resolve([{ tenant: 't', identity: 'email:a' }]), ['a']);
      assert.equal((await store.list({ kind: 'instance', limit: 10 })).items.length, 1);
      assert.equal((await store.list({ kind: 'parked', limit: 10 })).items.length, 1);
      assert.equal((await store.rows({ tenant: 't', lane: 'a' }, { limit: 10 })).length, 1);
      assert.equal((await timers()).due.length, 1);
      assert.equal((await effects()).due.length, 1);
    },
  },
  {
    id: 'ST-22', clause: '`load` answers in the order asked, nothing for a lane that is not there',
    async run({ write, store }) {
      await write({ lane: 'a', state: 'A' });
      await write({ lane: 'b', state: 'B' });
      const found = await store.load(['b', 'none', 'a', 'b'].map((lane) => ({ tenant: 't', lane })));
      assert.deepEqual(found.map((row) => row?.state), ['B', undefined, 'A', 'B']);
    },
  },
  {
    id: 'ST-23', clause: 'a lane of the same name in another tenant is another lane',
    async run({ write, load }) {
      await write({ tenant: 't', state: 'mine' });
      assert.equal(await load('a', 'u'), undefined);
      assert.equal((await write({ tenant: 'u', state: 'theirs' })).version, 1);
      assert.equal((await load('a', 't'))?.state, 'mine');
      assert.equal((await load('a', 'u'))?.state, 'theirs');
    },
  },
  {
    id: 'ST-24', clause: 'a mark (`expect: -1`) is taken at any version and leaves version and state as they are',
    async run({ write, commit, load }) {
      await write({ state: 'kept', effects: { add: [{ key: 'e', due: later, attempt: 1, body: 'b' }] } });
      await write({ state: 'kept' });
      const [outcome] = await commit({ expect: -1, effects: { settle: [{ key: 'e', result: 'sent' }] } });
      assert(outcome?.ok === true);
      assert.equal(outcome.version, 2);
      assert.deepEqual(await load(), { tenant: 't', lane: 'a', version: 2, state: 'kept' });
    },
  },
  {
    id: 'ST-25', clause: 'a mark for a lane that is not there, as after erasure, brings none to life',
    async run({ commit, store, load }) {
      const [outcome] = await commit({ expect: -1, effects: { settle: [{ key: 'e', result: 'sent' }] }, timers: { cancel: ['x'] } });
      assert.equal(outcome?.ok, true);
      assert.equal(await load(), undefined);
      assert.deepEqual((await store.list({ kind: 'lane', limit: 10 })).items, []);
    },
  },
  {
    id: 'ST-26', clause: 'of changes that race for one version exactly one is taken',
    async run({ store, opened, load }) {
      const race = ['x', 'y', 'z'].map((state) => store.commit([{ tenant: 't', lane: 'a', expect: 0, epoch: opened.epoch, state }]));
      const outcomes = (await Promise.all(race)).flat();
      assert.equal(outcomes.filter(({ ok }) => ok).length, 1);
      assert.equal((await load())?.version, 1);
    },
  },
  {
    id: 'ST-27', clause: 'a change with a number no store can keep rejects with InvalidInput naming it, and nothing of the batch is written',
    async run({ commit, load }) {
      const poison = { lane: 'b', timers: { set: [{ id: 'x', due: Number.NaN }] } };
      await assert.rejects(() => commit({ lane: 'a' }, poison), (error) => JourneyError.is(error, 'InvalidInput') && error.facts['change'] === 1);
      assert.equal(await load('a'), undefined);
      assert.equal((await commit({ lane: 'a' }))[0]?.ok, true);
    },
  },
];

async function assertNothingBut({ store, load, timers, effects }: StoreBench, state: string): Promise<void> {
  assert.deepEqual(await load(), { tenant: 't', lane: 'a', version: 1, state });
  assert.deepEqual((await store.scan(0, 10)).entries, []);
  assert.deepEqual(await store.resolve([{ tenant: 't', identity: 'email:a' }]), [undefined]);
  for (const kind of ['instance', 'parked', 'dead'] as const) assert.deepEqual((await store.list({ kind, limit: 10 })).items, [], kind);
  assert.deepEqual(await store.rows({ tenant: 't', lane: 'a' }, { limit: 10 }), []);
  assert.deepEqual(await store.counters('t', ['n']), [0]);
  assert.deepEqual((await timers()).due, []);
  assert.deepEqual((await effects()).due, []);
}
