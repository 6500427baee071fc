import { Pool } from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { createPostgresStore } from '../../../adapters/postgres/index.js';
import type { Change, Settlement } from '../../../src/ports/index.js';
import { useTestDatabase } from './test-database.js';

const lanes = Array.from({ length: 50 }, (_, at) => `lane ${at}`);
const place = { tenant: 't', lane: 'lane 1' };

it.each(['worker', 'admin'] as const)('no call reads a whole table, neither on a database so fresh that its planner knows nothing of it nor when it has looked: %s', async (role) => {
  const database = await useTestDatabase();
  const schema = await database.newSchema();
  const pool = new Pool({ connectionString: database[`${role}Url`], max: 1 });
  onTestFinished(() => pool.end());
  const store = createPostgresStore({ pool, schema });
  const { epoch } = await store.open({ worker: 'w' });
  const scansOf = async (): Promise<Readonly<Record<string, number>>> => {
    await pool.query('SELECT pg_stat_force_next_flush()');
    const { rows } = await database.admin.query(`SELECT relname, seq_scan::int FROM pg_stat_user_tables WHERE schemaname = '${schema}' AND relname NOT IN ('worker', 'meta', 'migration', 'test_clock')`);
    return Object.fromEntries(rows.map(({ relname, seq_scan: scans }) => [relname, Number(scans)]));
  };
  const before = await scansOf();
  for (let version = 0; version < 8; version += 1) {
    // plans are made anew after it
    if (version === 4) await database.admin.query('ANALYZE');
    const outcomes = await store.commit(lanes.map((lane) => changeOf(lane, { epoch, version })));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    await store.commit([{ ...place, expect: 0, epoch, state: 'refused', identities: { claim: ['email:lane 2'] } }]);
    await store.commit([{ tenant: 't', lane: `new ${version}`, expect: 0, epoch, state: 'refused', identities: { claim: ['email:lane 2'] } }]);
    await store.load([place]);
    await store.resolve([{ tenant: 't', identity: 'email:lane 1' }]);
    await store.history(place, { limit: 3, before: 40, kinds: ['event'] });
    await store.scan(10, 5);
    await store.rows(place, { prefix: 'r', after: 'r0', limit: 3 });
    await store.counters('t', ['n']);
    for (const kind of ['lane', 'instance', 'parked', 'dead', 'timer', 'effect'] as const) {
      await store.list({ kind, limit: 3 });
      await store.list({ kind, ...place, limit: 3 });
    }
    await store.claim({ kind: 'timer', worker: 'w', limit: 3, leaseMs: 1 });
    await store.claim({ kind: 'effect', worker: 'w', limit: 3, leaseMs: 1 });
    await store.trim(0);
    await store.erase([{ tenant: 't', lane: `lane ${version + 20}` }, { tenant: 't', lane: 'nobody' }]);
    lanes.splice(lanes.indexOf(`lane ${version + 20}`), 1);
  }
  expect(await scansOf()).toEqual(before);
  await store.close();
});

it('no call costs more as a store grows, though its plans were made when it was empty', async () => {
  const database = await useTestDatabase();
  const schema = await database.newSchema();
  // as long as nobody has looked, a planner has to guess
  for (const { tablename } of (await database.admin.query(`SELECT tablename FROM pg_tables WHERE schemaname = '${schema}'`)).rows) await database.admin.query(`ALTER TABLE ${schema}.${tablename} SET (autovacuum_enabled = off)`);
  const pool = new Pool({ connectionString: database.workerUrl, max: 1 });
  onTestFinished(() => pool.end());
  const store = createPostgresStore({ pool, schema });
  const { epoch } = await store.open({ worker: 'w' });
  const readsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const before = await rowsRead(database.admin, pool, schema);
    await work();
    return await rowsRead(database.admin, pool, schema) - before;
  };
  const grow = async (round: number): Promise<void> => {
    for (let at = 0; at < 5; at += 1) await store.commit(Array.from({ length: 60 }, (_, lane) => changeOf(`more ${round} ${at} ${lane}`, { epoch, version: 0 })));
  };
  const costs: Readonly<Record<string, number>>[] = [];
  let last = 0;
  for (let round = 0; round < 4; round += 1) {
    const calls: Readonly<Record<string, () => Promise<unknown>>> = {
      commit: async () => { last = Math.max(...(await store.commit(lanes.slice(0, 20).map((lane) => changeOf(`${lane} of old`, { epoch, version: round })))).map((outcome) => (outcome.ok ? outcome.position : 0))); },
      load: () => store.load([place]),
      resolve: () => store.resolve([{ tenant: 't', identity: 'email:lane 1' }]),
      history: () => store.history({ tenant: 't', lane: 'lane 1 of old' }, { limit: 5, before: last }),
      scan: () => store.scan(last - 10, 5),
      rows: () => store.rows({ tenant: 't', lane: 'lane 1 of old' }, { limit: 5 }),
      counters: () => store.counters('t', ['n']),
      timers: () => store.claim({ kind: 'timer', worker: 'w', limit: 5, leaseMs: 1 }),
      effects: () => store.claim({ kind: 'effect', worker: 'w', limit: 5, leaseMs: 1 }),
      lanes: () => store.list({ kind: 'lane', limit: 5 }),
      instances: () => store.list({ kind: 'instance', tenant: 't', limit: 5 }),
      parked: () => store.list({ kind: 'parked', tenant: 't', lane: 'lane 1 of old', limit: 5 }),
      dead: () => store.list({ kind: 'dead', limit: 5 }),
      'timers there are': () => store.list({ kind: 'timer', limit: 5 }),
      'effects there are': () => store.list({ kind: 'effect', tenant: 't', limit: 5 }),
      trim: () => store.trim(0),
      erase: () => store.erase([{ tenant: 't', lane: `more ${round - 1} 1 1` }]),
    };
    const cost: Record<string, number> = {};
    for (const [name, call] of Object.entries(calls)) cost[name] = await readsOf(call);
    costs.push(cost);
    await grow(round);
  }
  const [settled, grown] = [costs[1] ?? {}, costs.at(-1) ?? {}];
  expect(Object.keys(grown).length).toBe(17);
  // what a page reads varies a little with where it begins; a table read in whole would be thousands of rows
  for (const [name, reads] of Object.entries(grown)) expect([name, reads <= (settled[name] ?? 0) * 1.5 + 200]).toEqual([name, true]);
  await store.close();
});

/** Rows read so far in tables and indexes of the schema, by everybody. */
async function rowsRead(admin: Pool, busy: Pool, schema: string): Promise<number> {
  await busy.query('SELECT pg_stat_force_next_flush()');
  const { rows } = await admin.query(`SELECT (SELECT sum(seq_tup_read) FROM pg_stat_user_tables WHERE schemaname = '${schema}' AND relname NOT IN ('worker', 'meta', 'migration', 'test_clock'))
    + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE schemaname = '${schema}') AS rows`);
  return Number(rows[0]?.rows);
}

function changeOf(lane: string, { epoch, version }: { readonly epoch: number; readonly version: number }): Change {
  const settle: readonly Settlement[] = version === 0 ? [] : [{ key: `sent ${version - 1}`, result: 'sent' }, { key: `dead ${version - 1}`, result: 'dead', cause: 'c' }, { key: `dead ${version - 2}`, result: 'retry', due: 0 }];
  return {
    tenant: 't', lane, epoch, expect: version, state: 'x'.repeat(300),
    entries: [{ kind: 'event', at: 1, body: 'b', dedupe: { source: 's', id: `${lane} ${version}`, digest: 'd' } }, { kind: 'decision', at: 1, body: 'b' }],
    identities: { claim: [`email:${lane}`], release: ['email:other'] }, instances: { set: [{ id: 'i', journey: 'j', status: 'active' }], drop: ['gone'] },
    timers: { set: [{ id: `t${version}`, due: 0 }], cancel: [`t${version - 1}`] }, rows: { put: [{ key: `r${version}`, value: 'v' }], drop: [`r${version - 3}`] },
    effects: { settle, add: [{ key: `sent ${version}`, due: 0, attempt: 1, queue: 'q', body: 'b' }, { key: `dead ${version}`, due: 0, attempt: 0, queue: 'q', body: 'b' }, { key: `free ${version}`, due: 0, attempt: 0, body: 'b' }] },
    parked: { add: [{ id: `p${version}`, journey: 'j', at: 1, cause: 'c', body: 'b' }], settle: [`p${version - 2}`] }, counters: { n: 1 },
  };
}
