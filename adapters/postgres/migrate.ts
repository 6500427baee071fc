import { JourneyError } from '../../src/errors/index.js';
import { numberOf, type Row } from './column.js';
import type { Connection } from './connection.js';
import { schemaMigrations } from './migrations/migrations.js';
import type { SchemaName } from './schema-name.js';

type Query = (text: string) => Promise<readonly Row[]>;

/**
 * Brings the schema to its newest version, each step in a transaction of its own under a lock: a crash leaves it between two steps, and
 * two workers that open at once take turns. Rejects with `StoreTooNew` where a newer library was here, with `StoreForeign` where the schema holds other tables.
 */
export async function migrate(connection: Connection, schema: SchemaName, migrations: readonly string[] = schemaMigrations): Promise<void> {
  let version = await readVersion(connection.query, schema, migrations.length);
  while (version < migrations.length) {
    version = await connection.transact(async (query) => {
      await query(`SELECT pg_advisory_xact_lock(hashtextextended('throughline ' || ${schema.literal}, 0))`);
      const reached = await readVersion(query, schema, migrations.length);
      const step = migrations[reached];
      if (step === undefined) return reached;
      await apply(query, { schema, step, version: reached + 1 });
      return reached + 1;
    });
  }
}

async function readVersion(query: Query, { identifier, literal }: SchemaName, known: number): Promise<number> {
  const [found = {}] = await query(`SELECT
    (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ${literal}) AS relations,
    (SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ${literal} AND c.relname = 'migration' AND a.attname = 'throughline_version') AS marks`);
  if (numberOf(found, 'marks') === 0) {
    if (numberOf(found, 'relations') > 0) throw new JourneyError('StoreForeign', 'The schema holds tables of another program; name another one with `schema`');
    return 0;
  }
  const [row = {}] = await query(`SELECT coalesce(max(throughline_version), 0) AS version FROM ${identifier}.migration`);
  const version = numberOf(row, 'version');
  if (version > known) throw new JourneyError('StoreTooNew', `The database has schema version ${version}; this library knows ${known}. Use the newer library`, { version, limit: known });
  return version;
}

async function apply(query: Query, { schema, step, version }: { readonly schema: SchemaName; readonly step: string; readonly version: number }): Promise<void> {
  if (version === 1) {
    const [row = {}] = await query(`SELECT count(*) AS schemas FROM pg_namespace WHERE nspname = ${schema.literal}`);
    if (numberOf(row, 'schemas') === 0) await query(`CREATE SCHEMA ${schema.identifier}`);
    await query(`CREATE TABLE ${schema.identifier}.migration (throughline_version integer PRIMARY KEY, applied timestamptz NOT NULL DEFAULT clock_timestamp())`);
  }
  // functions keep this path for good, whoever calls them
  await query(`SET LOCAL search_path TO ${schema.identifier}, pg_temp`);
  await query(step);
  await query(`INSERT INTO migration (throughline_version) VALUES (${version})`);
}
