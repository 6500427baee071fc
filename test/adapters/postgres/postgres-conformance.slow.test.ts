import { Pool } from 'pg';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { describeCases, storeCases } from '../../../src/testing/index.js';
import { postgresHarness } from './postgres-harness.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

let begun: { readonly database: TestDatabase; readonly pool: Pool };
beforeAll(async () => {
  const database = await createTestDatabase();
  begun = { database, pool: new Pool({ connectionString: database.workerUrl, max: 4 }) };
});
afterAll(async () => {
  await begun.pool.end();
  await begun.database.end();
});

describeCases('the postgres store keeps the storage contract, as a role that owns nothing', storeCases(postgresHarness(() => begun)), { describe, it });
