import { expect, it, onTestFinished } from 'vitest';
import { Pool } from 'pg';
import { createPostgresStore } from '../../../adapters/postgres/index.js';
import { useTestDatabase } from './test-database.js';
import { openWorker, until } from './worker-bench.js';

const listener = async (worker: Awaited<ReturnType<typeof openWorker>>) => {
  const heard = { times: 0 };
  worker.store.hints?.hear(() => { heard.times += 1; });
  // once as it begins to listen
  await until(() => heard.times > 0);
  return heard;
};

it('a worker that listens hears what others of its schema tell, and nothing of another schema', async () => {
  const { workerUrl, newSchema } = await useTestDatabase();
  const [schema, foreign] = [await newSchema(), await newSchema()];
  const one = await openWorker('one', { connection: workerUrl, schema, listen: true });
  const other = await openWorker('other', { connection: workerUrl, schema, listen: workerUrl });
  const stranger = await openWorker('stranger', { connection: workerUrl, schema: foreign, listen: true });
  const [heard, own] = [await listener(one), await listener(other)];
  await stranger.store.hints?.tell();
  await other.store.hints?.tell();
  await until(() => heard.times > 1 && own.times > 1);
  expect([heard.times, own.times]).toEqual([2, 2]);
});

it('a worker that listens hears that a worker died with work in hand, and not of one that had none', async () => {
  const { admin, workerUrl, newSchema } = await useTestDatabase();
  const schema = await newSchema();
  const join = (name: string, leaseMs = 600_000) => openWorker(name, { connection: workerUrl, schema, leaseMs, listen: true });
  const [idle, dead, heir] = [await join('idle'), await join('dead'), await join('heir')];
  const heard = await listener(heir);
  await dead.store.commit([dead.change('a', { effects: { add: [{ key: 'born', due: 9e15, attempt: 1, body: 'b' }] } })]);
  await idle.store.close();
  await admin.query(`UPDATE ${schema}.worker SET until = 0 WHERE epoch = ${dead.epoch}`);
  expect(heard.times).toBe(1);
  // whoever opens looks after the others
  await join('next');
  await until(() => heard.times > 1);
});

it('a listening connection that breaks is made again, and what was missed counts as heard', async () => {
  const { admin, workerUrl, newSchema } = await useTestDatabase();
  const schema = await newSchema();
  const worker = await openWorker('one', { connection: workerUrl, schema, listen: true });
  const heard = await listener(worker);
  await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`);
  await until(() => heard.times > 1);
  await worker.store.hints?.tell();
  await until(() => heard.times > 2);
});

it('a store that cannot listen works all the same, and closes', async () => {
  const { workerUrl, newSchema } = await useTestDatabase();
  const worker = await openWorker('deaf', { connection: workerUrl, schema: await newSchema(), listen: 'postgres://nobody@127.0.0.1:1/nowhere' });
  let heard = 0;
  worker.store.hints?.hear(() => { heard += 1; });
  await worker.store.hints?.tell();
  expect(await worker.store.commit([worker.change('a')])).toMatchObject([{ ok: true }]);
  await worker.store.close();
  expect(heard).toBe(0);
});

it('a store over a pool of the host is told where to listen, or refuses', async () => {
  const pool = new Pool();
  onTestFinished(() => pool.end());
  expect(() => createPostgresStore({ pool, listen: true })).toThrowError(expect.objectContaining({ code: 'InvalidOptions', facts: { path: 'listen' } }));
});
