import type { TestDatabase } from '../../adapters/postgres/test-database.js';

/** What the server alone knows of its workers. */
export interface Ledger {
  /** when each lease that is over ended, by epoch, epoch milliseconds of the server's clock */
  leaseEnds(): Promise<ReadonlyMap<number, number>>;
  /** rows that are still to be done: messages, activities, and delays that end within a day */
  waiting(): Promise<number>;
  /** those of these that are done: effects by key, delays by lane, id and the time they are due, since a state that is entered again begins its delay under the same id */
  doneOf(keys: readonly string[]): Promise<readonly string[]>;
  /** rows, and a place among the living, that the store keeps in the name of this epoch */
  heldBy(epoch: number): Promise<number>;
}

/** Has the server write down when each worker's lease ended; to be called before the workers come. */
export async function keepLedger({ admin }: TestDatabase, schema: string): Promise<Ledger> {
  await admin.query(`
    CREATE TABLE ${schema}.lease_end (epoch bigint, ended double precision);
    CREATE FUNCTION ${schema}.note_lease_end() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      IF TG_OP = 'DELETE' OR OLD.until <= ${schema}.now_ms() THEN INSERT INTO ${schema}.lease_end VALUES (OLD.epoch, least(OLD.until, ${schema}.now_ms())); END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER note_lease_end AFTER UPDATE OR DELETE ON ${schema}.worker FOR EACH ROW EXECUTE FUNCTION ${schema}.note_lease_end()`);
  const count = async (text: string): Promise<number> => Number((await admin.query(text)).rows[0]?.count);
  return {
    async leaseEnds() {
      const { rows } = await admin.query(`SELECT epoch, min(ended) AS ended FROM ${schema}.lease_end GROUP BY epoch`);
      return new Map(rows.map(({ epoch, ended }) => [Number(epoch), Number(ended)]));
    },
    waiting: () => count(`SELECT (SELECT count(*) FROM ${schema}.effect) + (SELECT count(*) FROM ${schema}.timer WHERE due < ${schema}.now_ms() + 86400000) AS count`),
    async doneOf(keys) {
      if (keys.length === 0) return [];
      const { rows } = await admin.query(`SELECT key FROM ${schema}.effect WHERE key = ANY ($1) UNION ALL SELECT l.name || ' ' || t.id || ' ' || t.due FROM ${schema}.timer t JOIN ${schema}.lane l ON l.number = t.lane WHERE l.name || ' ' || t.id || ' ' || t.due = ANY ($1)`, [keys]);
      const waiting = new Set(rows.map(({ key }) => String(key)));
      return keys.filter((key) => !waiting.has(key));
    },
    heldBy: (epoch) => count(`SELECT (SELECT count(*) FROM ${schema}.worker WHERE epoch = ${epoch}) + (SELECT count(*) FROM ${schema}.effect WHERE first AND holder = ${epoch} AND next > ${schema}.now_ms())
      + (SELECT count(*) FROM ${schema}.timer WHERE holder = ${epoch} AND next > ${schema}.now_ms()) AS count`),
  };
}
