import type { TestDatabase } from '../../adapters/postgres/test-database.js';

/** Lets a test stop a burial in its middle: the dead worker's row is gone, and what it had in hand is not yet released. */
export interface Burials {
  /** the next burial stops there, until it is let go or the server is started again */
  hold(): Promise<void>;
  letGo(): void;
  /** whether one is held there */
  isHeld(): Promise<boolean>;
}

const lock = 4_243;

/** To be called before the workers come. */
export async function holdBurials({ admin }: TestDatabase, schema: string): Promise<Burials> {
  await admin.query(`
    CREATE FUNCTION ${schema}.hold_burial() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${lock}); RETURN NULL; END $$;
    CREATE TRIGGER hold_burial AFTER DELETE ON ${schema}.worker FOR EACH ROW WHEN (OLD.until <= extract(epoch FROM clock_timestamp()) * 1000) EXECUTE FUNCTION ${schema}.hold_burial()`);
  let end = (): void => undefined;
  return {
    async hold() {
      const client = await admin.connect();
      // its connection holds the lock, and goes with the server where nobody ends it before
      end = () => {
        end = () => undefined;
        client.release(true);
      };
      client.on('error', () => end());
      await client.query(`SELECT pg_advisory_lock(${lock})`);
    },
    letGo: () => end(),
    async isHeld() {
      const { rows } = await admin.query(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = ${lock} AND NOT granted`);
      return rows.length > 0;
    },
  };
}
