import { Pool, type PoolClient } from 'pg';
import { createActor, fromPromise, waitFor, type AnyActor, type AnyStateMachine } from 'xstate';
import { benchJourney, type VisitStep } from './bench-journey.js';
import type { Competitor, Course, EndState } from './competitor.js';
import { assertActive, isAsking, journeyIn, toText } from './hand-written-loop.js';
import { connections, mustHaveDatabase } from './on-server.js';

/**
 * What one writes by hand with XState and PostgreSQL: a row a customer, locked while its actor is restored, sent to and written back, all in
 * one transaction; as many at once as there are connections. No log, no dedupe, no outbox, no timers that outlive the process.
 */
export async function createHandWrittenOnServer(course: Course): Promise<Competitor> {
  const pool = new Pool({ connectionString: mustHaveDatabase(course).url, max: connections });
  await pool.query('CREATE TABLE IF NOT EXISTS customer (id integer PRIMARY KEY, snapshot text NOT NULL)');
  const calls = { sends: 0, lookups: 0 };
  const machine = benchJourney.provide({
    actions: { send: () => { calls.sends += 1; } },
    actors: { findOrder: fromPromise(async () => { calls.lookups += 1; return { status: 'shipped' }; }) },
  });
  const answers = new Map<number, Promise<void>>();
  return {
    async bring(customer, { event }) {
      const taken = await inTransaction(pool, (client) => take({ client, machine }, customer, event));
      const answer = answered(pool, customer, taken);
      // whoever waits for the answer hears of a failure there
      answer.catch(() => {});
      answers.set(customer, answer);
    },
    answer: async (customer) => answers.get(customer),
    async finish() {
      await Promise.all(answers.values());
      const { rows } = await pool.query<{ readonly snapshot: string }>('SELECT snapshot FROM customer ORDER BY id');
      await pool.end();
      const journeys: NonNullable<EndState['journeys']> = rows.map(({ snapshot }) => journeyIn(snapshot));
      return { journeys, ...calls };
    },
  };
}

/** Work on a connection of its own, committed in the end; where it fails the connection goes back rolled back, and whoever asked hears of it. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const done = await work(client);
    await client.query('COMMIT');
    return done;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

interface Taken { readonly actor: AnyActor; /** an activity, whose answer is a durable event too */ readonly asks: boolean }

async function take({ client, machine }: { readonly client: PoolClient; readonly machine: AnyStateMachine }, customer: number, { type, data }: VisitStep['event']): Promise<Taken> {
  const { rows: [stored] } = await client.query<{ readonly snapshot: string }>({ name: 'read', text: 'SELECT snapshot FROM customer WHERE id = $1 FOR UPDATE', values: [customer] });
  const event = { type, data, at: Date.now() };
  const actor = createActor(machine, stored === undefined ? { input: { event } } : { snapshot: JSON.parse(stored.snapshot) });
  assertActive(actor);
  actor.start();
  if (stored !== undefined) actor.send(event);
  // the answer may be there before the commit is
  const asks = isAsking(actor);
  await write(client, customer, actor);
  return { actor, asks };
}

async function write(client: PoolClient, customer: number, actor: AnyActor): Promise<void> {
  const { rowCount } = await client.query({ name: 'write', text: 'INSERT INTO customer VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET snapshot = excluded.snapshot', values: [customer, toText(actor)] });
  if (rowCount !== 1) throw new Error('the hand-written loop wrote nothing');
}

/** The answer of the activity that an event may have asked, in a transaction of its own; the actor stays alive until then. */
async function answered(pool: Pool, customer: number, { actor, asks }: Taken): Promise<void> {
  if (asks) {
    await waitFor(actor, () => !isAsking(actor));
    await inTransaction(pool, (client) => write(client, customer, actor));
  }
  actor.stop();
}
