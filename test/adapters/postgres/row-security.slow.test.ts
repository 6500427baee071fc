import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPostgresStore } from '../../../adapters/postgres/index.js';
import type { Change, Store } from '../../../src/ports/index.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

const tables = ['lane', 'identity', 'instance', 'log', 'dedupe', 'timer', 'effect', 'dead', 'parked', 'lane_row', 'counter'];
const tenants = ['shop', 'bank', 'a,"b\\c}', 'nul \u0000', '😀 \uD800'];

let database: TestDatabase;
let worker: Pool;
let owner: Pool;
let schema: string;
let store: Store;
beforeAll(async () => {
  database = await createTestDatabase();
  schema = await database.newSchema();
  // one connection, so that whatever a call leaves behind meets the next
  [worker, owner] = [new Pool({ connectionString: database.workerUrl, max: 1 }), new Pool({ connectionString: database.ownerUrl, max: 1 })];
  store = createPostgresStore({ pool: worker, schema });
  const { epoch } = await store.open({ worker: 'w' });
  const outcomes = await store.commit(tenants.map((tenant) => full(tenant, epoch)));
  expect(outcomes).toMatchObject(tenants.map(() => ({ ok: true })));
  await store.commit(tenants.map((tenant) => ({ tenant, lane: 'a', expect: -1, epoch, effects: { settle: [{ key: 'dead', result: 'dead', cause: 'c' }] } })));
});
afterAll(async () => {
  await store.close();
  await Promise.all([worker.end(), owner.end(), database.end()]);
});

const countsOf = async (pool: Pool): Promise<readonly number[]> =>
  Promise.all(tables.map(async (table) => Number((await pool.query(`SELECT count(*)::int AS rows FROM ${schema}.${table}`)).rows[0]?.rows)));

describe('rows of a tenant', () => {
  it('are there, in every table', async () => {
    expect((await countsOf(database.admin)).every((rows) => rows >= tenants.length)).toBe(true);
  });

  it('are seen by nobody who names no tenant, be it the role that works or the one that owns the tables', async () => {
    for (const pool of [worker, owner]) expect(await countsOf(pool)).toEqual(tables.map(() => 0));
  });

  it('are still seen by nobody after each call of the store, over one connection and through a role that owns nothing', async () => {
    const place = { tenant: 'shop', lane: 'a' };
    const calls: readonly (() => Promise<unknown>)[] = [
      () => store.load([place]), () => store.resolve([{ tenant: 'shop', identity: 'email:a' }]), () => store.history(place, { limit: 9 }), () => store.scan(0, 9),
      () => store.rows(place, { limit: 9 }), () => store.counters('shop', ['n']), () => store.list({ kind: 'lane', limit: 9 }), () => store.list({ kind: 'dead', tenant: 'shop', limit: 9 }),
      () => store.claim({ kind: 'timer', worker: 'w', limit: 9, leaseMs: 0 }), () => store.claim({ kind: 'effect', worker: 'w', limit: 9, leaseMs: 0 }), () => store.trim(0),
      () => store.erase([{ tenant: 'shop', lane: 'nobody' }]), () => store.commit([{ ...full('shop', 0) }]).catch(() => 'refused'),
    ];
    for (const call of calls) {
      await call();
      expect(await countsOf(worker)).toEqual(tables.map(() => 0));
    }
  });

  it('are seen by who names their tenant for a transaction, and no other\'s', async () => {
    for (const tenant of ['shop', 'bank']) {
      const client = await worker.connect();
      await client.query(`BEGIN; SET LOCAL throughline.tenants = '{${tenant}}'`);
      for (const table of tables) {
        const { rows } = await client.query(`SELECT DISTINCT tenant FROM ${schema}.${table}`);
        expect(rows).toEqual([{ tenant }]);
      }
      await client.query('COMMIT');
      client.release();
    }
    expect(await countsOf(worker)).toEqual(tables.map(() => 0));
  });

  it('cannot be written for a tenant that was not named', async () => {
    const client = await worker.connect();
    await client.query(`BEGIN; SET LOCAL throughline.tenants = '{shop}'`);
    await expect(client.query(`INSERT INTO ${schema}.lane (tenant, name, version, state) VALUES ('bank', 'x', 1, '')`)).rejects.toMatchObject({ code: '42501' });
    await client.query('ROLLBACK');
    client.release();
  });

  it('come back under their tenant, whatever its name holds', async () => {
    for (const tenant of tenants) {
      expect(await store.load([{ tenant, lane: 'a' }])).toMatchObject([{ tenant, version: 1, state: `state of ${tenant}` }]);
      expect((await store.history({ tenant, lane: 'a' }, { limit: 9 })).map(({ body }) => body)).toEqual([`event of ${tenant}`]);
      expect((await store.list({ kind: 'dead', tenant, limit: 9 })).items.map((item) => item.tenant)).toEqual([tenant]);
    }
    expect(new Set((await store.scan(0, 99)).entries.map(({ tenant }) => tenant))).toEqual(new Set(tenants));
  });

  it('of every table that has a tenant are held so, and a table to come must be, too', async () => {
    const { rows } = await database.admin.query(`SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS held FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relkind = 'r' AND c.relnamespace = '${schema}'::regnamespace AND a.attname = 'tenant'`);
    expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(tables));
    expect(rows.every(({ held }) => held === true)).toBe(true);
  });
});

function full(tenant: string, epoch: number): Change {
  return {
    tenant, lane: 'a', epoch, expect: 0, state: `state of ${tenant}`, entries: [{ kind: 'event', at: 1, body: `event of ${tenant}`, dedupe: { source: 's', id: '1', digest: 'd' } }],
    identities: { claim: ['email:a'] }, instances: { set: [{ id: 'i', journey: 'j', status: 'active' }] }, timers: { set: [{ id: 'x', due: 0 }] },
    effects: { add: [{ key: 'dead', due: 9e15, attempt: 1, body: 'b' }, { key: 'e', due: 9e15, attempt: 1, body: 'b' }] }, rows: { put: [{ key: 'r', value: 'v' }] },
    parked: { add: [{ id: 'p', journey: 'j', at: 1, cause: 'c', body: 'b' }] }, counters: { n: 1 },
  };
}
