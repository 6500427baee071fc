import { beforeEach, describe, expect, it } from 'vitest';
import { databaseOfFile } from '../adapters/postgres/database-of-file.js';
import { holdUp } from '../adapters/postgres/wait-trigger.js';
import { openWorker, until, type TestWorker } from '../adapters/postgres/worker-bench.js';
import { unbalancedIn } from '../audit/accounted-for.js';
import { runsOf } from '../full-size.js';
import { readByCursor, readLog, takeWork } from './readers/readers.js';
import { restoreDump } from './readers/restore-dump.js';
import { beginWriters } from './readers/writers.js';

/** entries, each with a message and a delay */
const entries = runsOf({ ci: 640, full: 100_000 });

const server = databaseOfFile(20);
let schema: string;
beforeEach(async () => { schema = await server.database.newSchema(); });

const writes = ({ store, change }: TestWorker, lane: string, body: string) => store.commit([change(lane, {
  entries: [{ kind: 'event', at: 1, body }], effects: { add: [{ key: body, due: 0, attempt: 0, body }] }, timers: { set: [{ id: body, due: body === 'held' ? 1 : 2 }] },
})]);
const bodies = (rows: readonly { readonly body: string }[]): readonly string[] => rows.map(({ body }) => body);
const dueOf = async ({ store }: TestWorker) => {
  const query = { worker: 'w', limit: 20, leaseMs: 1_000_000 };
  return { effects: (await store.claim({ kind: 'effect', ...query })).due.map(({ key }) => key), timers: (await store.claim({ kind: 'timer', ...query })).due.map(({ id }) => id) };
};

describe('P6: while a commit is held up and later ones are done', () => {
  it('a reader of the log waits for it, where one that goes by the last position seen skips it', async () => {
    const worker = await openWorker('w', { pool: server.pool, schema });
    await writes(worker, 'a', 'before');
    const held = await holdUp(server.database, schema, 'held');
    const late = writes(worker, 'b', 'held');
    await until(async () => (await held.waiting()).length === 1);
    await writes(worker, 'c', 'after');

    const first = await worker.store.scan(0, 10);
    expect(bodies(first.entries)).toEqual(['before']);
    const { rows: naive } = await server.database.admin.query(`SELECT position::int, body FROM ${schema}.log WHERE position > 0 ORDER BY position`);
    expect(naive.map(({ body }) => body)).toEqual(['before', 'after']);

    await held.letGo();
    await late;
    expect(bodies((await worker.store.scan(first.next, 10)).entries)).toEqual(['held', 'after']);
    const { rows: skipped } = await server.database.admin.query(`SELECT body FROM ${schema}.log WHERE position > ${naive.at(-1)?.position}`);
    expect(skipped).toEqual([]);
  });

  it('who takes messages goes on with the later ones and takes the held one when it is there, where one that goes by the last number seen skips it', async () => {
    const worker = await openWorker('w', { pool: server.pool, schema });
    const held = await holdUp(server.database, schema, 'held', 'effect');
    const late = writes(worker, 'b', 'held');
    await until(async () => (await held.waiting()).length === 1);
    await writes(worker, 'c', 'after');
    expect(await dueOf(worker)).toEqual({ effects: ['after'], timers: ['after'] });
    const { rows: [last] } = await server.database.admin.query(`SELECT max(seq) AS seq FROM ${schema}.effect`);

    await held.letGo();
    await late;
    const { rows: skipped } = await server.database.admin.query(`SELECT key FROM ${schema}.effect WHERE seq > ${last?.seq}`);
    expect(skipped).toEqual([]);
    expect((await dueOf(worker)).effects).toEqual(['held']);
  });

  it('who ends delays takes the held one when it is there, where one that goes by the last time seen skips it', async () => {
    const worker = await openWorker('w', { pool: server.pool, schema });
    const held = await holdUp(server.database, schema, 'held');
    const late = writes(worker, 'b', 'held');
    await until(async () => (await held.waiting()).length === 1);
    await writes(worker, 'c', 'after');
    expect((await dueOf(worker)).timers).toEqual(['after']);

    await held.letGo();
    await late;
    const { rows: skipped } = await server.database.admin.query(`SELECT id FROM ${schema}.timer WHERE due > 2`);
    expect(skipped).toEqual([]);
    expect((await dueOf(worker)).timers).toEqual(['held']);
  });

  it('and is then taken back, a reader goes on past it', async () => {
    const worker = await openWorker('w', { pool: server.pool, schema });
    const held = await holdUp(server.database, schema, 'held');
    const late = writes(worker, 'b', 'held').catch(() => 'taken back');
    await until(async () => (await held.waiting()).length === 1);
    await writes(worker, 'c', 'after');
    expect((await worker.store.scan(0, 10)).entries).toEqual([]);
    for (const pid of await held.waiting()) await server.database.admin.query(`SELECT pg_terminate_backend(${pid})`);
    expect(await late).toBe('taken back');
    await until(async () => (await worker.store.scan(0, 10)).entries.length === 1);
    await held.letGo();
  });
});

it('P6: who reads a database that was restored from a dump goes on where they stopped and skips nothing, and what waited in it is taken up', async () => {
  const worker = await openWorker('w', { pool: server.pool, schema });
  const written = Array.from({ length: 12 }, (_, at) => `before ${at}`);
  for (const [at, body] of written.entries()) await writes(worker, `lane ${at}`, body);
  const first = await worker.store.scan(0, 5);
  const { due: inHand } = await worker.store.claim({ kind: 'effect', worker: 'w', limit: 4, leaseMs: 600_000 });

  const restored = await restoreDump(server.database, schema);
  await server.database.admin.query(`UPDATE ${restored}.worker SET until = 0`);
  const heir = await openWorker('heir', { pool: server.pool, schema: restored });
  for (const at of [0, 1]) await writes(heir, `new lane ${at}`, `after ${at}`);

  const rest = await heir.store.scan(first.next, 100);
  expect(bodies([...first.entries, ...rest.entries])).toEqual([...written, 'after 0', 'after 1']);
  const due = await dueOf(heir);
  expect(inHand.length).toBe(4);
  expect(await unbalancedIn(heir.store)).toEqual([]);
  expect([due.effects.toSorted(), due.timers.toSorted()]).toEqual([[...written, 'after 0', 'after 1'].toSorted(), [...written, 'after 0', 'after 1'].toSorted()]);
});

it(`P6: beside sixteen writers, a fifth of them slow, ${entries} entries, messages and delays are each seen once, and each customer's in order; one that goes by the last number seen skips some`, async () => {
  const writers = await beginWriters({ ...server, schema }, entries);
  const readers = await Promise.all(['reader', 'hand', 'other hand'].map((name) => openWorker(name, { pool: server.pool, schema })));
  const [reader, hand, other] = readers.map(({ store }) => store);
  if (reader === undefined || hand === undefined || other === undefined) throw new Error('nobody reads');
  const [seen, naive, ...taken] = await Promise.all([
    readLog(reader, writers), readByCursor(server.database, schema, writers), takeWork(hand, readers[1]?.epoch ?? 0, writers), takeWork(other, readers[2]?.epoch ?? 0, writers),
  ]);

  expect(seen.length).toBe(entries);
  expect(new Set(seen.map(({ position }) => position)).size).toBe(entries);
  const next = new Map<string, number>();
  for (const { lane, body } of seen) {
    expect(Number(body)).toBe(next.get(lane) ?? 0);
    next.set(lane, Number(body) + 1);
  }
  for (const kind of ['effects', 'timers'] as const) {
    const all = taken.flatMap((one) => one[kind]);
    expect(all.length, kind).toBe(entries);
    expect(new Set(all).size, kind).toBe(entries);
  }
  expect(naive).toBeLessThan(entries);
  expect(await unbalancedIn(reader)).toEqual([]);
}, 10_800_000);
