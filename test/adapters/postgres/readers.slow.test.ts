import { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/ports/index.js';
import { runsOf } from '../../full-size.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { holdUp } from './wait-trigger.js';
import { openWorker, until, type TestWorker } from './worker-bench.js';

let database: TestDatabase;
let pool: Pool;
let schema: string;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.workerUrl, max: 12 });
});
afterAll(async () => {
  await pool.end();
  await database.end();
});
beforeEach(async () => { schema = await database.newSchema(); });

const writes = ({ store, change }: TestWorker, lane: string, body: string) => store.commit([change(lane, { entries: [{ kind: 'event', at: 1, body }] })]);

describe('a reader of the log', () => {
  it('waits for a commit that is held up while later ones are done, where one that goes by the last position seen would skip it', async () => {
    const worker = await openWorker('w', { pool, schema });
    await writes(worker, 'a', 'before');
    const held = await holdUp(database, schema, 'held');
    const late = writes(worker, 'b', 'held');
    await until(async () => (await held.waiting()).length === 1);
    await writes(worker, 'c', 'after');

    const first = await worker.store.scan(0, 10);
    expect(first.entries.map(({ body }) => body)).toEqual(['before']);
    const { rows: naive } = await database.admin.query(`SELECT position::int, body FROM ${schema}.log WHERE position > 0 ORDER BY position`);
    expect(naive.map(({ body }) => body)).toEqual(['before', 'after']);

    await held.letGo();
    await late;
    expect((await worker.store.scan(first.next, 10)).entries.map(({ body }) => body)).toEqual(['held', 'after']);
    const { rows: skipped } = await database.admin.query(`SELECT body FROM ${schema}.log WHERE position > ${naive.at(-1)?.position}`);
    expect(skipped).toEqual([]);
  });

  it('goes on past a commit that was taken back', async () => {
    const worker = await openWorker('w', { pool, schema });
    const held = await holdUp(database, schema, 'held');
    const late = writes(worker, 'b', 'held').catch(() => 'taken back');
    await until(async () => (await held.waiting()).length === 1);
    await writes(worker, 'c', 'after');
    expect((await worker.store.scan(0, 10)).entries).toEqual([]);
    for (const pid of await held.waiting()) await database.admin.query(`SELECT pg_terminate_backend(${pid})`);
    expect(await late).toBe('taken back');
    await until(async () => (await worker.store.scan(0, 10)).entries.length === 1);
    await held.letGo();
  });

  it('beside many writers, some of them slow, sees every entry once and each customer\'s in order', async () => {
    const workers = await Promise.all(['one', 'two', 'three'].map((name) => openWorker(name, { pool, schema })));
    await database.admin.query(`CREATE FUNCTION ${schema}.dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.004); RETURN NULL; END $$;
      CREATE TRIGGER dawdle AFTER INSERT ON ${schema}.log FOR EACH ROW WHEN (NEW.body LIKE '%0') EXECUTE FUNCTION ${schema}.dawdle()`);
    const each = runsOf({ ci: 100, full: 20_000 });
    let writing = true;
    const done = Promise.all(workers.flatMap((worker, at) => [0, 1, 2].map((lane) => writeMany(worker, `lane ${at} ${lane}`, each)))).finally(() => { writing = false; });
    const seen = await readAll(workers[0]?.store, () => writing);
    await done;
    expect(seen.length).toBe(9 * each);
    expect(new Set(seen.map(({ position }) => position)).size).toBe(9 * each);
    const next = new Map<string, number>();
    for (const { lane, body } of seen) {
      expect(Number(body)).toBe(next.get(lane) ?? 0);
      next.set(lane, Number(body) + 1);
    }
  });
});

async function writeMany({ store, change }: TestWorker, lane: string, count: number): Promise<void> {
  for (let version = 0; version < count; version += 1) await store.commit([change(lane, { expect: version, entries: [{ kind: 'event', at: 1, body: String(version) }] })]);
}

async function readAll(store: Store | undefined, goesOn: () => boolean): Promise<{ readonly position: number; readonly lane: string; readonly body: string }[]> {
  const seen: { readonly position: number; readonly lane: string; readonly body: string }[] = [];
  for (let [after, last] = [0, false]; store !== undefined;) {
    const ends = !goesOn();
    const { entries, next } = await store.scan(after, 50);
    seen.push(...entries);
    after = next;
    if (entries.length === 0 && last) break;
    last = ends && entries.length === 0;
  }
  return seen;
}
