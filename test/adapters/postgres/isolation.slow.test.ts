import { Pool } from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPostgresStore } from '../../../adapters/postgres/index.js';
import { runCases, storeCases } from '../../../src/testing/index.js';
import { postgresHarness } from './postgres-harness.js';
import { useTestDatabase, type TestDatabase } from './test-database.js';
import { startTransactionPooler } from './transaction-pooler.js';
import { openWorker } from './worker-bench.js';

const strict = ['repeatable read', 'serializable'] as const;
const calledFromOutside = [
  'open_1', 'renew_1', 'close_1', 'commit_1', 'claim_timers_1', 'claim_effects_1', 'load_1', 'resolve_1', 'history_1', 'scan_1', 'rows_1', 'counters_1', 'list_1', 'balance_1', 'trim_1', 'erase_1',
];

/** A database whose roles begin every transaction so. */
async function databaseOf(level: string): Promise<TestDatabase> {
  const database = await useTestDatabase();
  for (const url of [database.ownerUrl, database.workerUrl]) await database.admin.query(`ALTER ROLE ${new URL(url).username} SET default_transaction_isolation = '${level}'`);
  return database;
}

describe.each(strict)('where a role begins its transactions as %s', (level) => {
  it('the whole contract is kept, through a pooler too', async () => {
    const database = await databaseOf(level);
    const pooler = await startTransactionPooler(database.workerUrl, 3);
    const pool = new Pool({ connectionString: pooler.url, max: 4 });
    onTestFinished(() => pool.end());
    expect((await pool.query('SHOW transaction_isolation')).rows).toEqual([{ transaction_isolation: level }]);
    const { passed, failed, skipped } = await runCases(storeCases(postgresHarness(() => ({ database, pool }))));
    expect({ failed, skipped }).toEqual({ failed: [], skipped: [] });
    expect(passed.length).toBeGreaterThan(120);
  });

  it('a reader beside many writers skips nothing, and no writer is refused', async () => {
    const { workerUrl, newSchema } = await databaseOf(level);
    const schema = await newSchema();
    const workers = await Promise.all([0, 1, 2, 3, 4].map((n) => openWorker(`w${n}`, { connection: { connectionString: workerUrl, max: 2 }, schema })));
    const [reader] = workers;
    const ends = performance.now() + 3_000;
    let committed = 0;
    const writing = Promise.all(workers.slice(1).map(async ({ store, change }, n) => {
      for (let k = 0; performance.now() < ends; k += 1) {
        const [outcome] = await store.commit([change(`l${n} ${k}`, { entries: [{ kind: 'event', at: 1, body: 'b' }] })]);
        if (outcome?.ok === true) committed += 1;
      }
    }));
    const seen = new Set<number>();
    const read = async (after: number): Promise<number> => {
      const { entries = [], next = after } = await reader?.store.scan(after, 500) ?? {};
      for (const { position } of entries) seen.add(position);
      return next;
    };
    let after = 0;
    while (performance.now() < ends) after = await read(after);
    await writing;
    for (let last = -1; last !== after;) [last, after] = [after, await read(after)];
    expect(seen.size).toBe(committed);
    expect(committed).toBeGreaterThan(100);
  });

  it('workers that open a new schema at one moment are all right', async () => {
    const { ownerUrl } = await databaseOf(level);
    const epochs = await Promise.all([0, 1, 2, 3].map(async () => {
      const store = createPostgresStore({ connection: { connectionString: ownerUrl, max: 2 }, schema: 'fresh' });
      onTestFinished(() => store.close());
      return (await store.open({ worker: 'w' })).epoch;
    }));
    expect(new Set(epochs).size).toBe(4);
  });
});

it('no function that is called from outside does anything on an old snapshot, whoever calls it', async () => {
  const { admin, newSchema } = await useTestDatabase();
  const schema = await newSchema();
  const { rows } = await admin.query<{ name: string; nulls: string | null }>(`SELECT proname AS name, (SELECT string_agg('NULL::' || format_type(type, NULL), ', ' ORDER BY place) FROM unnest(proargtypes) WITH ORDINALITY a(type, place)) AS nulls
    FROM pg_proc WHERE pronamespace = '${schema}'::regnamespace`);
  const client = await admin.connect();
  const states: Record<string, unknown> = {};
  for (const { name, nulls } of rows.filter((one) => calledFromOutside.includes(one.name))) {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    states[name] = await client.query(`SELECT * FROM ${schema}.${name}(${nulls ?? ''})`).then(() => 'done', (error: { code: string }) => error.code);
    await client.query('ROLLBACK');
  }
  client.release();
  expect(states).toEqual(Object.fromEntries(calledFromOutside.map((name) => [name, '25004'])));
});
