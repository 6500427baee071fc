import { beforeEach, describe, expect, it } from 'vitest';
import { databaseOfFile } from './database-of-file.js';
import { openWorker, until, type TestWorker } from './worker-bench.js';

const server = databaseOfFile(8);
let schema: string;
beforeEach(async () => { schema = await server.database.newSchema(); });

const noon = 1_800_000_000_000;
const hour = 3_600_000;
const leaseMs = 600_000;
const claimMs = 60_000;

const clockSays = (ms: number) => server.database.setClock(schema, ms);
const join = (name: string, lease = leaseMs): Promise<TestWorker> => openWorker(name, { pool: server.pool, schema, leaseMs: lease });
const claim = async ({ store }: TestWorker, ms = claimMs) => {
  const [timers, effects] = [await store.claim({ kind: 'timer', worker: 'w', limit: 9, leaseMs: ms }), await store.claim({ kind: 'effect', worker: 'w', limit: 9, leaseMs: ms })];
  return [...timers.due.map(({ id, attempt }) => `timer ${id} ${attempt}`), ...effects.due.map(({ key, attempt }) => `effect ${key} ${attempt}`)];
};
/** a timer and an effect that are due, and an effect that is begun with its commit */
const bring = ({ store, change }: TestWorker, name: string) =>
  store.commit([change(name, { timers: { set: [{ id: name, due: 0 }] }, effects: { add: [{ key: name, due: 0, attempt: 0, body: 'b' }] } })]);
const begin = ({ store, change }: TestWorker, name: string, due: number) => store.commit([change(name, { effects: { add: [{ key: name, due, attempt: 1, body: 'b' }] } })]);

describe('where the clock of the server goes back by an hour', () => {
  it('the work of the dead is taken over a lease later, and nothing of theirs is taken before or committed after', async () => {
    await clockSays(noon);
    const dead = await join('dead');
    await bring(dead, 'held');
    expect(await claim(dead, 2 * hour)).toEqual(['timer held 1', 'effect held 1']);
    await begin(dead, 'born', noon + 2 * hour);
    await clockSays(noon - hour);
    const heir = await join('heir', 4 * hour);
    expect(await claim(heir)).toEqual([]);
    await clockSays(noon - hour + leaseMs - 1);
    expect(await claim(heir)).toEqual([]);
    await clockSays(noon - hour + leaseMs);
    expect((await claim(heir)).toSorted()).toEqual(['effect born 2', 'effect held 2', 'timer held 2']);
    expect(await dead.store.commit([dead.change('held', { expect: 1 })])).toEqual([{ ok: false, why: 'fenced' }]);
    expect(await heir.store.commit([heir.change('held', { expect: 1 })])).toMatchObject([{ ok: true }]);
  });

  it('who lives goes on, and what it was handed comes again when its time is over: what before the jump, and what after', async () => {
    await clockSays(noon);
    const [one, other] = [await join('one', 5 * hour), await join('other', 5 * hour)];
    await bring(one, 'before');
    expect((await claim(one)).length).toBe(2);
    await begin(one, 'born', noon + claimMs);
    await clockSays(noon - hour);
    await begin(one, 'after', noon - hour + claimMs);
    expect(await claim(other)).toEqual([]);
    await clockSays(noon - hour + claimMs - 1);
    expect(await claim(other)).toEqual([]);
    await clockSays(noon - hour + claimMs);
    expect((await claim(other)).toSorted()).toEqual(['effect after 2', 'effect before 2', 'effect born 2', 'timer before 2']);
    for (const [n, { store, change }] of [one, other].entries()) expect(await store.commit([change('before', { expect: n + 1 })])).toMatchObject([{ ok: true }]);
  });

  it('who lives takes back its own claims also where it is the first to notice, as it renews itself', async () => {
    await clockSays(noon);
    const one = await join('one', 5 * hour);
    await bring(one, 'held');
    await claim(one);
    await clockSays(noon - hour);
    await server.database.admin.query(`SELECT ${schema}.renew_1(${one.epoch}, ${5 * hour})`);
    await clockSays(noon - hour + claimMs);
    expect(await claim(one)).toEqual(['timer held 2', 'effect held 2']);
  });

  it('whoever asks at once is never handed what another has: each comes to one worker', async () => {
    await clockSays(noon);
    const workers = [await join('one', 5 * hour), await join('two', 5 * hour), await join('three', 5 * hour)];
    const names = Array.from({ length: 20 }, (_, at) => `k${at}`);
    const [first] = workers;
    for (const name of names) if (first !== undefined) await bring(first, name);
    const handed: string[] = [];
    for (const at of [noon, noon - hour, noon - 2 * hour]) {
      await clockSays(at);
      handed.push(...(await Promise.all(workers.flatMap((worker) => [claim(worker), claim(worker)]))).flat());
    }
    expect(handed.toSorted()).toEqual(names.flatMap((name) => [`effect ${name} 1`, `timer ${name} 1`]).toSorted());
  });
});

describe('where the clock of the server goes forward by an hour', () => {
  it('all are told that their lease is over, begin anew, and share what they had in hand: nothing is owned twice', async () => {
    await clockSays(noon);
    const [one, other] = [await join('one'), await join('other')];
    await bring(one, 'held');
    expect((await claim(one)).length).toBe(2);
    await clockSays(noon + hour);
    for (const worker of [one, other]) await expect(claim(worker)).rejects.toMatchObject({ code: 'LeaseLost' });
    expect(await one.store.commit([one.change('held', { expect: 1 })])).toEqual([{ ok: false, why: 'fenced' }]);
    const [again, { epoch }] = [await one.store.open({ worker: 'one' }), await other.store.open({ worker: 'other' })];
    expect(await claim(other)).toEqual(['timer held 2', 'effect held 2']);
    expect(await claim(one)).toEqual([]);
    const outcomes = await Promise.all([one.store.commit([one.change('held', { expect: 1, epoch: again.epoch })]), other.store.commit([other.change('held', { expect: 1, epoch })])]);
    expect(outcomes.flat().filter(({ ok }) => ok)).toHaveLength(1);
  });
});

it('a worker that is renewed while the clock goes back and forth never loses its lease, and a dead one is buried in a lease', async () => {
  const { admin } = server.database;
  await admin.query(`INSERT INTO ${schema}.test_clock VALUES (0); CREATE OR REPLACE FUNCTION ${schema}.now_ms() RETURNS double precision LANGUAGE sql VOLATILE AS
    'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::double precision + (SELECT ms FROM ${schema}.test_clock)'`);
  const [living, dead] = [await join('living', 1_500), await join('dead', 1_500)];
  await begin(dead, 'held', Date.now() + hour);
  // under another name nobody renews it any more
  await admin.query(`UPDATE ${schema}.worker SET epoch = 1000 WHERE epoch = ${dead.epoch}; UPDATE ${schema}.effect SET holder = 1000`);
  await admin.query(`UPDATE ${schema}.test_clock SET ms = -${hour}`);
  const began = performance.now();
  await until(async () => (await claim(living)).includes('effect held 2'));
  expect(performance.now() - began).toBeLessThan(15_000);
  await admin.query(`UPDATE ${schema}.test_clock SET ms = -${2 * hour}`);
  await new Promise((resolve) => { setTimeout(resolve, 2_500); });
  expect(await living.store.commit([living.change('new')])).toMatchObject([{ ok: true }]);
});
