import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import type { Store } from 'throughline/ports';
import { createTestClock } from 'throughline/testing';
import { connect } from '../../../adapters/postgres/connection.js';
import { migrate } from '../../../adapters/postgres/migrate.js';
import { schemaMigrations } from '../../../adapters/postgres/migrations/migrations.js';
import { toSchemaName } from '../../../adapters/postgres/schema-name.js';
import type { TestDatabase } from '../../adapters/postgres/test-database.js';
import type { Home } from '../../orchestrator/door/homes.js';
import { createServerHomes } from '../store-failure/server-homes.js';
import type { Recorded } from './recorded.js';

/** The files as they were found, at the time at which they were left. */
export function homeOfFiles({ files = {}, at }: Recorded): Home {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-golden-'));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), Buffer.from(bytes, 'base64'));
  const clock = createTestClock(at);
  const stores: Store[] = [];
  const file = join(folder, 'journeys.db');
  const die = async (): Promise<void> => { for (const store of stores.splice(0)) await store.close(); };
  return {
    clock, file, die,
    store() {
      const store = createSqliteStore({ file, now: clock.now });
      stores.push(store);
      return store;
    },
    async remove() {
      await die();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The rows in a schema as it was then, which the library finds and brings to its newest. */
export function homeOfRows(recorded: Recorded, { database, pool }: { readonly database: TestDatabase; readonly pool: Pool }): Promise<Home> {
  return createServerHomes({ database, pool, callTimeoutMs: 30_000, left: { at: recorded.at, by: (schema) => putBack(database, schema, recorded) } })();
}

async function putBack({ admin, ownerUrl }: TestDatabase, schema: string, { rows = {}, migrations = 0 }: Recorded): Promise<void> {
  const connection = connect({ connection: ownerUrl }, schema);
  await migrate(connection, toSchemaName(schema), schemaMigrations.slice(0, migrations));
  await connection.end();
  for (const table of Object.keys(rows)) await admin.query(`DELETE FROM ${schema}.${table}`);
  for (const [table, kept] of Object.entries(rows)) {
    for (const row of kept) await admin.query(`INSERT INTO ${schema}.${table} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_record(NULL::${schema}.${table}, $1)`, [row]);
  }
  // who worked there then works no more
  await admin.query(`UPDATE ${schema}.worker SET until = 0;
    SELECT setval('${schema}.log_position', (SELECT greatest(1, max(position)) FROM ${schema}.log)), setval('${schema}.worker_epoch', (SELECT greatest(1, max(epoch)) FROM ${schema}.worker)),
      setval(pg_get_serial_sequence('${schema}.lane', 'number'), (SELECT greatest(1, max(number)) FROM ${schema}.lane)), setval(pg_get_serial_sequence('${schema}.effect', 'seq'), (SELECT greatest(1, max(seq)) FROM ${schema}.effect))`);
}
