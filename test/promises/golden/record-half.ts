import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestDatabase } from '../../adapters/postgres/test-database.js';
import { schemaMigrations } from '../../../adapters/postgres/migrations/migrations.js';
import type { Home } from '../../orchestrator/door/homes.js';
import { createFailingStore } from '../../orchestrator/store/failing-store.js';
import type { PatientClock } from '../store-failure/patient-clock.js';
import { asks, type Scenario } from '../store-failure/scenario.js';
import { tellScenario, type Told } from '../store-failure/tell-scenario.js';
import type { Recorded } from './recorded.js';

/** every table but those that say who works here now and how the schema came to be */
const tables = ['meta', 'lane', 'identity', 'instance', 'log', 'dedupe', 'timer', 'effect', 'dead', 'parked', 'lane_row', 'counter', 'balance', 'worker'];
const calm = { storeMs: 30_000, patienceMs: 60_000 };

/** Where the rows are, and the clock that has to wait while they are read. */
export interface OnServer { readonly database: TestDatabase; readonly schema: () => string; readonly during: PatientClock['during'] }

/** Tells the first half of a story and keeps what is written down by then, while its host is still at work. */
export async function recordHalf(scenario: Scenario, home: Home, where: OnServer | undefined): Promise<Recorded> {
  const steps = Math.ceil(scenario.steps.length / 2);
  let recorded: Recorded | undefined;
  const keep = asks(async ({ clock }) => {
    const half = { title: scenario.title, steps, at: clock.now() };
    recorded = where === undefined ? { ...half, files: filesOf(home) } : { ...half, rows: await where.during(rowsOf(where.database, where.schema())), migrations: schemaMigrations.length };
  });
  await tellScenario({ ...scenario, steps: [...scenario.steps.slice(0, steps), keep] }, { home, kind: calm, failing: createFailingStore(home.clock, 0, 'rejects and has done nothing') });
  await home.remove();
  if (recorded === undefined) throw new Error('nothing was kept');
  return recorded;
}

/** Tells the other half to a host that finds what was left. */
export async function tellRest(scenario: Scenario, { steps }: Recorded, home: Home): Promise<Told> {
  try {
    return (await tellScenario({ ...scenario, steps: scenario.steps.slice(steps) }, { home, kind: calm, failing: createFailingStore(home.clock, 0, 'rejects and has done nothing') })).told;
  } finally {
    await home.remove();
  }
}

function filesOf({ file = '' }: Home): NonNullable<Recorded['files']> {
  return Object.fromEntries(readdirSync(dirname(file)).map((name) => [name, readFileSync(join(dirname(file), name)).toString('base64')]));
}

async function rowsOf({ admin }: TestDatabase, schema: string): Promise<NonNullable<Recorded['rows']>> {
  const rows = await Promise.all(tables.map(async (table) => [table, (await admin.query(`SELECT row_to_json(t)::text AS row FROM ${schema}.${table} t`)).rows.map(({ row }) => String(row))] as const));
  return Object.fromEntries(rows);
}
