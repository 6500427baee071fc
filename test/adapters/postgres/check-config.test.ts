import { createServer } from 'node:net';
import { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { createPostgresStore } from 'throughline/adapters/postgres';

const url = 'postgres://someone@127.0.0.1:1/none';
/** As a host without types may write it. */
const create = (config: unknown) => Reflect.apply(createPostgresStore, undefined, [config]);

describe('options that cannot be meant are refused before anything is connected', () => {
  it.each([
    ['connection', undefined], ['connection', {}], ['connection', { connection: '' }], ['connection', { connection: ' ' }], ['connection', { connection: 'the shop database' }], ['connection', { connection: 42 }], ['connection', { connection: null }], ['connection', { connection: 'mysql://localhost/shop' }],
    ['pool', { pool: {} }], ['pool', { pool: 'x' }], ['pool', { pool: null }], ['pool', { connection: url, pool: new Pool() }],
    ['leaseMs', { connection: url, leaseMs: 99 }], ['leaseMs', { connection: url, leaseMs: '3000' }], ['leaseMs', { connection: url, leaseMs: 2_000_000_001 }],
    ['maxBatch', { connection: url, maxBatch: 0 }], ['maxBatch', { connection: url, maxBatch: 1.5 }],
    ['callTimeoutMs', { connection: url, callTimeoutMs: 0 }], ['callTimeoutMs', { connection: url, callTimeoutMs: Number.NaN }], ['callTimeoutMs', { connection: url, callTimeoutMs: 'soon' }], ['callTimeoutMs', { connection: url, callTimeoutMs: Infinity }], ['callTimeoutMs', { connection: url, callTimeoutMs: 3e9 }],
    ['durable', { connection: url, durable: 'yes' }], ['durable', { connection: url, durable: true }],
    ['listen', { connection: url, listen: 5 }], ['listen', { connection: url, listen: '' }], ['listen', { connection: url, listen: false }],
    ['schema', { connection: url, schema: '' }], ['schema', { connection: url, schema: null }], ['schema', { connection: url, schema: 'a"; DROP TABLE x; --' }], ['schema', { connection: url, schema: 'pg_catalog' }], ['lease', { connection: url, lease: 3_000 }],
  ])('%s: %j', (path, config) => {
    expect(() => create(config)).toThrow(expect.objectContaining({ code: 'InvalidOptions', facts: { path } }));
  });

  it.each([[{ connection: url }], [{ connection: 'socket:/run/postgresql?db=shop' }], [{ connection: '/run/postgresql shop' }], [{ connection: { host: '127.0.0.1' }, leaseMs: 100, callTimeoutMs: 1, durable: 'no', listen: url }], [{ pool: new Pool() }]])('%j is taken', async (config) => {
    await create(config).close();
  });
});

describe('why no connection is made is said in the letters of the system', () => {
  it('nobody listens there', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => { server.once('listening', resolve); });
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await new Promise((resolve) => { server.close(resolve); });
    const store = createPostgresStore({ connection: `postgres://someone@127.0.0.1:${port}/none` });
    await expect(store.open({ worker: 'w' })).rejects.toMatchObject({ code: 'StoreUnavailable', facts: { code: 'ECONNREFUSED', syscall: 'connect' } });
    await store.close();
  });
});
