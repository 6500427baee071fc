import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { LogEntry, Store } from 'throughline/ports';
import { createTestDatabase, type TestDatabase } from '../adapters/postgres/test-database.js';
import { startTransactionPooler } from '../adapters/postgres/transaction-pooler.js';
import { runsOf } from '../full-size.js';
import { homes, sharedHomes } from '../orchestrator/door/homes.js';
import { watchCanaries } from './canaries/aviary.js';
import { createChance } from './simulation/chance.js';
import { createServerHomes } from './store-failure/server-homes.js';
import { plantInSchema, type SchemaBug } from './workers/schema-bugs.js';

/** calls of the library, on each store */
const operations = runsOf({ ci: 200, full: 50_000 });
const backends = 3;
const workers = 4;
const atOnce = 16;
const tables = ['lane', 'identity', 'instance', 'log', 'dedupe', 'timer', 'effect', 'dead', 'parked', 'lane_row', 'counter'];

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.end());

describe('P20: of several tenants with customers of the same names, each of whom says a canary wherever they can,', () => {
  test.each([...homes, ...sharedHomes])('%s, nobody sees the canary of another, and no error says one', async (_, make) => {
    const home = make();
    const seen = await watchCanaries(home, createChance(5), { operations });
    await home.remove();
    expect(seen).toMatchObject({ foreign: [], findings: [] });
    expect([seen.own > operations, seen.errors > operations / 50], 'own canaries and errors; a run without them proves nothing').toEqual([true, true]);
  }, 10_800_000);

  test('on a PostgreSQL server where several workers do much at once over connections that all share by transaction, and whose calls are cancelled at random, nobody sees the canary of another, and no connection is left that sees a row', async () => {
    const { seen, cancelled, rowsLeft } = await watchOnServer(operations);
    expect(seen).toMatchObject({ foreign: [], findings: [] });
    expect(rowsLeft).toBe(0);
    expect([seen.own > operations, cancelled > 0], 'own canaries and cancelled calls; a run without them proves nothing').toEqual([true, true]);
  }, 10_800_000);
});

interface OnServer { readonly seen: Awaited<ReturnType<typeof watchCanaries>>; readonly cancelled: number; readonly rowsLeft: number }

async function watchOnServer(times: number, bug?: SchemaBug): Promise<OnServer> {
  const pooler = await startTransactionPooler(database.workerUrl, backends);
  const pool = new Pool({ connectionString: pooler.url, max: atOnce });
  onTestFinished(() => pool.end());
  let schema = '';
  const prepare = async (made: string): Promise<void> => {
    schema = made;
    if (bug !== undefined) await plantInSchema(database, made, bug);
  };
  const home = { ...await createServerHomes({ database, pool, callTimeoutMs: 30_000, prepare })(), workers };
  const cancelling = cancelAtRandom();
  let cancelled = 0;
  const seen = await watchCanaries(home, createChance(6), { operations: times, atOnce, calmDown: async () => { cancelled = await cancelling.end(); } });
  const rowsLeft = await rowsSeenBy(pool, schema);
  await home.remove();
  return { seen, cancelled, rowsLeft };
}

/** What is under way on the server is cancelled again and again. */
function cancelAtRandom(): { readonly end: () => Promise<number> } {
  let [goesOn, cancelled] = [true, 0];
  const going = (async () => {
    while (goesOn) {
      const { rows } = await database.admin.query(`SELECT pg_cancel_backend(pid) AS done FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active' AND query LIKE '%_1(%' AND random() < 0.5`);
      cancelled += rows.filter(({ done }) => done === true).length;
      await new Promise((resolve) => { setTimeout(resolve, 15); });
    }
  })();
  return {
    async end() {
      goesOn = false;
      await going;
      return cancelled;
    },
  };
}

/** Rows that anybody sees who names no tenant, over each of the connections. */
async function rowsSeenBy(pool: Pool, schema: string): Promise<number> {
  let rows = 0;
  for (let times = 0; times < backends * 2; times += 1) {
    for (const table of tables) rows += Number((await pool.query(`SELECT count(*) AS rows FROM ${schema}.${table}`)).rows[0]?.rows);
  }
  return rows;
}

describe('the proof notices', () => {
  test('a library that keeps what it has read without whose it was', async () => {
    const [, make] = homes[0] ?? [];
    if (make === undefined) throw new Error('nowhere');
    const { foreign } = await watchCanaries(make(), createChance(5), { operations: 150, around: withoutOwner });
    expect(foreign.length).toBeGreaterThan(0);
  });

  test('a schema that names its tenants for a whole session', async () => {
    const { rowsLeft } = await watchOnServer(20, { in: 'see_every_tenant_1', from: `'on', true`, to: `'on', false` });
    expect(rowsLeft).toBeGreaterThan(0);
  });
});

/** The bug: what was read of one customer is remembered under the question alone, and answers the same question about another. */
function withoutOwner(store: Store): Store {
  const pages = new Map<string, readonly LogEntry[]>();
  return {
    ...store,
    async history(lane, query) {
      const known = pages.get(JSON.stringify(query)) ?? await store.history(lane, query);
      if (known.length > 0) pages.set(JSON.stringify(query), known);
      return known.map((entry) => ({ ...entry, ...lane }));
    },
  };
}
