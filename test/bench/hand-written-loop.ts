import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { createActor, fromPromise, waitFor, type AnyActor, type AnyStateMachine } from 'xstate';
import { benchJourney, entrance, type VisitStep } from './bench-journey.js';
import type { Competitor, Course, EndState } from './competitor.js';

/**
 * What one writes by hand with XState and SQLite: a row a customer with the snapshot as JSON; each event restores an actor, sends, and
 * updates the row in a transaction of its own, synced as safely. No log, no dedupe, no outbox, no timers that outlive the process.
 */
export function createHandWrittenLoop({ folder, afterSync }: Course): Competitor {
  const rows = openRows(join(folder, 'hand-written.db'), afterSync);
  const calls = { sends: 0, lookups: 0 };
  const machine = benchJourney.provide({
    actions: { send: () => { calls.sends += 1; } },
    actors: { findOrder: fromPromise(async () => { calls.lookups += 1; return { status: 'shipped' }; }) },
  });
  const answers = new Map<number, PromiseWithResolvers<void>>();
  let tail = Promise.resolve();
  return {
    async enter(customers) {
      rows.begin();
      for (let customer = 0; customer < customers; customer += 1) await handle({ machine, rows }, { customer, event: entrance.event, durable() {} });
      rows.commit();
    },
    bring(customer, { event }) {
      const durable = Promise.withResolvers<void>();
      const answer = Promise.withResolvers<void>();
      // whoever waits for the event hears of a failure there
      answer.promise.catch(() => {});
      answers.set(customer, answer);
      // one writer, as the file allows
      tail = tail.then(() => handle({ machine, rows }, { customer, event, durable: durable.resolve })).then(answer.resolve).catch((error: unknown) => { durable.reject(error); answer.reject(error); });
      return durable.promise;
    },
    answer: async (customer) => answers.get(customer)?.promise,
    async finish() {
      await tail;
      return { journeys: rows.close(), ...calls };
    },
  };
}

interface Kit { readonly machine: AnyStateMachine; readonly rows: Rows }
interface Job { readonly customer: number; readonly event: VisitStep['event']; readonly durable: () => void }

/** One event, and the answer of the activity it may ask. */
async function handle({ machine, rows }: Kit, { customer, event: { type, data }, durable }: Job): Promise<void> {
  const stored = rows.read(customer);
  const event = { type, data, at: Date.now() };
  const actor = createActor(machine, stored === undefined ? { input: { event } } : { snapshot: JSON.parse(stored) });
  assertActive(actor);
  actor.start();
  if (stored !== undefined) actor.send(event);
  if (stored === undefined) rows.insert(customer, toText(actor));
  else rows.update(customer, toText(actor));
  durable();
  if (isAsking(actor)) {
    await waitFor(actor, () => !isAsking(actor));
    rows.update(customer, toText(actor));
  }
  actor.stop();
}

export const isAsking = (actor: AnyActor): boolean => Object.keys(actor.getSnapshot().children).length > 0;

export function toText(actor: AnyActor): string {
  assertActive(actor);
  return JSON.stringify(actor.getPersistedSnapshot());
}

/** An actor in status `error` does nothing and says nothing; SQLite would then skip the write of equal bytes, and the loop would look fast. */
export function assertActive(actor: AnyActor): void {
  const { status } = actor.getSnapshot();
  if (status !== 'active') throw new Error(`the actor of the hand-written loop is in status '${status}'`);
}

interface Rows {
  read(customer: number): string | undefined;
  insert(customer: number, snapshot: string): void;
  update(customer: number, snapshot: string): void;
  /** what follows is one transaction */
  begin(): void;
  commit(): void;
  close(): NonNullable<EndState['journeys']>;
}

function openRows(file: string, afterSync: () => void): Rows {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE customer (id INTEGER PRIMARY KEY, snapshot TEXT NOT NULL)');
  const select = db.prepare('SELECT snapshot FROM customer WHERE id = ?');
  const insert = db.prepare('INSERT INTO customer (snapshot, id) VALUES (?, ?)');
  const update = db.prepare('UPDATE customer SET snapshot = ? WHERE id = ?');
  // a statement outside of BEGIN is a transaction of its own
  const write = (statement: StatementSync, customer: number, snapshot: string): void => {
    if (statement.run(snapshot, customer).changes !== 1) throw new Error('the hand-written loop wrote nothing');
    afterSync();
  };
  return {
    read(customer) {
      const row = select.get(customer);
      return row === undefined ? undefined : String(row['snapshot']);
    },
    insert: (customer, snapshot) => write(insert, customer, snapshot),
    update: (customer, snapshot) => write(update, customer, snapshot),
    begin: () => db.exec('BEGIN'),
    commit: () => db.exec('COMMIT'),
    close() {
      const journeys = db.prepare('SELECT snapshot FROM customer ORDER BY id').all().map((row) => journeyIn(String(row['snapshot'])));
      db.close();
      return journeys;
    },
  };
}

export function journeyIn(text: string): { readonly where: string; readonly turns: number } {
  const { value, context }: { readonly value: Readonly<Record<string, string>> | string; readonly context: { readonly turns: number } } = JSON.parse(text);
  return { where: typeof value === 'string' ? value : Object.entries(value).map(([outer, inner]) => `${outer}.${inner}`).join(' and '), turns: context.turns };
}
