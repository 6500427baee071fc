import { beforeEach, describe, expect, it } from 'vitest';
import { JourneyError } from '../../../src/errors/index.js';
import type { NewEffect, Outcome } from '../../../src/ports/index.js';
import { databaseOfFile } from './database-of-file.js';
import { openWorker, until, type TestWorker } from './worker-bench.js';

const server = databaseOfFile(12);
let schema: string;
beforeEach(async () => { schema = await server.database.newSchema(); });

const join = (name: string, leaseMs = 30_000): Promise<TestWorker> => openWorker(name, { pool: server.pool, schema, leaseMs });
const effect = (key: string, attempt: 0 | 1 = 0, due = 0): NewEffect => ({ key, due, attempt, body: 'b' });
const claim = ({ store }: TestWorker, limit = 100) => store.claim({ kind: 'effect', worker: 'w', limit, leaseMs: 600_000 });
/** as when it sleeps, or its machine is gone: its time on the server is over */
const endLease = (epoch: number) => server.database.admin.query(`UPDATE ${schema}.worker SET until = 0 WHERE epoch = ${epoch}`);
const whys = (outcomes: readonly Outcome[]): readonly string[] => outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.why)).toSorted();

describe('several workers on one database', () => {
  it('are all at work: a new one takes nothing from those that live', async () => {
    const [one, other] = [await join('one'), await join('other')];
    expect(other.epoch).toBeGreaterThan(one.epoch);
    expect(await one.store.commit([one.change('a')])).toMatchObject([{ ok: true, version: 1 }]);
    expect(await other.store.commit([other.change('a', { expect: 1 })])).toMatchObject([{ ok: true, version: 2 }]);
    expect(await one.store.commit([one.change('a', { expect: 1 })])).toEqual([{ ok: false, why: 'version', actual: 2 }]);
  });

  it('never get the same timer or effect, however they ask at once', async () => {
    const workers = [await join('one'), await join('two'), await join('three')];
    const [first] = workers;
    const keys = Array.from({ length: 60 }, (_, at) => `k${at}`);
    await first?.store.commit(keys.map((key) => first.change(key, { effects: { add: [effect(key)] }, timers: { set: [{ id: key, due: 0 }] } })));
    const handed = await Promise.all(workers.flatMap((worker) => [0, 1, 2, 3].map(async () => {
      const [effects, timers] = [await claim(worker, 7), await worker.store.claim({ kind: 'timer', worker: 'w', limit: 7, leaseMs: 600_000 })];
      return [...effects.due.map(({ key, attempt }) => `effect ${key} ${attempt}`), ...timers.due.map(({ id, attempt }) => `timer ${id} ${attempt}`)];
    })));
    expect(handed.flat().toSorted()).toEqual(keys.flatMap((key) => [`effect ${key} 1`, `timer ${key} 1`]).toSorted());
  });

  it('meet at a new customer, an identity or an event, and exactly one is taken while the other learns why', async () => {
    const [one, other] = [await join('one'), await join('other')];
    const seen = new Set<string>();
    for (let round = 0; round < 25; round += 1) {
      const same = await Promise.all([one, other].map(({ store, change }) => store.commit([change(`new ${round}`)])));
      const identity = await Promise.all([one, other].map(({ store, change, epoch }) => store.commit([change(`i ${epoch} ${round}`, { identities: { claim: [`email:${round}`] } })])));
      const event = await Promise.all([one, other].map(({ store, change, epoch }) => store.commit([change(`e ${epoch} ${round}`, { entries: [{ kind: 'event', at: 1, body: 'b', dedupe: { source: 's', id: `${round}`, digest: 'd' } }] })])));
      for (const [what, answers] of [['version', same], ['identity', identity], ['duplicate', event]] as const) {
        expect(whys(answers.flat())).toEqual([what, 'ok'].toSorted());
        for (const answer of answers.flat()) if (!answer.ok) seen.add(answer.why);
      }
    }
    expect([...seen].toSorted()).toEqual(['duplicate', 'identity', 'version']);
  });

  it('commit batches of the same customers in any order without an error, and each version is given once', async () => {
    const workers = await Promise.all(['one', 'two', 'three', 'four'].map((name) => join(name)));
    const lanes = Array.from({ length: 8 }, (_, at) => `lane ${at}`);
    let taken = 0;
    await Promise.all(workers.map(async ({ store, change }, turn) => {
      for (let round = 0; round < 25; round += 1) {
        const order = turn % 2 === 0 ? lanes : lanes.toReversed();
        const rows = await store.load(order.map((lane) => ({ tenant: 't', lane })));
        const batch = order.map((lane, at) => change(lane, { expect: rows[at]?.version ?? 0, counters: { taken: 1 }, identities: { claim: [`email:${lane}`] }, entries: [{ kind: 'event', at: 1, body: lane, dedupe: { source: 's', id: `${turn} ${round} ${lane}`, digest: 'd' } }] }));
        const outcomes = await store.commit(batch);
        taken += outcomes.filter(({ ok }) => ok).length;
      }
    }));
    const [reader] = workers;
    const rows = await reader?.store.load(lanes.map((lane) => ({ tenant: 't', lane }))) ?? [];
    expect(rows.reduce((sum, row) => sum + (row?.version ?? 0), 0)).toBe(taken);
    expect(await reader?.store.counters('t', ['taken'])).toEqual([taken]);
    expect((await reader?.store.scan(0, 10_000))?.entries.length).toBe(taken);
    expect(taken).toBeGreaterThan(lanes.length);
  });
});

describe('a worker that was not heard of in time', () => {
  it('is fenced by the clock of the server alone, buried or not, and cannot come back by itself', async () => {
    await server.database.setClock(schema, 1_000_000);
    const { store, change } = await join('sleeper', 1_000);
    expect(await store.commit([change('a')])).toMatchObject([{ ok: true }]);
    await server.database.setClock(schema, 1_001_001);
    expect(await store.commit([change('a', { expect: 1 }), change('b')])).toEqual([{ ok: false, why: 'fenced' }, { ok: false, why: 'fenced' }]);
    await expect(claim({ store, change, epoch: 0, position: 0, unfinished: 0 })).rejects.toSatisfy((error) => JourneyError.is(error, 'LeaseLost'));
    // longer than it takes to renew
    await new Promise((resolve) => { setTimeout(resolve, 400); });
    expect(await store.commit([change('b')])).toEqual([{ ok: false, why: 'fenced' }]);
    expect(await store.load([{ tenant: 't', lane: 'a' }, { tenant: 't', lane: 'b' }])).toMatchObject([{ version: 1 }, undefined]);
  });

  it('works again once it is opened again', async () => {
    const { store, change, epoch } = await join('sleeper');
    await endLease(epoch);
    expect(await store.commit([change('a')])).toEqual([{ ok: false, why: 'fenced' }]);
    const again = await store.open({ worker: 'sleeper' });
    expect(again.epoch).toBeGreaterThan(epoch);
    expect(await store.commit([change('a', { epoch: again.epoch })])).toMatchObject([{ ok: true }]);
  });

  it('is buried by those who live, and what it had in hand is theirs at once', async () => {
    const [dead, heir] = [await join('dead'), await join('heir', 3_000)];
    await dead.store.commit([dead.change('a', { effects: { add: [effect('claimed'), effect('born', 1, 9e15)] }, timers: { set: [{ id: 'x', due: 5 }] } })]);
    await claim(dead);
    await dead.store.claim({ kind: 'timer', worker: 'w', limit: 1, leaseMs: 600_000 });
    expect((await claim(heir)).due).toEqual([]);
    await endLease(dead.epoch);
    const handed: string[] = [];
    await until(async () => {
      handed.push(...(await claim(heir)).due.map(({ key, attempt }) => `${key} ${attempt}`));
      return handed.length === 2;
    });
    expect(handed.toSorted()).toEqual(['born 2', 'claimed 2']);
    expect((await heir.store.claim({ kind: 'timer', worker: 'w', limit: 9, leaseMs: 1 })).due).toMatchObject([{ id: 'x', due: 5, attempt: 2 }]);
  });

  it('is buried by whoever opens next, who learns how much it left', async () => {
    const dead = await join('dead');
    await dead.store.commit([dead.change('a', { effects: { add: [effect('one', 1, 9e15), effect('two')] } })]);
    await claim(dead);
    await endLease(dead.epoch);
    const heir = await join('heir');
    expect(heir.unfinished).toBe(2);
    expect((await claim(heir)).due.length).toBe(2);
  });

  it('finishes a commit that it began in time before it is buried, so that nothing of it stays in its name', async () => {
    const [late, heir] = [await join('late'), await join('heir', 3_000)];
    await late.store.commit([late.change('a')]);
    const holder = await server.database.admin.connect();
    await holder.query('BEGIN');
    await holder.query(`SELECT FROM ${schema}.lane FOR UPDATE`);
    const committing = late.store.commit([late.change('a', { expect: 1, effects: { add: [effect('e', 1, 9e15)] } })]);
    await until(async () => (await holder.query(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%${schema}%commit_1%'`)).rowCount === 1);
    await endLease(late.epoch);
    // longer than it takes the heir to look
    await new Promise((resolve) => { setTimeout(resolve, 800); });
    expect((await holder.query(`SELECT FROM ${schema}.worker WHERE epoch = ${late.epoch}`)).rowCount).toBe(1);
    await holder.query('COMMIT');
    holder.release();
    expect(await committing).toMatchObject([{ ok: true, version: 2 }]);
    await until(async () => (await claim(heir)).due.some(({ key, attempt }) => key === 'e' && attempt === 2));
    expect(await late.store.commit([late.change('a', { expect: 2 })])).toEqual([{ ok: false, why: 'fenced' }]);
  });
});

describe('a worker that ends', () => {
  it('gives back at once what it had in hand', async () => {
    const [leaving, heir] = [await join('leaving'), await join('heir')];
    await leaving.store.commit([leaving.change('a', { effects: { add: [effect('e', 1, 9e15)] } })]);
    expect((await claim(heir)).due).toEqual([]);
    await leaving.store.close();
    expect((await claim(heir)).due).toMatchObject([{ key: 'e', attempt: 2 }]);
    expect((await server.database.admin.query(`SELECT FROM ${schema}.worker`)).rowCount).toBe(1);
  });

  it('is renewed as long as it lives, however long it does nothing', async () => {
    const { store, change } = await join('idle', 1_500);
    await new Promise((resolve) => { setTimeout(resolve, 4_000); });
    expect(await store.commit([change('a')])).toMatchObject([{ ok: true }]);
  });
});
