import { Pool, type PoolClient, type PoolConfig, type QueryConfig } from 'pg';
import { JourneyError } from '../../src/errors/index.js';
import type { Row } from './column.js';
import type { PostgresStoreConfig } from './postgres-store-config.js';
import { isRace, toStoreError } from './store-error.js';

/** How the store speaks with its database. Each call is one statement and one transaction; nothing is kept in a session between two of them. */
export interface Connection {
  /** Calls a function of the schema; where another transaction was quicker and nothing was done, once more. Rejects with a `JourneyError`, also after `withinMs`. */
  call(name: string, values: readonly (string | number | null)[], withinMs?: number): Promise<readonly Row[]>;
  /** Runs one statement. */
  query(text: string): Promise<readonly Row[]>;
  /** Several statements in one transaction. */
  transact<T>(work: (query: (text: string) => Promise<readonly Row[]>) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

/** a pool, or one connection of it */
interface Asked { query(question: QueryConfig): Promise<{ readonly rows: readonly Row[] }> }

const racesAllowed = 20;
// the server's own texts: a host may have given `pg` other parsers
const types = { getTypeParser: () => (value: unknown) => value };

/** Opens nothing yet: `pg` connects with the first call. Throws `InvalidOptions` where no database is named. */
export function connect({ pool: given, connection, callTimeoutMs = 30_000 }: PostgresStoreConfig, schema: string): Connection {
  if (given !== undefined && connection !== undefined) throw new JourneyError('InvalidOptions', 'A PostgreSQL store has either a `pool` of yours or a `connection` of its own', { path: 'pool' });
  const pool = given ?? new Pool(poolConfigOf(connection));
  // an idle connection that breaks is replaced by the next call; without a listener it would end the process
  pool.on('error', ignore);
  const ask = async (client: Asked, text: string, values: readonly unknown[] = [], withinMs = callTimeoutMs): Promise<readonly Row[]> => {
    const question = { text, values: [...values], types, query_timeout: withinMs };
    return (await client.query(question)).rows;
  };
  return {
    async call(name, values, withinMs) {
      const places = values.map((_, at) => `$${at + 1}`).join(', ');
      for (let races = 1; ; races += 1) {
        try {
          return await ask(pool, `SELECT * FROM ${schema}.${name}(${places})`, values, withinMs);
        } catch (error) {
          if (!isRace(error) || races === racesAllowed) throw toStoreError(error);
        }
      }
    },
    query: (text) => ask(pool, text).catch(rejectAsStoreError),
    transact: (work) => transact(pool, (client) => work((text) => ask(client, text))).catch(rejectAsStoreError),
    async end() {
      if (given === undefined) await pool.end();
      else pool.off('error', ignore);
    },
  };
}

function poolConfigOf(connection: string | PoolConfig | undefined): PoolConfig {
  if (connection === undefined) throw new JourneyError('InvalidOptions', 'A PostgreSQL store needs a database: createPostgresStore({ connection }) or createPostgresStore({ pool })', { path: 'connection' });
  const settings = typeof connection === 'string' ? { connectionString: connection } : connection;
  return { keepAlive: true, ...settings };
}

async function transact<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failed: unknown;
  try {
    await client.query('BEGIN');
    const answer = await work(client);
    await client.query('COMMIT');
    return answer;
  } catch (error) {
    failed = error;
    throw error;
  } finally {
    // a connection with a transaction that failed is not worth saving: closing it rolls back
    client.release(failed !== undefined);
  }
}

function rejectAsStoreError(error: unknown): never {
  throw toStoreError(error);
}

function ignore(): void {}
