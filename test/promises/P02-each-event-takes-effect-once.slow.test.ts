import { expect, test } from 'vitest';
import { useTestDatabase } from '../adapters/postgres/test-database.js';
import { fullSize, runsOf } from '../full-size.js';
import { builtWorker } from './workers/built-worker.js';
import { killWithWorkInHand } from './workers/disturbances.js';
import { inRuns } from './workers/in-runs.js';
import { tellFigures } from './workers/tell-figures.js';
import { workThrough } from './workers/work-through.js';

const deliveries = runsOf({ ci: 1_000, full: 50_000 });
/** one database takes so many, so that a customer's numbers stay few enough to be looked at often */
const perRun = 5_000;

test(`P2: each event takes effect once, though ${deliveries} deliveries bring each of them up to five times, in any order, to workers some of which are killed`, async () => {
  const program = await builtWorker();
  for (const some of inRuns(deliveries, perRun)) {
    const { faults, figures } = await workThrough({
      program, database: await useTestDatabase(), workers: fullSize ? 8 : 4, disturb: killWithWorkInHand(Infinity),
      crowd: { customers: 60, atOnce: 16, deliveries: some, upTo: 5 },
    });
    tellFigures('P2, repeated deliveries', figures);
    expect(faults).toEqual([]);
    expect(figures.duplicates, 'deliveries that were answered as repetitions').toBeGreaterThan(some / 3);
    expect(figures.cameAgain, 'effects that came again; a run without any proves nothing').toBeGreaterThan(0);
  }
}, 10_800_000);
