import { expect, onTestFinished, test } from 'vitest';
import { startDatabaseServer } from '../../scripts/postgres-server.js';
import { useTestDatabase } from '../adapters/postgres/test-database.js';
import { fullSize, runsOf } from '../full-size.js';
import { builtWorker } from './workers/built-worker.js';
import { holdBurials, type Burials } from './workers/hold-burials.js';
import { inRuns } from './workers/in-runs.js';
import { restartDuringRecovery } from './workers/restart-during-recovery.js';
import { tellFigures } from './workers/tell-figures.js';
import { workThrough, type Worked } from './workers/work-through.js';

/** 200 is the whole proof. */
const restarts = runsOf({ ci: 2, full: 200 });
const perRun = 40;
const [leaseMs, pollMs] = [800, 150];
/** longer than anybody is kept waiting; what was handed out in an answer that was lost comes again after twice as much */
const callMs = 8_000;
/** from the start of the server, milliseconds; in CI other tests run beside it */
const takeOverMs = (leaseMs + pollMs) * (fullSize ? 3 : 20) + 2 * callMs;

/** A run on a server of its own. */
async function restartedRun(program: string, times: number, limitMs: number): Promise<Worked> {
  const server = await startDatabaseServer();
  onTestFinished(server.remove);
  const database = await useTestDatabase(server.url);
  let burials: Burials | undefined;
  const held = (): Burials => {
    if (burials === undefined) throw new Error('the schema comes first');
    return burials;
  };
  return workThrough({
    program, database, leaseMs, pollMs, callMs, patienceMs: limitMs, unheard: true, crowd: { customers: 40, atOnce: 12 },
    prepare: async (schema) => { burials = await holdBurials(database, schema); },
    disturb: restartDuringRecovery(times, { restart: server.restart, burials: held, takeOverMs: limitMs }),
  });
}

test(`P17: a server that is started again in the middle of a recovery, ${restarts} times, leaves nothing with the dead`, async () => {
  const program = await builtWorker();
  for (const times of inRuns(restarts, perRun)) {
    const { faults, figures } = await restartedRun(program, times, takeOverMs);
    tellFigures('P17, restarted during recovery', figures);
    expect(faults).toEqual([]);
    expect(figures.takenOver, 'messages that were taken over').toBeGreaterThan(times);
  }
}, 10_800_000);

test('the proof finds a worker that swallows the error of a look for work', async () => {
  const { faults } = await restartedRun(await builtWorker('swallow-error-of-look', 'planted-at-restart'), 1, 6_000);
  expect(faults.map(({ kind }) => kind)).toContain('the work of the dead was taken over too late');
});
