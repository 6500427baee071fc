import { Pool } from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { createPostgresStore } from '../../../adapters/postgres/index.js';
import { runsOf } from '../../full-size.js';
import { assertAgreement } from '../../testing/assert-agreement.js';
import { createTestDatabase } from './test-database.js';

it('the memory store and the postgres store always answer the same, whatever is done to them', async () => {
  const database = await createTestDatabase();
  onTestFinished(database.end);
  const pool = new Pool({ connectionString: database.workerUrl });
  onTestFinished(() => pool.end());
  const schema = await database.newSchema();
  const wanted = runsOf({ ci: 60, full: 2_000 });
  let runs = 0;
  await assertAgreement(() => {
    runs += 1;
    return {
      make: () => createPostgresStore({ pool, schema, leaseMs: 1_000_000_000 }),
      setClock: (now) => database.setClock(schema, now),
      remove: () => database.emptySchema(schema),
    };
  }, wanted);
  expect(runs).toBeGreaterThanOrEqual(wanted);
}, 1_200_000);
