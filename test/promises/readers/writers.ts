import type { Pool } from 'pg';
import type { TestDatabase } from '../../adapters/postgres/test-database.js';
import { openWorker, type TestWorker } from '../../adapters/postgres/worker-bench.js';

/** Many who write at once, each to a customer of its own. */
export interface Writers {
  /** whether somebody still writes; rejects where one could not */
  readonly goesOn: () => boolean;
  readonly done: Promise<unknown>;
  readonly entries: number;
}

interface Place { readonly database: TestDatabase; readonly pool: Pool; readonly schema: string }

const processes = 4;
const writersOfEach = 4;

/** Sixteen of them in four processes; every fifth commit takes longer than the others, after its numbers were given. */
export async function beginWriters({ database, pool, schema }: Place, entries: number): Promise<Writers> {
  await database.admin.query(`CREATE FUNCTION ${schema}.dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.004); RETURN NULL; END $$;
    CREATE TRIGGER dawdle AFTER INSERT ON ${schema}.log FOR EACH ROW WHEN (NEW.body LIKE '%0' OR NEW.body LIKE '%5') EXECUTE FUNCTION ${schema}.dawdle()`);
  const workers = await Promise.all(Array.from({ length: processes }, (_, at) => openWorker(`writer ${at}`, { pool, schema })));
  const each = entries / (processes * writersOfEach);
  let writing = true;
  const done = Promise.all(workers.flatMap((worker, at) => Array.from({ length: writersOfEach }, (_, lane) => writeMany(worker, `lane ${at} ${lane}`, each)))).finally(() => { writing = false; });
  return { goesOn: () => writing, done, entries };
}

async function writeMany({ store, change }: TestWorker, lane: string, count: number): Promise<void> {
  for (let version = 0; version < count; version += 1) {
    const body = String(version);
    const [outcome] = await store.commit([change(lane, {
      expect: version, entries: [{ kind: 'event', at: 1, body }], effects: { add: [{ key: `${lane} ${body}`, due: 0, attempt: 0, body }] }, timers: { set: [{ id: body, due: version % 7 }] },
    })]);
    if (outcome?.ok !== true) throw new Error(`${lane} could not write ${body}`);
  }
}
