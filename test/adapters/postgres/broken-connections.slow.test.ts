import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createPostgresStore } from '../../../adapters/postgres/index.js';
import { isRetryable, JourneyError } from '../../../src/errors/index.js';
import { startDatabaseServer } from '../../../scripts/postgres-server.js';
import { startFailingProxy } from './failing-proxy.js';
import { createTestDatabase, useTestDatabase, type TestDatabase } from './test-database.js';
import { holdUp } from './wait-trigger.js';
import { openWorker, until } from './worker-bench.js';

let database: TestDatabase;
let schema: string;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.end());
beforeEach(async () => { schema = await database.newSchema(); });

const event = (id: string) => ({ kind: 'event', at: 1, body: id, dedupe: { source: 's', id, digest: 'd' } }) as const;
const outcomeOf = (committing: Promise<unknown>): Promise<unknown> => committing.catch((error: unknown) => error);

describe('a connection that breaks', () => {
  it('in the middle of a commit leaves nothing of it, is told as retryable, and the same commit is taken then', async () => {
    const { store, change } = await openWorker('w', { connection: database.workerUrl, schema });
    const held = await holdUp(database, schema, 'held');
    const broken = outcomeOf(store.commit([change('a', { entries: [event('held')] }), change('b')]));
    await until(async () => (await held.waiting()).length === 1);
    for (const pid of await held.waiting()) await database.admin.query(`SELECT pg_terminate_backend(${pid})`);
    const error = await broken;
    expect(JourneyError.is(error, 'StoreUnavailable') && isRetryable(error)).toBe(true);
    await held.letGo();
    expect(await store.load([{ tenant: 't', lane: 'a' }, { tenant: 't', lane: 'b' }])).toEqual([undefined, undefined]);
    expect(await store.commit([change('a', { entries: [event('held')] }), change('b')])).toMatchObject([{ ok: true, version: 1 }, { ok: true, version: 1 }]);
  });

  it('after the commit and before its answer leaves it taken, and sent again it answers duplicate', async () => {
    const proxy = await startFailingProxy(database.workerUrl);
    const { store, change } = await openWorker('w', { connection: { connectionString: proxy.url, max: 1 }, schema });
    await store.commit([change('a', { entries: [event('1')] })]);
    proxy.set('cut answers');
    const error = await outcomeOf(store.commit([change('b', { entries: [event('2')] })]));
    expect(JourneyError.is(error, 'StoreUnavailable') && isRetryable(error)).toBe(true);
    proxy.set('fair');
    expect(await store.commit([change('b', { entries: [event('2')] })])).toMatchObject([{ ok: false, why: 'duplicate', same: true, first: { lane: 'b' } }]);
    expect(await store.load([{ tenant: 't', lane: 'b' }])).toMatchObject([{ version: 1 }]);
  });

  it('that falls silent is given up after the time a call may take, and the next call takes another one', async () => {
    const proxy = await startFailingProxy(database.workerUrl);
    const { store, change } = await openWorker('w', { connection: { connectionString: proxy.url, max: 1 }, schema, callTimeoutMs: 500 });
    proxy.set('silent');
    const began = performance.now();
    expect(JourneyError.is(await outcomeOf(store.commit([change('a')])), 'StoreUnavailable')).toBe(true);
    expect(performance.now() - began).toBeLessThan(5_000);
    proxy.set('fair');
    expect(await store.commit([change('a')])).toMatchObject([{ ok: true }]);
  });

  it('says nothing of what was sent: neither text nor key stands in the error', async () => {
    const { store, change } = await openWorker('w', { connection: database.workerUrl, schema });
    await database.admin.query(`ALTER TABLE ${schema}.lane ADD CONSTRAINT none CHECK (state <> 'CANARY')`);
    const error = await outcomeOf(store.commit([change('CANARY-lane', { state: 'CANARY' })]));
    expect(JourneyError.is(error, 'StorageContractViolation')).toBe(true);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('CANARY');
    expect(error).toMatchObject({ facts: { sqlstate: '23514', constraint: 'none' } });
  });
});

describe('a key longer than the server can index', () => {
  it('is refused as input, and nothing of its batch is written', async () => {
    const { store, change } = await openWorker('w', { connection: database.workerUrl, schema });
    const long = randomBytes(4_000).toString('hex');
    const error = await outcomeOf(store.commit([change('a'), change('b', { identities: { claim: [long] } })]));
    expect(JourneyError.is(error, 'InvalidInput')).toBe(true);
    expect(await store.load([{ tenant: 't', lane: 'a' }])).toEqual([undefined]);
    expect(await store.commit([change('a'), change('b', { identities: { claim: [long.slice(0, 2_500)] } })])).toMatchObject([{ ok: true }, { ok: true }]);
  });
});

describe('a server that is started again', () => {
  it('keeps all that was acknowledged, and the workers that were open go on', async () => {
    const server = await startDatabaseServer();
    onTestFinished(server.remove);
    const own = await useTestDatabase(server.url);
    const place = await own.newSchema();
    const { store, change } = await openWorker('w', { connection: own.workerUrl, schema: place });
    let restarted = false;
    const restarting = server.restart().finally(() => { restarted = true; });
    const errors: unknown[] = [];
    let version = 0;
    for (let more = true; more;) {
      more = !restarted;
      const outcome = await outcomeOf(store.commit([change('a', { expect: version, entries: [event(String(version))] })]));
      if (outcome instanceof Error) errors.push(outcome);
      else version += 1;
      await new Promise((resolve) => { setTimeout(resolve, 5); });
    }
    await restarting;
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.every((error) => JourneyError.is(error, 'StoreUnavailable'))).toBe(true);
    expect(await store.load([{ tenant: 't', lane: 'a' }])).toMatchObject([{ version }]);
    expect((await store.scan(0, 10_000)).entries.map(({ body }) => body)).toEqual(Array.from({ length: version }, (_, at) => String(at)));
  });

  it('is refused where it would forget what it acknowledged, unless that is said to be understood', async () => {
    const server = await startDatabaseServer({ fsync: 'off' });
    onTestFinished(server.remove);
    const careless = createPostgresStore({ connection: server.url });
    onTestFinished(() => careless.close());
    await expect(careless.open({ worker: 'w' })).rejects.toSatisfy((error) => JourneyError.is(error, 'UnsafeDurability') && error.facts.path === 'fsync');
    const told = createPostgresStore({ connection: server.url, durable: 'no' });
    onTestFinished(() => told.close());
    expect((await told.open({ worker: 'w' })).position).toBe(0);
    expect(told.info.durable).toBe('no');
  });
});
