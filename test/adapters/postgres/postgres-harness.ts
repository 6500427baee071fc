import type { Pool } from 'pg';
import { createPostgresStore } from '../../../adapters/postgres/index.js';
import type { Store } from '../../../src/ports/index.js';
import type { StoreHarness } from '../../../src/testing/index.js';
import type { TestDatabase } from './test-database.js';

/** PostgreSQL stores over one pool, each case in a schema with nothing in it. */
export function postgresHarness(begun: () => { readonly database: TestDatabase; readonly pool: Pool }): StoreHarness {
  const schemaOf = new Map<Store, string>();
  // emptied after its case, which is quicker than making another
  const spare: string[] = [];
  const over = (schema: string): Store => {
    // past whatever the pool goes through
    const store = createPostgresStore({ pool: begun().pool, schema, listen: begun().database.workerUrl });
    schemaOf.set(store, schema);
    return store;
  };
  return {
    create: async () => over(spare.pop() ?? await begun().database.newSchema()),
    async reopen(store) {
      await store.close();
      return over(schemaOf.get(store) ?? '');
    },
    join: (store) => over(schemaOf.get(store) ?? ''),
    // nobody can stop the server's clock for one worker alone
    expire: async (store) => void await begun().database.admin.query(`UPDATE ${schemaOf.get(store)}.worker SET until = 0`),
    async dispose(store) {
      await store.close();
      const schema = schemaOf.get(store) ?? '';
      schemaOf.delete(store);
      if ([...schemaOf.values()].includes(schema)) return;
      await begun().database.emptySchema(schema);
      spare.push(schema);
    },
  };
}
