import { afterAll, beforeAll, describe, it } from 'vitest';
import { createPostgresStore } from '../../../adapters/postgres/index.js';
import type { Store } from '../../../src/ports/index.js';
import { describeCases, storeCases } from '../../../src/testing/index.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.end());

const schemaOf = new WeakMap<Store, string>();
function over(schema: string): Store {
  const store = createPostgresStore({ connection: { connectionString: database.workerUrl, max: 4 }, schema });
  schemaOf.set(store, schema);
  return store;
}

describeCases('the postgres store keeps the storage contract, as a role that owns nothing', storeCases({
  create: async () => over(await database.newSchema()),
  async reopen(store) {
    await store.close();
    return over(schemaOf.get(store) ?? '');
  },
}), { describe, it });
