import { Pool } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { createTestDatabase, type TestDatabase } from './test-database.js';

/** What all tests of a file share; there while they run. */
export interface FileDatabase {
  readonly database: TestDatabase;
  /** of the role that may only use the schemas */
  readonly pool: Pool;
}

/** A database for all tests of the file that calls it, with so many connections. */
export function databaseOfFile(connections = 4): FileDatabase {
  let database: TestDatabase | undefined;
  let pool: Pool | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new Pool({ connectionString: database.workerUrl, max: connections });
  });
  afterAll(async () => {
    await pool?.end();
    await database?.end();
  });
  return {
    get database() { return begun(database); },
    get pool() { return begun(pool); },
  };
}

function begun<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('the tests have not begun');
  return part;
}
