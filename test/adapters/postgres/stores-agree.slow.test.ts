import { expect, it, onTestFinished } from 'vitest';
import { createPostgresStore } from '../../../adapters/postgres/index.js';
import { runsOf } from '../../full-size.js';
import { assertAgreement } from '../../testing/assert-agreement.js';
import { createTestDatabase } from './test-database.js';
import { Pool } from 'pg';

it('the memory store and the postgres store always answer the same, whatever is done to them', async () => {
  const database = await createTestDatabase();
  onTestFinished(database.end);
  const pool = new Pool({ connectionString: database.workerUrl });
  onTestFinished(() => pool.end());
  const schema = await database.newSchema();
  let runs = 0;
  await assertAgreement(() => {
    runs += 1;
    return {
      make: () => createPostgresStore({ pool, schema, leaseMs: 1_000_000_000 }),
      setClock: (now) => database.setClock(schema, now),
      remove: () => database.emptySchema(schema),
    };
  }, runsOf({ ci: 60, full: 2_000 }));
  expect(runs).toBeGreaterThanOrEqual(runsOf({ ci: 60, full: 2_000 }));
}, 1_200_000);
