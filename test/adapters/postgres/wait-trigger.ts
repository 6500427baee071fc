import type { TestDatabase } from './test-database.js';

/** Where commits are held up. */
export interface HeldUp {
  /** how many commits wait there, each with its entries written and not committed */
  readonly waiting: () => Promise<readonly number[]>;
  /** lets all of them go on, those to come too */
  readonly letGo: () => Promise<void>;
}

const lock = 4_242;

/** Holds up every commit in the middle that writes a log entry, or an effect, with that body: after its number was given, before it is committed. */
export async function holdUp({ admin }: TestDatabase, schema: string, body: string, table: 'log' | 'effect' = 'log'): Promise<HeldUp> {
  const holder = await admin.connect();
  await holder.query(`SELECT pg_advisory_lock(${lock});
    CREATE FUNCTION ${schema}.hold_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${lock}); RETURN NULL; END $$;
    CREATE TRIGGER hold_up AFTER INSERT ON ${schema}.${table} FOR EACH ROW WHEN (NEW.body = '${body}') EXECUTE FUNCTION ${schema}.hold_up()`);
  return {
    waiting: async () => (await holder.query(`SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = ${lock} AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`)).rows.map(({ pid }) => Number(pid)),
    async letGo() {
      await holder.query(`SELECT pg_advisory_unlock(${lock})`);
      holder.release();
    },
  };
}
