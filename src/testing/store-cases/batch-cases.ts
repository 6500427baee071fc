import assert from 'node:assert/strict';
import { JourneyError } from '../../errors/index.js';
import type { StoreCase } from './store-bench.js';

const entry = (body: string) => ({ kind: 'event', at: 1, body }) as const;

/** Clauses about changes that share one commit. */
export const batchCases: readonly StoreCase[] = [
  {
    id: 'ST-28', clause: 'an empty batch answers nothing',
    async run({ store }) { assert.deepEqual(await store.commit([]), []); },
  },
  {
    id: 'ST-29', clause: 'outcomes stand in the order of the changes, and a refused one does not refuse the others',
    async run({ commit, load }) {
      const outcomes = await commit({ lane: 'a' }, { lane: 'b', expect: 5 }, { lane: 'c' });
      assert.deepEqual(outcomes.map(({ ok }) => ok), [true, false, true]);
      assert.equal((await load('c'))?.version, 1);
      assert.equal(await load('b'), undefined);
    },
  },
  {
    id: 'ST-30', clause: 'changes of one lane in one batch apply in order',
    async run({ commit, load }) {
      const outcomes = await commit({ expect: 0, state: 'one' }, { expect: 1, state: 'two' }, { expect: 2, state: 'three' });
      assert.deepEqual(outcomes.map((outcome) => outcome.ok && outcome.version), [1, 2, 3]);
      assert.equal((await load())?.state, 'three');
    },
  },
  {
    id: 'ST-31', clause: 'after one change of a lane is refused, the later ones of that lane answer `version`',
    async run({ write, commit, load }) {
      await write({ state: 'kept' });
      const outcomes = await commit({ expect: 0, state: 'refused' }, { expect: 1, state: 'built on it' }, { lane: 'b', state: 'other' });
      assert.deepEqual(outcomes.slice(0, 2), [{ ok: false, why: 'version', actual: 1 }, { ok: false, why: 'version', actual: 1 }]);
      assert.equal(outcomes[2]?.ok, true);
      assert.equal((await load())?.state, 'kept');
    },
  },
  {
    id: 'ST-32', clause: 'a mark is taken also behind a refused change of its lane',
    async run({ write, commit, store }) {
      await write({ effects: { add: [{ key: 'e', due: 0, attempt: 0, body: 'b' }] } });
      const outcomes = await commit({ expect: 0 }, { expect: -1, effects: { settle: [{ key: 'e', result: 'dead', cause: 'c' }] } });
      assert.deepEqual(outcomes.map(({ ok }) => ok), [false, true]);
      assert.equal((await store.list({ kind: 'dead', limit: 10 })).items.length, 1);
    },
  },
  {
    id: 'ST-33', clause: 'entries of a batch are numbered in the order of its changes, and each outcome tells the position reached',
    async run({ commit, store }) {
      const outcomes = await commit({ lane: 'a', entries: [entry('1'), entry('2')] }, { lane: 'b', entries: [entry('3')] }, { lane: 'c' });
      const { entries } = await store.scan(0, 10);
      assert.deepEqual(entries.map(({ body }) => body), ['1', '2', '3']);
      const positions = entries.map(({ position }) => position);
      assert.deepEqual(outcomes.map((outcome) => outcome.ok && outcome.position), [positions[1], positions[2], positions[2]]);
    },
  },
  {
    id: 'ST-34', clause: 'as many changes as `maxBatch` says fit into one commit; more reject with InvalidInput and nothing is written',
    async run({ store, commit, load }) {
      const { maxBatch } = store.info;
      const drafts = Array.from({ length: maxBatch + 1 }, (_, at) => ({ lane: `lane ${at}` }));
      await assert.rejects(() => commit(...drafts), (error) => JourneyError.is(error, 'InvalidInput'));
      assert.equal(await load('lane 0'), undefined);
      assert((await commit(...drafts.slice(1))).every(({ ok }) => ok));
    },
  },
  {
    id: 'ST-35', clause: 'inside a change settle, cancel, drop and release apply before add, set, put and claim',
    async run({ write, store, timers, effects }) {
      const now = await store.now();
      await write({
        identities: { claim: ['email:a'] }, instances: { set: [{ id: 'i', journey: 'j', status: 'old' }] }, timers: { set: [{ id: 'x', due: now - 5 }] },
        effects: { add: [{ key: 'e', due: now - 5, attempt: 0, body: 'old' }] }, parked: { add: [{ id: 'p', journey: 'j', at: 1, cause: 'old', body: 'b' }] }, rows: { put: [{ key: 'r', value: 'old' }] },
      });
      await write({
        identities: { claim: ['email:a'], release: ['email:a'] }, instances: { set: [{ id: 'i', journey: 'j', status: 'new' }], drop: ['i'] }, timers: { set: [{ id: 'x', due: now - 1 }], cancel: ['x'] },
        effects: { add: [{ key: 'e', due: now - 1, attempt: 0, body: 'new' }], settle: [{ key: 'e', result: 'sent' }] },
        parked: { add: [{ id: 'p', journey: 'j', at: 1, cause: 'new', body: 'b' }], settle: ['p'] }, rows: { put: [{ key: 'r', value: 'new' }], drop: ['r'] },
      });
      assert.deepEqual(await store.resolve([{ tenant: 't', identity: 'email:a' }]), ['a']);
      assert.deepEqual((await store.list({ kind: 'instance', limit: 10 })).items.map(({ status }) => status), ['new']);
      assert.deepEqual((await store.list({ kind: 'parked', limit: 10 })).items.map(({ cause }) => cause), ['new']);
      assert.deepEqual(await store.rows({ tenant: 't', lane: 'a' }, { limit: 10 }), [{ key: 'r', value: 'new' }]);
      assert.deepEqual((await timers()).due.map(({ due }) => due), [now - 1]);
      assert.deepEqual((await effects()).due.map(({ body }) => body), ['new']);
    },
  },
];
