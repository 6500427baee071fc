import { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createPostgresStore, type PostgresStoreConfig } from '../../../adapters/postgres/index.js';
import { listen } from '../../../adapters/postgres/listen.js';
import { toSchemaName } from '../../../adapters/postgres/schema-name.js';
import { createOrchestrator, days, defineJourney } from '../../../src/index.js';
import { startFailingProxy, type FailingProxy } from './failing-proxy.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { openWorker, until } from './worker-bench.js';

let database: TestDatabase;
let schema: string;
let proxy: FailingProxy;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.end());
beforeEach(async () => {
  schema = await database.newSchema();
  proxy = await startFailingProxy(database.workerUrl);
});

/** Everything that there is is cut, and who connects is not answered. */
const cutOff = (): void => {
  proxy.set('silent');
  proxy.cut();
};
const wait = (ms: number) => new Promise<void>((resolve) => { setTimeout(resolve, ms); });
/** the code, or what it answered; nothing after so many milliseconds */
const within = (ms: number, call: Promise<unknown>) => Promise.race([call.catch((error: { code?: string }) => error.code), wait(ms).then(() => 'no answer')]);
const lane = (name: string) => [{ tenant: 't', lane: name }];
const hostsPool = (settings = {}): Pool => {
  const pool = new Pool({ connectionString: proxy.url, max: 2, ...settings });
  onTestFinished(() => pool.end());
  return pool;
};
const { setup } = defineJourney({ id: 'shop', version: 1, ttlMs: days(30), events: { bought: z.object({}) }, facts: {}, channels: {}, entry: { on: ['bought'], reentry: { mode: 'never' } } });
const shop = setup({}).createMachine({ id: 'shop', context: {}, initial: 'served', states: { served: { after: { [days(2)]: 'over' } }, over: { type: 'final' } } });

describe.each<[string, () => Pick<PostgresStoreConfig, 'pool' | 'connection'>]>([
  ['over connections of its own', () => ({ connection: { connectionString: proxy.url, max: 2 } })],
  ['over a pool of the host', () => ({ pool: hostsPool() })],
])('a worker that is cut off, %s', (_, config) => {
  it('opens nothing where it is not answered, and says so in the time of a call', async () => {
    proxy.set('silent');
    const store = createPostgresStore({ ...config(), schema, callTimeoutMs: 500 });
    onTestFinished(() => store.close());
    for (let times = 0; times < 4; times += 1) expect(await within(1_500, store.open({ worker: 'w' }))).toBe('StoreUnavailable');
    proxy.set('fair');
    await wait(500);
    expect((await store.open({ worker: 'w' })).epoch).toBeGreaterThan(0);
  });

  it('answers every call in its time, and works again by itself once it is answered: nothing waits behind what was given up', async () => {
    const { store, change } = await openWorker('w', { ...config(), schema, leaseMs: 1_500, callTimeoutMs: 500 });
    cutOff();
    const calls = [() => store.commit([change('a')]), () => store.load(lane('a')), () => store.now(), () => store.claim({ kind: 'timer', worker: 'w', limit: 1, leaseMs: 1 }), () => store.open({ worker: 'w' })];
    expect(await Promise.all(calls.map((call) => within(2_000, call())))).toEqual(calls.map(() => 'StoreUnavailable'));
    await wait(1_500);
    proxy.set('fair');
    await wait(600);
    expect(await store.load(lane('a'))).toEqual([undefined]);
    const { epoch } = await store.open({ worker: 'w' });
    expect(await store.commit([change('a', { epoch })])).toMatchObject([{ ok: true }]);
  });

  it('that is opened again while an opening is under way is the one that was opened last, and the other is buried', async () => {
    const { store, change, epoch } = await openWorker('w', { ...config(), schema, leaseMs: 60_000 });
    const [first, last] = await Promise.allSettled([store.open({ worker: 'w' }), store.open({ worker: 'w' })]);
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'StoreUnavailable' } });
    if (last.status === 'rejected') throw last.reason;
    expect(await store.commit([change('a', { epoch: last.value.epoch }), change('b', { epoch })])).toMatchObject([{ ok: true }, { why: 'fenced' }]);
    expect((await database.admin.query(`SELECT epoch::int FROM ${schema}.worker`)).rows).toEqual([{ epoch: last.value.epoch }]);
  });
});

it('a pool of the host keeps its own limit for connecting, and is given one where it has none', () => {
  const [limited, endless] = [hostsPool({ connectionTimeoutMillis: 70 }), hostsPool()];
  for (const pool of [limited, endless]) createPostgresStore({ pool, callTimeoutMs: 90_000 });
  expect([limited.options.connectionTimeoutMillis, endless.options.connectionTimeoutMillis]).toEqual([70, 10_000]);
});

it('a host that is cut off for longer than its lease answers all the while, and serves again by itself', async () => {
  const store = createPostgresStore({ connection: { connectionString: proxy.url }, schema, leaseMs: 1_500, callTimeoutMs: 500 });
  const orchestrator = createOrchestrator({ journeys: [shop], channels: {}, store, timing: { storeMs: 1_000, pollMs: 500 } });
  onTestFinished(() => orchestrator.close());
  await orchestrator.start();
  const buy = (id: string) => within(5_000, orchestrator.accept({ id, source: 's', type: 'bought', data: {}, who: [`user:${id}`] }).then(({ status }) => status));
  expect(await buy('before')).toBe('handled');
  cutOff();
  const ends = performance.now() + 4_000;
  for (let n = 0; performance.now() < ends; n += 1) expect(await buy(`meanwhile ${n}`)).toBe('StoreUnavailable');
  proxy.set('fair');
  const since = performance.now();
  let answer: unknown;
  for (let n = 0; answer !== 'handled' && performance.now() - since < 10_000; n += 1) answer = await buy(`then ${n}`);
  expect(answer).toBe('handled');
});

it('who listens notices a line that fell silent, hears again on another one, and ends though nobody answers', async () => {
  let heard = 0;
  const ear = listen({ connectionString: proxy.url }, toSchemaName(schema), () => { heard += 1; }, { answerMs: 200, askMs: 200 });
  await until(() => heard === 1);
  proxy.set('silent');
  await wait(1_500);
  proxy.set('fair');
  await until(() => heard === 2);
  await database.admin.query(`SELECT ${schema}.tell_1()`);
  await until(() => heard === 3);
  proxy.set('silent');
  expect(await within(2_000, ear.end())).toBeUndefined();
});
