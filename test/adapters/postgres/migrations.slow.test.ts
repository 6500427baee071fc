import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '../../../adapters/postgres/connection.js';
import { createPostgresStore } from '../../../adapters/postgres/index.js';
import { migrate } from '../../../adapters/postgres/migrate.js';
import { schemaMigrations } from '../../../adapters/postgres/migrations/migrations.js';
import { toSchemaName } from '../../../adapters/postgres/schema-name.js';
import { JourneyError } from '../../../src/errors/index.js';
import type { Store } from '../../../src/ports/index.js';
import { fullSize } from '../../full-size.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.end());

let names = 0;
const newName = (): string => `m${(names += 1)}`;
const storeIn = (schema: string): Store => {
  const store = createPostgresStore({ connection: { connectionString: database.ownerUrl, max: 2 }, schema });
  onTestFinished(() => store.close());
  return store;
};
const opens = async (schema: string): Promise<void> => {
  const store = storeIn(schema);
  const { epoch } = await store.open({ worker: 'w' });
  expect(await store.commit([{ tenant: 't', lane: 'a', epoch, expect: 0, state: '{}' }])).toMatchObject([{ ok: true }]);
};

describe('a database is brought to the schema of this library', () => {
  it('by several workers that open at one moment: all are right, and each step is taken once', async () => {
    const schema = newName();
    const epochs = await Promise.all([0, 1, 2, 3].map(async () => (await storeIn(schema).open({ worker: 'w' })).epoch));
    expect(new Set(epochs).size).toBe(4);
    const { rows } = await database.admin.query(`SELECT throughline_version AS version FROM ${schema}.migration ORDER BY 1`);
    expect(rows.map(({ version }) => version)).toEqual(schemaMigrations.map((_, at) => at + 1));
  });

  it('and opens after a crash behind any statement of it', async () => {
    let crashes = 0;
    // in `npm test` every statement of the first two steps, which make the schema, and then some of each
    for (let survived = 0; ; survived += fullSize || survived < 18 ? 1 : 5) {
      const schema = newName();
      const done = await crashAfter(schema, survived);
      await opens(schema);
      if (done) break;
      crashes += 1;
    }
    expect(crashes).toBeGreaterThan(fullSize ? 6 * schemaMigrations.length : 2 * schemaMigrations.length);
  });

  it('and a step that fails takes back all that it did', async () => {
    const schema = newName();
    const connection = connect({ connection: database.ownerUrl }, schema);
    onTestFinished(() => connection.end());
    const [first = ''] = schemaMigrations;
    await expect(migrate(connection, toSchemaName(schema), [first, 'CREATE TABLE half (a int); SELECT 1 / 0'])).rejects.toSatisfy((error) => JourneyError.is(error));
    const { rows } = await database.admin.query(`SELECT to_regclass('${schema}.half') AS half, (SELECT max(throughline_version) FROM ${schema}.migration) AS version`);
    expect(rows).toEqual([{ half: null, version: 1 }]);
    await opens(schema);
  });
});

describe('a database is left alone', () => {
  it('where a newer library was here', async () => {
    const schema = newName();
    await opens(schema);
    await database.admin.query(`INSERT INTO ${schema}.migration VALUES (${schemaMigrations.length + 1})`);
    await expect(storeIn(schema).open({ worker: 'w' })).rejects.toSatisfy((error) => JourneyError.is(error, 'StoreTooNew') && error.facts['version'] === schemaMigrations.length + 1);
  });

  it('where the schema holds tables of another program, though one of them is named as ours', async () => {
    const schema = newName();
    await database.admin.query(`CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.migration (id int); GRANT ALL ON SCHEMA ${schema} TO PUBLIC`);
    await expect(storeIn(schema).open({ worker: 'w' })).rejects.toSatisfy((error) => JourneyError.is(error, 'StoreForeign'));
    expect((await database.admin.query(`SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = '${schema}'`)).rows).toEqual([{ tables: 1 }]);
  });

  it('where the role may not make what is missing', async () => {
    const store = createPostgresStore({ connection: database.workerUrl, schema: newName() });
    onTestFinished(() => store.close());
    await expect(store.open({ worker: 'w' })).rejects.toSatisfy((error) => JourneyError.is(error, 'StoreUnavailable') && error.facts['sqlstate'] === '42501');
  });

  it('where acknowledged commits could be lost: synchronous_commit is off for the role', async () => {
    const url = new URL(database.ownerUrl);
    url.searchParams.set('options', '-c synchronous_commit=off');
    const store = createPostgresStore({ connection: url.href, schema: newName() });
    onTestFinished(() => store.close());
    await expect(store.open({ worker: 'w' })).rejects.toSatisfy((error) => JourneyError.is(error, 'UnsafeDurability') && error.facts.path === 'synchronous_commit');
  });
});

describe('who is not let in is told why', () => {
  it.each([
    ['the password is wrong', (url: URL) => Object.assign(url, { password: 'guessed' }), '28P01', 'does not let this role in'],
    ['there is no such database', (url: URL) => Object.assign(url, { pathname: '/nowhere' }), '3D000', 'no database of this name'],
  ])('%s', async (_, change, sqlstate, because) => {
    const store = createPostgresStore({ connection: change(new URL(database.ownerUrl)).href });
    onTestFinished(() => store.close());
    await expect(store.open({ worker: 'w' })).rejects.toMatchObject({ code: 'StoreUnavailable', message: expect.stringContaining(because), facts: { sqlstate } });
  });
});

/** Migrates until so many statements were answered, then loses the connection; answers whether it came to the end before. */
async function crashAfter(schema: string, statements: number): Promise<boolean> {
  const pool = new Pool({ connectionString: database.ownerUrl, max: 1 });
  pool.on('error', () => undefined);
  let left = statements;
  pool.on('connect', (client) => {
    const query = client.query.bind(client);
    Reflect.set(client, 'query', async (...question: [string]) => {
      if (left === 0) await database.admin.query(`SELECT pg_terminate_backend(${Reflect.get(client, 'processID')})`);
      left -= 1;
      return query(...question);
    });
  });
  const connection = connect({ pool }, schema);
  try {
    await migrate(connection, toSchemaName(schema));
    return left >= 0;
  } catch (error) {
    if (!JourneyError.is(error, 'StoreUnavailable')) throw error;
    return false;
  } finally {
    await pool.end();
  }
}
