import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { startDatabaseServer } from '../../scripts/postgres-server.js';

/** A PostgreSQL server for one benchmark, as it comes from npm, with its own settings of durability. */
export interface BenchDatabases {
  newDatabase(): Promise<string>;
  remove(): Promise<void>;
}

export async function startDatabases(): Promise<BenchDatabases> {
  const { url, remove } = await startDatabaseServer();
  return {
    async newDatabase() {
      const name = `bench_${randomBytes(4).toString('hex')}`;
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return Object.assign(new URL(url), { pathname: name }).href;
    },
    remove,
  };
}
