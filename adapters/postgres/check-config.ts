import { JourneyError } from '../../src/errors/index.js';
import { refuseUnknown } from '../../src/model/refuse-unknown.js';
import type { PostgresStoreConfig } from './postgres-store-config.js';

const shortestLeaseMs = 100;
// waited for with a timer of the machine, which holds no more
const longestMs = 2_000_000_000;

/** Refuses what a host without types, or with a slip of the pen, may have given, before anything is connected. Throws `InvalidOptions`. */
export function checkConfig(config: PostgresStoreConfig): void {
  if (!isObject(config)) throw refused('connection', 'A PostgreSQL store needs a database: createPostgresStore({ connection }) or createPostgresStore({ pool })');
  refuseUnknown(config, known, 'a PostgreSQL store');
  const { pool, connection, leaseMs, maxBatch, callTimeoutMs, durable, listen } = config;
  if (pool !== undefined && connection !== undefined) throw refused('pool', 'A PostgreSQL store has either a `pool` of yours or a `connection` of its own');
  if (pool === undefined && connection === undefined) throw refused('connection', 'A PostgreSQL store needs a database: createPostgresStore({ connection }) or createPostgresStore({ pool })');
  if (pool !== undefined && !(isObject(pool) && typeof Reflect.get(pool, 'connect') === 'function' && isObject(Reflect.get(pool, 'options')))) throw refused('pool', '`pool` is a Pool of `pg`');
  if (connection !== undefined && !namesServer(connection)) throw refused('connection', '`connection` is a connection string, as postgres://user:password@host:5432/database, or settings of `pg`');
  if (!(isNothing(leaseMs) || isWithin(leaseMs, shortestLeaseMs, longestMs))) throw refused('leaseMs', `A lease lasts ${shortestLeaseMs} to ${longestMs} milliseconds`);
  if (!(isNothing(maxBatch) || (Number.isSafeInteger(maxBatch) && Number(maxBatch) > 0))) throw refused('maxBatch', 'A batch carries a whole number of changes, at least 1');
  if (!(isNothing(callTimeoutMs) || isWithin(callTimeoutMs, 1, longestMs))) throw refused('callTimeoutMs', `A call may take 1 to ${longestMs} milliseconds`);
  if (!(isNothing(durable) || durable === 'remote' || durable === 'no')) throw refused('durable', "`durable` is 'remote' or 'no'");
  if (!(isNothing(listen) || listen === true || namesServer(listen))) throw refused('listen', '`listen` is true, a connection string or settings of `pg`');
}

const known = { pool: 1, connection: 1, schema: 1, leaseMs: 1, maxBatch: 1, callTimeoutMs: 1, durable: 1, listen: 1 } satisfies { readonly [K in keyof PostgresStoreConfig]-?: 1 };

const refused = (path: string, sentence: string): JourneyError => new JourneyError('InvalidOptions', sentence, { path });
const isNothing = (value: unknown): value is undefined => value === undefined;
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isWithin = (value: unknown, least: number, most: number): boolean => typeof value === 'number' && value >= least && value <= most;

/** An empty text would lead to whatever listens on this machine, that of another database's address as well, and any other to a host that is called `base`. A path is a socket's. */
function namesServer(value: unknown): boolean {
  if (typeof value !== 'string') return isObject(value);
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value)?.[1]?.toLowerCase();
  return scheme === undefined ? value.startsWith('/') : ['postgres', 'postgresql', 'socket'].includes(scheme);
}
