import { resourceUsage } from 'node:process';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { stepAt } from './bench-journey.js';
import { createTickingClock } from './park-journeys.js';
import { driveLibrary } from './throughline.js';
import { assertByIndex, hearStatements } from './timer-statements.js';

/** What a fresh process is asked about a file of parked journeys: one argument, as JSON. */
export interface ParkedTask { readonly file: string; readonly customer: number; readonly thousandDueAt: number; /** epoch milliseconds */ readonly spawnedAt: number }
export interface ParkedFigures {
  /** from the start of opening the file until it is open */
  readonly openMs: number;
  /** from the start of the process until the first event is acknowledged */
  readonly firstEventMs: number;
  /** CPU of all threads until then, milliseconds: what of it a busy machine did not add */
  readonly firstEventCpuMs: number;
  /** the most that was resident until then */
  readonly rssMb: number;
  /** to claim a thousand timers that are due, leases written */
  readonly dueMs: number;
}

async function measure({ file, customer, thousandDueAt, spawnedAt }: ParkedTask): Promise<ParkedFigures> {
  const { orchestrator, bring, answer, close } = driveLibrary(createSqliteStore({ file, now: createTickingClock() }));
  const step = stepAt(0);
  const begin = performance.now();
  await orchestrator.start();
  const openMs = performance.now() - begin;
  await bring(customer, step);
  const firstEventMs = Date.now() - spawnedAt;
  const { maxRSS, userCPUTime, systemCPUTime } = resourceUsage();
  await answer(customer);
  await assertWhere(orchestrator, customer, step.rests);
  await close();
  return { openMs, firstEventMs, firstEventCpuMs: (userCPUTime + systemCPUTime) / 1_000, rssMb: maxRSS / 1_024, dueMs: await claimThousand(file, thousandDueAt) };
}

async function assertWhere(orchestrator: ReturnType<typeof driveLibrary>['orchestrator'], customer: number, rests: string): Promise<void> {
  const { journeys: [journey] } = await orchestrator.explain(`user:customer-${customer}`);
  if (journey?.where.join() !== rests) throw new Error(`the customer is '${journey?.where.join()}', not '${rests}'`);
}

async function claimThousand(file: string, thousandDueAt: number): Promise<number> {
  const explain = hearStatements();
  const store = createSqliteStore({ file, now: () => thousandDueAt });
  await store.open({ worker: 'bench' });
  const begin = performance.now();
  const { due } = await store.claim({ kind: 'timer', worker: 'bench', limit: thousand, leaseMs: 60_000 });
  const dueMs = performance.now() - begin;
  await store.close();
  if (due.length !== thousand || due.some((one) => one.due > thousandDueAt)) throw new Error(`${due.length} timers were handed out, not the thousand that are due`);
  assertByIndex(explain(file));
  return dueMs;
}

const thousand = 1_000;

const task: ParkedTask = JSON.parse(process.argv[2] ?? '');
const figures = await measure(task);
process.send?.(figures);
process.disconnect();
