import { Pool, type ClientBase, type PoolConfig, type QueryConfig } from 'pg';
import type { Row } from './column.js';
import { onClient } from './on-client.js';
import type { PostgresStoreConfig } from './postgres-store-config.js';
import { isOldSnapshot, isRace, toStoreError } from './store-error.js';

/** How the store speaks with its database. Each call is one statement and one transaction; nothing is kept in a session between two of them. */
export interface Connection {
  /** Calls a function of the schema; where another transaction was quicker and nothing was done, once more. Rejects with a `JourneyError`, also after `withinMs` in all. */
  call(name: string, values: readonly (string | number | null)[], withinMs?: number): Promise<readonly Row[]>;
  /** Runs one statement. */
  query(text: string): Promise<readonly Row[]>;
  /** Several statements in one transaction, each within the time of a call. */
  transact<T>(work: (query: Query) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

type Query = (text: string) => Promise<readonly Row[]>;
type Values = readonly (string | number | null)[];

const racesAllowed = 20;
/** one that is not made by then will not be; what waits behind it is to have its place while a lease still runs */
const longestConnectMs = 10_000;
// the server's own texts: a host may have given `pg` other parsers
const types = { getTypeParser: () => (value: unknown) => value };

/** Opens nothing yet: `pg` connects with the first call. */
export function connect({ pool: given, connection, callTimeoutMs = 30_000 }: PostgresStoreConfig, schema: string): Connection {
  const pool = given ?? new Pool(poolConfigOf(connection));
  // without a limit a connection that is accepted and never answered keeps its place in the pool for good
  pool.options.connectionTimeoutMillis ||= Math.min(callTimeoutMs, longestConnectMs);
  // an idle connection that breaks is replaced by the next call; without a listener it would end the process
  pool.on('error', ignore);
  // one statement is a transaction of its own, and begun in whatever way the server is set up to; said aloud it takes two round trips more
  let beginsAloud = false;
  return {
    async call(name, values, withinMs = callTimeoutMs) {
      const text = `SELECT * FROM ${schema}.${name}(${values.map((_, at) => `$${at + 1}`).join(', ')})`;
      const left = countDown(withinMs);
      for (let races = 1; ; races += 1) {
        try {
          return await onClient(pool, left(), (client) => {
            const work = () => ask(client, text, values, left());
            return beginsAloud ? inTransaction((step) => ask(client, step, [], left()), work) : work();
          });
        } catch (error) {
          beginsAloud ||= isOldSnapshot(error);
          if (!(isRace(error) || isOldSnapshot(error)) || races === racesAllowed) throw toStoreError(error);
        }
      }
    },
    query: (text) => onClient(pool, callTimeoutMs, (client) => ask(client, text, [], callTimeoutMs)).catch(rejectAsStoreError),
    transact: (work) => onClient(pool, callTimeoutMs, (client) => {
      const step: Query = (question) => ask(client, question, [], callTimeoutMs);
      return inTransaction(step, () => work(step));
    }).catch(rejectAsStoreError),
    async end() {
      if (given === undefined) await pool.end();
      else pool.off('error', ignore);
    },
  };
}

function poolConfigOf(connection: string | PoolConfig = {}): PoolConfig {
  const settings = typeof connection === 'string' ? { connectionString: connection } : connection;
  return { keepAlive: true, ...settings };
}

async function ask(client: ClientBase, text: string, values: Values, withinMs: number): Promise<readonly Row[]> {
  const question: QueryConfig & { readonly query_timeout: number } = { text, values: [...values], types, query_timeout: withinMs };
  return (await client.query<Row>(question)).rows;
}

/** Every statement sees what was committed before it began, whatever the server's default is. */
async function inTransaction<T>(step: Query, work: () => Promise<T>): Promise<T> {
  await step('BEGIN ISOLATION LEVEL READ COMMITTED');
  const answer = await work();
  await step('COMMIT');
  return answer;
}

/** How many milliseconds are left of so many, at least one. */
function countDown(ms: number): () => number {
  const end = performance.now() + ms;
  return () => Math.max(1, end - performance.now());
}

function rejectAsStoreError(error: unknown): never {
  throw toStoreError(error);
}

function ignore(): void {}
