import type { TestDatabase } from '../../adapters/postgres/test-database.js';

const places = `SELECT c.relname AS name, c.relkind AS kind FROM pg_class c WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'S') AND c.relname <> 'test_clock'`;

/**
 * What a dump and its restore leave: another schema with the same rows and the same next numbers, but new row versions, new object ids and no lock.
 * The rows are read in one snapshot, as a dump reads them.
 */
export async function restoreDump({ admin, newSchema }: TestDatabase, from: string): Promise<string> {
  const to = await newSchema();
  const { rows } = await admin.query<{ name: string; kind: 'r' | 'S' }>(places, [from]);
  const named = (kind: 'r' | 'S'): readonly string[] => rows.filter((row) => row.kind === kind).map(({ name }) => name);
  const client = await admin.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL session_replication_role = replica');
    for (const name of named('r')) await client.query(`DELETE FROM ${to}.${name}; INSERT INTO ${to}.${name} OVERRIDING SYSTEM VALUE SELECT * FROM ${from}.${name}`);
    for (const name of named('S')) await client.query(`SELECT setval('${to}.${name}', last_value, is_called) FROM ${from}.${name}`);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
  return to;
}
