import type { Pool } from 'pg';
import { createPostgresStore } from 'throughline/adapters/postgres';
import type { Store } from 'throughline/ports';
import type { TestDatabase } from '../../adapters/postgres/test-database.js';
import type { Home } from '../../orchestrator/door/homes.js';
import { countedCalls } from '../../orchestrator/store/failing-store.js';
import { createPatientClock, type PatientClock } from './patient-clock.js';

/** Where the stores of these homes find their server. */
export interface Place {
  readonly database: TestDatabase;
  readonly pool: Pool;
  /** how long a call may take, milliseconds of the machine's clock */
  readonly callTimeoutMs: number;
  /** done to each schema once it is made */
  readonly prepare?: (schema: string) => Promise<void>;
  /** puts there what an earlier life left, at this time */
  readonly left?: { readonly at: number; readonly by: (schema: string) => Promise<void> };
}

/** A home whose clock waits for its server. */
export interface ServerHome extends Home { readonly clock: PatientClock }

const startOfTime = 1_800_000_000_000;
/** longer than any story: whoever dies is said to be dead */
const leaseMs = 1_000_000_000;

/** Homes in a PostgreSQL database, each in a schema with nothing in it whose clock is the test's. */
export function createServerHomes(place: Place): () => Promise<ServerHome> {
  const { database } = place;
  // emptied after its story, which is quicker than making another
  const spare: string[] = [];
  const { at: begin } = place.left ?? { at: startOfTime };
  const newSchema = async (): Promise<string> => {
    const schema = await database.newSchema(place.left?.by);
    await database.setClock(schema, begin);
    await place.prepare?.(schema);
    return schema;
  };
  return async () => {
    const schema = spare.pop() ?? await newSchema();
    const clock = createPatientClock(begin);
    const stores: Store[] = [];
    const setTime = createTimeSetter(place, schema, clock);
    return {
      clock,
      store() {
        const { pool, callTimeoutMs } = place;
        const store = createPostgresStore({ pool, schema, leaseMs, callTimeoutMs });
        stores.push(store);
        return inItsTime(store, clock, setTime);
      },
      // nobody says good-bye; the others take it for dead once its lease is over
      die: async () => void await database.admin.query(`UPDATE ${schema}.worker SET until = 0`),
      async remove() {
        for (const store of stores) await store.close();
        if (place.left !== undefined) return;
        await database.emptySchema(schema);
        spare.push(schema);
      },
    };
  };
}

/** The server's clock says what the test's says, whenever somebody asks the server for something. */
function createTimeSetter({ database }: Place, schema: string, clock: PatientClock): () => Promise<void> {
  let set: number | undefined;
  let setting: Promise<unknown> = Promise.resolve();
  return async () => {
    const now = clock.now();
    if (set !== now) {
      set = now;
      setting = setting.then(() => database.admin.query(`UPDATE ${schema}.test_clock SET ms = ${now}`));
    }
    await setting;
  };
}

/** A store whose calls take none of the test's time. */
function inItsTime(store: Store, clock: PatientClock, setTime: () => Promise<void>): Store {
  const members = [...countedCalls, 'open', 'scan', 'balance', 'erase', 'close'] as const;
  const inTime = members.map((name) => [name, (...given: unknown[]) => clock.during(setTime().then((): Promise<unknown> => Reflect.apply(store[name], store, given)))]);
  return { ...store, ...Object.fromEntries(inTime) };
}
