import { Pool } from 'pg';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createPostgresStore } from '../../../adapters/postgres/index.js';
import type { Store } from '../../../src/ports/index.js';
import { describeCases, storeCases } from '../../../src/testing/index.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.workerUrl, max: 4 });
});
afterAll(async () => {
  await pool.end();
  await database.end();
});

const schemaOf = new Map<Store, string>();
// emptied after its case, which is quicker than making another
const spare: string[] = [];
function over(schema: string): Store {
  const store = createPostgresStore({ pool, schema });
  schemaOf.set(store, schema);
  return store;
}

describeCases('the postgres store keeps the storage contract, as a role that owns nothing', storeCases({
  create: async () => over(spare.pop() ?? await database.newSchema()),
  async reopen(store) {
    await store.close();
    return over(schemaOf.get(store) ?? '');
  },
  async dispose(store) {
    await store.close();
    const schema = schemaOf.get(store) ?? '';
    schemaOf.delete(store);
    if ([...schemaOf.values()].includes(schema)) return;
    await database.emptySchema(schema);
    spare.push(schema);
  },
}), { describe, it });
