import { expect, it } from 'vitest';
import { useTestDatabase } from './test-database.js';
import { openWorker } from './worker-bench.js';

it('a look for work finds what the dead left as soon as their lease is over, though nobody has looked after them yet', async () => {
  const { admin, workerUrl, newSchema } = await useTestDatabase();
  const schema = await newSchema();
  const join = (name: string) => openWorker(name, { connection: workerUrl, schema, leaseMs: 600_000 });
  const [dead, heir] = [await join('dead'), await join('heir')];
  await dead.store.commit([dead.change('a', { effects: { add: [{ key: 'born', due: 9e15, attempt: 1, body: 'b' }] }, timers: { set: [{ id: 'x', due: 5 }] } })]);
  await dead.store.claim({ kind: 'timer', worker: 'dead', limit: 1, leaseMs: 600_000 });
  const effects = () => heir.store.claim({ kind: 'effect', worker: 'heir', limit: 9, leaseMs: 600_000 });
  expect((await effects()).due).toEqual([]);
  await admin.query(`UPDATE ${schema}.worker SET until = 0 WHERE epoch = ${dead.epoch}`);
  expect((await effects()).due).toMatchObject([{ key: 'born', attempt: 2 }]);
  expect((await heir.store.claim({ kind: 'timer', worker: 'heir', limit: 9, leaseMs: 600_000 })).due).toMatchObject([{ id: 'x', attempt: 2 }]);
});
