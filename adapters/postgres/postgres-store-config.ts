import type { ClientConfig, Pool, PoolConfig } from 'pg';

/** Which database a PostgreSQL store keeps its tables in, and how. Only `pool` or `connection` is needed; what is left out is the safe choice. */
export interface PostgresStoreConfig {
  /** a pool of the host's, which stays the host's to end; through a transaction pooler too. Where it has no `connectionTimeoutMillis` it is given one: `callTimeoutMs`, at most 10,000. Either this or `connection`. */
  readonly pool?: Pool;
  /** a connection string or settings of `pg`; the store makes a pool of its own (10 connections unless `max` says otherwise) and ends it */
  readonly connection?: string | PoolConfig;
  /** the schema that holds every table, made where it is missing; default `throughline` */
  readonly schema?: string;
  /** how long a worker that is heard of no more keeps its claims, milliseconds of the server's clock; at least 100, default 30,000. It is renewed, and others are looked after, six times as often. */
  readonly leaseMs?: number;
  /** changes one commit may carry; default 64 */
  readonly maxBatch?: number;
  /** how long a call may take before its outcome counts as unknown, milliseconds, the wait for a connection included; default 30,000 */
  readonly callTimeoutMs?: number;
  /** default `remote`: `open` refuses a server that may lose what it acknowledged (`fsync` or `synchronous_commit` off). `no` says that losing some is understood. */
  readonly durable?: 'remote' | 'no';
  /**
   * Hears at once what other workers tell, or leave behind when they close or die, instead of at its next look, by `LISTEN` on one more connection that stays open: `true` for
   * one like `connection`, else a connection string or settings that lead to the server itself. Behind a pooler that gives each transaction another
   * connection nothing is heard. Default: it only looks.
   */
  readonly listen?: true | string | ClientConfig;
}
