import assert from 'node:assert/strict';
import { later, type Draft, type StoreBench, type StoreCase } from './store-bench.js';

const place = { tenant: 't', lane: 'a' };
const event = (id: string) => ({ kind: 'event', at: 1, body: id, dedupe: { source: 's', id, digest: 'd' } }) as const;
const full = (lane: string): Draft => ({
  lane, state: `state of ${lane}`, entries: [event(`event of ${lane}`), { kind: 'decision', at: 2, body: 'x' }], identities: { claim: [`email:${lane}`] },
  instances: { set: [{ id: 'i', journey: 'j', status: 'active' }] }, timers: { set: [{ id: 'x', due: 0 }] },
  effects: { add: [{ key: `${lane} 1`, due: 0, attempt: 0, queue: 'q', body: 'b' }, { key: `${lane} 2`, due: 0, attempt: 0, queue: 'q', body: 'b' }, { key: `${lane} dead`, due: later, attempt: 1, body: 'b' }] },
  parked: { add: [{ id: 'p', journey: 'j', at: 1, cause: 'c', body: 'b' }] }, rows: { put: [{ key: 'r', value: 'v' }] }, counters: { n: 1 },
});

/** Clauses about forgetting a customer. */
export const erasureCases: readonly StoreCase[] = [
  {
    id: 'ST-117', clause: 'after erasure no member finds anything of the lane',
    async run(bench) {
      await fill(bench, 'a');
      assert.deepEqual(await bench.store.erase([place]), [{ ...place, erased: true }]);
      await assertGone(bench);
    },
  },
  {
    id: 'ST-118', clause: 'erasure leaves other lanes, the same lane of other tenants, and the statistics as they are',
    async run(bench) {
      const { store, write, load, timers, effects } = bench;
      await fill(bench, 'a');
      await fill(bench, 'b');
      await write({ tenant: 'u', state: 'other tenant', identities: { claim: ['email:a'] } });
      await store.erase([place]);
      assert.equal((await load('b'))?.state, 'state of b');
      assert.equal((await load('a', 'u'))?.state, 'other tenant');
      assert.deepEqual(await store.resolve([{ tenant: 't', identity: 'email:b' }, { tenant: 'u', identity: 'email:a' }]), ['b', 'a']);
      for (const kind of ['instance', 'parked', 'dead'] as const) assert.equal((await store.list({ kind, limit: 10 })).items.length, 1, kind);
      assert.equal((await store.history({ tenant: 't', lane: 'b' }, { limit: 10 })).length, 2);
      assert.equal((await store.rows({ tenant: 't', lane: 'b' }, { limit: 10 })).length, 1);
      assert.deepEqual((await timers()).due.map(({ lane }) => lane), ['b']);
      assert.deepEqual((await effects()).due.map(({ key }) => key), ['b 1']);
      assert.deepEqual(await store.counters('t', ['n']), [2]);
    },
  },
  {
    id: 'ST-119', clause: 'a late duplicate of an erased event is still refused, with nothing to show',
    async run(bench) {
      await fill(bench, 'a');
      await bench.store.erase([place]);
      const again = { entries: [event('event of a')] };
      for (const lane of ['a', 'b']) {
        const outcomes = await bench.commit({ lane, expect: 0, ...again });
        assert.deepEqual(outcomes, [{ ok: false, why: 'duplicate', same: true }]);
      }
    },
  },
  {
    id: 'ST-120', clause: 'erasing twice, or what never was, answers the same',
    async run(bench) {
      await fill(bench, 'a');
      const lanes = [place, { tenant: 't', lane: 'never' }];
      const first = await bench.store.erase(lanes);
      assert.deepEqual(first, lanes.map((lane) => ({ ...lane, erased: true })));
      assert.deepEqual(await bench.store.erase(lanes), first);
    },
  },
  {
    id: 'ST-121', clause: 'an erased lane can begin again from nothing, and its identities are free',
    async run(bench) {
      const { store, commit, write } = bench;
      await fill(bench, 'a');
      await store.erase([place]);
      assert.deepEqual(await commit({ expect: 2 }), [{ ok: false, why: 'version', actual: 0 }]);
      await write({ lane: 'b', expect: 0, identities: { claim: ['email:a'] } });
      const [outcome] = await commit({ expect: 0, entries: [event('new')] });
      assert(outcome?.ok === true);
      assert.equal(outcome.version, 1);
      assert.equal((await store.history(place, { limit: 10 })).length, 1);
    },
  },
  {
    id: 'ST-122', clause: 'a mark that comes after erasure changes nothing and brings nothing back',
    async run(bench) {
      await fill(bench, 'a');
      await bench.store.erase([place]);
      const [outcome] = await bench.commit({ expect: -1, effects: { settle: [{ key: 'a 1', result: 'retry', due: 0 }, { key: 'a dead', result: 'retry', due: 0 }] } });
      assert.equal(outcome?.ok, true);
      await assertGone(bench);
    },
  },
  {
    id: 'ST-123', clause: 'a position is not given again after the newest entry was erased',
    async run({ write, store }) {
      const { position } = await write({ entries: [event('1')] });
      await store.erase([place]);
      const next = await write({ lane: 'b', entries: [event('2')] });
      assert(next.position > position);
      assert.deepEqual((await store.scan(position, 10)).entries.map(({ body }) => body), ['2']);
    },
  },
  {
    id: 'ST-124', clause: 'the dedupe key of an erased event is forgotten with the others when its time is trimmed',
    async run(bench) {
      await fill(bench, 'a');
      await bench.store.erase([place]);
      await bench.wait(30);
      assert.equal(await bench.store.trim(await bench.store.now()), 0);
      const [outcome] = await bench.commit({ expect: 0, entries: [event('event of a')] });
      assert.equal(outcome?.ok, true);
    },
  },
];

async function fill({ write, commit }: StoreBench, lane: string): Promise<void> {
  await write(full(lane));
  await commit({ lane, expect: -1, effects: { settle: [{ key: `${lane} dead`, result: 'dead', cause: 'c' }] } });
}

async function assertGone({ store, load, timers, effects }: StoreBench): Promise<void> {
  assert.equal(await load(), undefined);
  assert.deepEqual(await store.resolve([{ tenant: 't', identity: 'email:a' }]), [undefined]);
  for (const kind of ['lane', 'instance', 'parked', 'dead'] as const) assert.deepEqual((await store.list({ kind, limit: 10 })).items, [], kind);
  assert.deepEqual(await store.rows(place, { limit: 10 }), []);
  assert.deepEqual(await store.history(place, { limit: 10 }), []);
  assert.deepEqual((await store.scan(0, 10)).entries, []);
  assert.deepEqual((await timers()).due, []);
  assert.deepEqual((await effects()).due, []);
}
