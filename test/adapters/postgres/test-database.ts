import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { inject, onTestFinished } from 'vitest';
import { createPostgresStore } from '../../../adapters/postgres/index.js';
import { requestSharedUrl } from './request-shared-url.js';

/** A database of a test file's own, with a role that owns its schemas and one that may only use them. */
export interface TestDatabase {
  /** of the superuser, for looking behind the store */
  readonly admin: Pool;
  /** row-level security does not hold for it */
  readonly adminUrl: string;
  readonly ownerUrl: string;
  /** neither superuser nor owner: row-level security holds for it, as it should in production */
  readonly workerUrl: string;
  /** a schema with every table and nothing in it, or with what `before` put there under an older one, which the worker may use */
  readonly newSchema: (before?: (schema: string) => Promise<void>) => Promise<string>;
  /** makes it so again: quicker than another one */
  readonly emptySchema: (schema: string) => Promise<void>;
  /** stops the clock of that schema, the only judge of time, and sets it from then on */
  readonly setClock: (schema: string, now: number) => Promise<void>;
  readonly end: () => Promise<void>;
}

export async function createTestDatabase(serverUrl?: string): Promise<TestDatabase> {
  const url = serverUrl ?? await requestSharedUrl(inject('databaseDoor'));
  const [name, password] = [`t${randomBytes(6).toString('hex')}`, randomBytes(8).toString('hex')];
  const server = new Pool({ connectionString: url, max: 1 });
  await server.query(`CREATE ROLE ${name}_owner LOGIN PASSWORD '${password}'`);
  await server.query(`CREATE ROLE ${name}_worker LOGIN PASSWORD '${password}'`);
  await server.query(`CREATE DATABASE ${name} OWNER ${name}_owner`);
  await server.end();
  const urlOf = (role: string): string => Object.assign(new URL(url), { pathname: name, username: `${name}_${role}`, password }).href;
  const adminUrl = Object.assign(new URL(url), { pathname: name }).href;
  const admin = new Pool({ connectionString: adminUrl, max: 2 });
  admin.on('error', () => undefined);
  return {
    admin, adminUrl, ownerUrl: urlOf('owner'), workerUrl: urlOf('worker'),
    async newSchema(before) {
      const schema = `s${randomBytes(6).toString('hex')}`;
      await before?.(schema);
      const store = createPostgresStore({ connection: urlOf('owner'), schema });
      await store.open({ worker: 'owner' });
      await store.close();
      if (before === undefined) await admin.query(`ALTER SEQUENCE ${schema}.worker_epoch RESTART`);
      await admin.query(`CREATE TABLE ${schema}.test_clock (ms double precision); GRANT USAGE ON SCHEMA ${schema} TO ${name}_worker;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${name}_worker; GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${name}_worker`);
      return schema;
    },
    async emptySchema(schema) {
      const tables = ['lane', 'identity', 'instance', 'log', 'dedupe', 'timer', 'effect', 'dead', 'parked', 'lane_row', 'counter', 'balance', 'worker'];
      await admin.query([...tables.map((table) => `DELETE FROM ${schema}.${table}`), `UPDATE ${schema}.meta SET position = 0`, ...['log_position', 'worker_epoch'].map((name) => `ALTER SEQUENCE ${schema}.${name} RESTART`)].join(';'));
    },
    async setClock(schema, now) {
      await admin.query(`DELETE FROM ${schema}.test_clock; INSERT INTO ${schema}.test_clock VALUES (${now});
        CREATE OR REPLACE FUNCTION ${schema}.now_ms() RETURNS double precision LANGUAGE sql VOLATILE AS 'SELECT ms FROM ${schema}.test_clock'`);
    },
    end: () => admin.end(),
  };
}

/** The same for one test, which takes it away. */
export async function useTestDatabase(serverUrl?: string): Promise<TestDatabase> {
  const database = await createTestDatabase(serverUrl);
  onTestFinished(database.end);
  return database;
}
