import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JourneyError } from 'throughline';
import { createPostgresStore } from 'throughline/adapters/postgres';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import type { Store } from 'throughline/ports';
import { createMemoryData, createMemoryStore } from 'throughline/testing';
import { databaseOfFile } from '../adapters/postgres/database-of-file.js';
import { temporaryFile } from '../adapters/sqlite/sqlite-harness.js';
import { expectAccountedFor } from '../audit/accounted-for.js';
import { type BadInputRow, now } from '../bad-input/bad-input-row.js';
import { badInputRows } from '../bad-input/rows.js';
import { fullSize, runsOf } from '../full-size.js';
import { createBench, type Bench } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { tally } from '../orchestrator/door/journeys.js';
import { assertAgreement, type Rival } from '../testing/assert-agreement.js';
import { createServerHomes } from './store-failure/server-homes.js';

/** sequences of five to forty steps */
const sequences = runsOf({ ci: 30, full: 10_000 });

const server = databaseOfFile();

function sqliteRival(): Rival {
  const file = temporaryFile();
  let time = 0;
  return {
    make: () => createSqliteStore({ file, now: () => time, durable: 'no', synchronous: 'OFF', vacuumOnErase: false }),
    setClock: (at) => { time = at; },
    remove: () => rmSync(dirname(file), { recursive: true, force: true }),
  };
}

const postgresRival = (schema: string): Rival => ({
  make: () => createPostgresStore({ pool: server.pool, schema, leaseMs: 1_000_000_000 }),
  setClock: (at) => server.database.setClock(schema, at),
  remove: () => server.database.emptySchema(schema),
});

describe('P26: whatever is done to them,', () => {
  it(`memory, SQLite and PostgreSQL always answer the same, over ${sequences} random sequences`, async () => {
    const schema = await server.database.newSchema();
    let runs = 0;
    await assertAgreement(() => {
      runs += 1;
      return [sqliteRival(), postgresRival(schema)];
    }, sequences);
    expect(runs).toBeGreaterThanOrEqual(sequences);
  }, 10_800_000);

  it('a store that keeps an absent queue as the text undefined is told from the others', async () => {
    const bugged = (): Rival => {
      const data = createMemoryData();
      let time = 0;
      return { make: () => undefinedAsText(createMemoryStore({ data, clock: { now: () => time } })), setClock: (at) => { time = at; }, remove: () => {} };
    };
    await expect(assertAgreement(() => [bugged()], 500)).rejects.toThrow(/Property failed/);
  });
});

/** The bug: what is not there becomes a text. */
const undefinedAsText = (store: Store): Store => ({
  ...store,
  commit: (batch) => store.commit(batch.map((change) => (change.effects?.add === undefined ? change : { ...change, effects: { ...change.effects, add: change.effects.add.map((effect) => ({ ...effect, queue: String(effect.queue) })) } }))),
});

describe('P26: everything that somebody will send one day', () => {
  const makers = (): readonly (() => Home | Promise<Home>)[] => [...homes.map(([, make]) => make), createServerHomes({ ...server, callTimeoutMs: 30_000 })];
  const isTaken = (row: BadInputRow): boolean => 'accepted' in row.expect;

  it('is refused with the same error by memory, SQLite and PostgreSQL, where it is refused', async () => {
    const benches = await Promise.all(makers().map(async (make) => begin(await make())));
    const refused = someOf(badInputRows.filter((row) => !isTaken(row)));
    for (const row of refused) await allAgree(row, () => Promise.all(benches.map(({ bench }) => fateOn(bench, row))), { answer: 'refused', log: [] });
    for (const { end } of benches) await end();
    expect(refused.length).toBeGreaterThan(30);
  }, 600_000);

  it('is kept as the same text by memory, SQLite and PostgreSQL, where it is taken', async () => {
    // a customer who is named by an id must be known already
    const taken = someOf(badInputRows.filter((row) => isTaken(row) && row.name !== 'a customer the host knows by its own id'));
    for (const row of taken) {
      const benches = await Promise.all(makers().map(async (make) => begin(await make())));
      await allAgree(row, () => Promise.all(benches.map(({ bench }) => fateOn(bench, row))), { answer: 'ignored' });
      for (const { end } of benches) await end();
    }
    expect(taken.length).toBeGreaterThan(10);
  }, 600_000);
});

/** in the small run every so many */
const every = 5;
const someOf = (rows: readonly BadInputRow[]): readonly BadInputRow[] => (fullSize ? rows : rows.filter((_, at) => at % every === 0));

interface Fate { readonly answer: string; readonly facts: unknown; readonly log: readonly string[] }

async function begin(home: Home): Promise<{ readonly bench: Bench; readonly end: () => Promise<void> }> {
  home.clock.set(now);
  const bench = createBench(home, { journeys: [tally] });
  await bench.orchestrator.start();
  return {
    bench,
    async end() {
      await expectAccountedFor(bench.store);
      await bench.orchestrator.close();
      await home.remove();
    },
  };
}

async function fateOn(bench: Bench, row: BadInputRow): Promise<Fate> {
  const said = await bench.orchestrator.accept(row.input() as never).then((receipt) => ({ answer: receipt.status, facts: undefined }), (error: unknown) => ({ answer: 'refused', facts: JourneyError.is(error) ? { code: error.code, ...error.facts } : error }));
  return { ...said, log: (await bench.log()).map(({ body }) => body) };
}

async function allAgree(row: BadInputRow, ask: () => Promise<readonly Fate[]>, expected: Partial<Fate>): Promise<void> {
  const [memory, ...others] = await ask();
  const title = `line ${row.row}: ${row.name}`;
  expect(memory, title).toMatchObject(expected);
  for (const other of others) expect(other, title).toEqual(memory);
}
