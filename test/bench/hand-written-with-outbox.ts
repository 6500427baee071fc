import { Pool, type PoolClient } from 'pg';
import { createActor, fromPromise, waitFor, type AnyActor, type AnyActorRef, type AnyStateMachine } from 'xstate';
import { benchJourney, type VisitStep } from './bench-journey.js';
import type { Competitor, Course, EndState } from './competitor.js';
import { assertActive, isAsking, journeyIn, toText } from './hand-written-loop.js';
import { inTransaction } from './hand-written-on-server.js';
import { connections, mustHaveDatabase } from './on-server.js';

/**
 * What one writes by hand to have what the library promises of one event: beside the row of the customer a key that refuses a second delivery, the log, the delay
 * that outlives the process, and an outbox that is written with them and emptied once the message is out; a statement each, in one transaction. As many at once as
 * there are connections. It has nobody who reads the outbox and the delays after a crash, and no leases: one process only.
 */
export async function createHandWrittenWithOutbox(course: Course): Promise<Competitor> {
  const pool = new Pool({ connectionString: mustHaveDatabase(course).url, max: connections });
  await pool.query(schema);
  const calls = { sends: 0, lookups: 0 };
  const said = new WeakMap<AnyActorRef, string[]>();
  const machine = benchJourney.provide({
    actions: { send: ({ self }, { text }: { readonly text: string }) => { said.set(self, [...(said.get(self) ?? []), text]); } },
    actors: { findOrder: fromPromise(async () => { calls.lookups += 1; return { status: 'shipped' }; }) },
  });
  const takeSaid = (actor: AnyActor): readonly string[] => {
    const texts = said.get(actor) ?? [];
    said.delete(actor);
    return texts;
  };
  const kit: Kit = { pool, machine, takeSaid, deliver: () => { calls.sends += 1; } };
  const taken = new Map<number, number>();
  const answers = new Map<number, Promise<void>>();
  return {
    async bring(customer, { event }) {
      const nth = taken.get(customer) ?? 0;
      taken.set(customer, nth + 1);
      const { actor, outbox } = await inTransaction(pool, (client) => take(client, kit, { customer, key: `${customer}-${nth}`, event }));
      // the host has its answer; what goes out is on its way
      const answer = leave(kit, outbox.messages).then(() => answered(kit, customer, actor, outbox.activity));
      // whoever waits for the answer hears of a failure there
      answer.catch(() => {});
      answers.set(customer, answer);
    },
    answer: async (customer) => answers.get(customer),
    async finish() {
      await Promise.all(answers.values());
      const end = await readEnd(pool);
      await pool.end();
      return { ...end, ...calls };
    },
  };
}

const schema = `
  CREATE TABLE IF NOT EXISTS customer (id integer PRIMARY KEY, snapshot text NOT NULL);
  CREATE TABLE IF NOT EXISTS dedupe (key text PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp());
  CREATE TABLE IF NOT EXISTS log (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer integer NOT NULL, kind text NOT NULL, body text NOT NULL);
  CREATE TABLE IF NOT EXISTS outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer integer NOT NULL, kind text NOT NULL, body text NOT NULL);
  CREATE TABLE IF NOT EXISTS delay (customer integer PRIMARY KEY, due timestamptz NOT NULL);
  CREATE INDEX IF NOT EXISTS delay_due ON delay (due);`;

interface Kit {
  readonly pool: Pool;
  readonly machine: AnyStateMachine;
  /** the messages that an actor has left since it was asked last */
  readonly takeSaid: (actor: AnyActor) => readonly string[];
  readonly deliver: () => void;
}
interface Brought { readonly customer: number; readonly key: string; readonly event: VisitStep['event'] }
/** What a transaction left in the outbox, by the ids of its rows. */
interface Outbox { readonly messages: readonly string[]; /** absent where none was asked */ readonly activity?: string }

async function take(client: PoolClient, kit: Kit, { customer, key, event: { type, data } }: Brought): Promise<{ readonly actor: AnyActor; readonly outbox: Outbox }> {
  const { rowCount: fresh } = await client.query({ name: 'dedupe', text: 'INSERT INTO dedupe (key) VALUES ($1) ON CONFLICT DO NOTHING', values: [key] });
  if (fresh !== 1) throw new Error(`the event '${key}' was brought twice`);
  const { rows: [stored] } = await client.query<{ readonly snapshot: string }>({ name: 'read', text: 'SELECT snapshot FROM customer WHERE id = $1 FOR UPDATE', values: [customer] });
  const event = { type, data, at: Date.now() };
  const actor = createActor(kit.machine, stored === undefined ? { input: { event } } : { snapshot: JSON.parse(stored.snapshot) });
  assertActive(actor);
  actor.start();
  const waited = stored !== undefined && isWaiting(actor);
  if (stored !== undefined) actor.send(event);
  return { actor, outbox: await keep(client, kit, { customer, actor, waited, entry: { kind: 'event', body: JSON.stringify(event) } }) };
}

interface Kept {
  readonly customer: number;
  readonly actor: AnyActor;
  /** a delay was under way before */
  readonly waited: boolean;
  readonly entry: { readonly kind: 'event' | 'decision'; readonly body: string };
}

/** All that one step leaves: the customer, its log, its outbox and its delay. */
async function keep(client: PoolClient, { takeSaid }: Pick<Kit, 'takeSaid'>, { customer, actor, waited, entry }: Kept): Promise<Outbox> {
  // before anything is waited for: the answer of an activity may be there before the commit is
  const [snapshot, texts, asks, waits] = [toText(actor), takeSaid(actor), isAsking(actor), isWaiting(actor)];
  const { rowCount } = await client.query({ name: 'write', text: 'INSERT INTO customer VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET snapshot = excluded.snapshot', values: [customer, snapshot] });
  if (rowCount !== 1) throw new Error('the hand-written loop wrote nothing');
  await client.query({
    name: 'log', text: 'INSERT INTO log (customer, kind, body) SELECT $1, * FROM unnest($2::text[], $3::text[])',
    values: [customer, [entry.kind, ...texts.map(() => 'message')], [entry.body, ...texts]],
  });
  if (waits && !waited) await client.query({ name: 'wait', text: "INSERT INTO delay VALUES ($1, clock_timestamp() + interval '30 minutes')", values: [customer] });
  if (waited && !waits) await client.query({ name: 'wait no more', text: 'DELETE FROM delay WHERE customer = $1', values: [customer] });
  return putOut(client, customer, [...texts.map((body) => ({ kind: 'message', body })), ...(asks ? [{ kind: 'activity', body: 'findOrder' }] : [])]);
}

const isWaiting = (actor: AnyActor): boolean => actor.getSnapshot().matches({ 'with the bot': 'asking' });

async function putOut(client: PoolClient, customer: number, effects: readonly { readonly kind: string; readonly body: string }[]): Promise<Outbox> {
  if (effects.length === 0) return { messages: [] };
  const { rows } = await client.query<{ readonly id: string; readonly kind: string }>({
    name: 'put out', text: 'INSERT INTO outbox (customer, kind, body) SELECT $1, * FROM unnest($2::text[], $3::text[]) RETURNING id, kind',
    values: [customer, effects.map(({ kind }) => kind), effects.map(({ body }) => body)],
  });
  const activity = rows.find(({ kind }) => kind === 'activity')?.id;
  return { messages: rows.flatMap(({ id, kind }) => (kind === 'message' ? [id] : [])), ...(activity !== undefined && { activity }) };
}

/** Messages go out once their rows are durable, and their rows go once they are out. */
async function leave({ pool, deliver }: Kit, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    deliver();
    await pool.query({ name: 'left', text: 'DELETE FROM outbox WHERE id = $1', values: [id] });
  }
}

/** The answer of the activity that an event may have asked, in a transaction of its own; the actor stays alive until then. */
async function answered(kit: Kit, customer: number, actor: AnyActor, activity: string | undefined): Promise<void> {
  if (activity !== undefined) {
    await waitFor(actor, () => !isAsking(actor));
    const { messages } = await inTransaction(kit.pool, async (client) => {
      await client.query({ name: 'left', text: 'DELETE FROM outbox WHERE id = $1', values: [activity] });
      return keep(client, kit, { customer, actor, waited: false, entry: { kind: 'decision', body: 'findOrder' } });
    });
    await leave(kit, messages);
  }
  actor.stop();
}

/** What is there in the end; throws where a row stayed in the outbox or a delay is not that of its customer. */
async function readEnd(pool: Pool): Promise<EndState> {
  const { rows } = await pool.query<{ readonly snapshot: string }>('SELECT snapshot FROM customer ORDER BY id');
  const journeys = rows.map(({ snapshot }) => journeyIn(snapshot));
  const { rows: [counts] } = await pool.query<Readonly<Record<'event' | 'decision' | 'message' | 'outbox' | 'delay', number>>>(`
    SELECT (SELECT count(*)::int FROM outbox) AS outbox, (SELECT count(*)::int FROM delay) AS delay,
      count(*) FILTER (WHERE kind = 'event')::int AS event, count(*) FILTER (WHERE kind = 'decision')::int AS decision, count(*) FILTER (WHERE kind = 'message')::int AS message FROM log`);
  if (counts === undefined) throw new Error('the log could not be counted');
  const waiting = journeys.filter(({ where }) => where === 'with the bot.asking').length;
  if (counts.outbox !== 0 || counts.delay !== waiting) throw new Error(`the hand-written loop left ${counts.outbox} rows in its outbox, and ${counts.delay} delays of ${waiting}`);
  return { journeys, log: { event: counts.event, decision: counts.decision, messagesOut: counts.message } };
}
