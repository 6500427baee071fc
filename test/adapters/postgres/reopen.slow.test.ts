import { expect, it } from 'vitest';
import { openWorker } from './worker-bench.js';
import { useTestDatabase } from './test-database.js';

const database = () => useTestDatabase();

it('a worker that begins anew is fenced until it has begun, and never seems closed', async () => {
  const { admin, workerUrl, newSchema } = await database();
  const schema = await newSchema();
  const { store, change, epoch } = await openWorker('sleeper', { connection: workerUrl, schema });
  await admin.query(`UPDATE ${schema}.worker SET until = 0 WHERE epoch = ${epoch}`);
  const opening = store.open({ worker: 'sleeper' });
  expect(await store.commit([change('a')])).toEqual([{ ok: false, why: 'fenced' }]);
  expect(await store.load([{ tenant: 't', lane: 'a' }])).toEqual([undefined]);
  const again = await opening;
  expect(await store.commit([change('a', { epoch: again.epoch })])).toMatchObject([{ ok: true }]);
});

it('a worker that could not begin anew is fenced on, and begins at the next try', async () => {
  const { admin, workerUrl, newSchema } = await database();
  const schema = await newSchema();
  const { store, change, epoch } = await openWorker('sleeper', { connection: workerUrl, schema });
  await admin.query(`UPDATE ${schema}.worker SET until = 0 WHERE epoch = ${epoch}; ALTER FUNCTION ${schema}.open_1 RENAME TO open_away`);
  await expect(store.open({ worker: 'sleeper' })).rejects.toMatchObject({ code: 'StoreUnavailable' });
  expect(await store.commit([change('a')])).toEqual([{ ok: false, why: 'fenced' }]);
  await admin.query(`ALTER FUNCTION ${schema}.open_away RENAME TO open_1`);
  const again = await store.open({ worker: 'sleeper' });
  expect(await store.commit([change('a', { epoch: again.epoch })])).toMatchObject([{ ok: true }]);
});
