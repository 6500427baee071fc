import { expect, test } from 'vitest';
import { useTestDatabase } from '../adapters/postgres/test-database.js';
import { runsOf } from '../full-size.js';
import { builtWorker } from './workers/built-worker.js';
import { stopBeyondLease } from './workers/disturbances.js';
import { inRuns } from './workers/in-runs.js';
import { tellFigures } from './workers/tell-figures.js';
import { workThrough } from './workers/work-through.js';

/** 500 is the whole proof. */
const stops = runsOf({ ci: 6, full: 500 });
const perRun = 50;

test(`P4: a worker that was stopped beyond its lease commits nothing under it when it goes on, ${stops} times, and nothing is lost or done twice meanwhile`, async () => {
  const program = await builtWorker();
  for (const times of inRuns(stops, perRun)) {
    const { faults, figures } = await workThrough({ program, database: await useTestDatabase(), crowd: { customers: 60, atOnce: 12 }, leaseMs: 500, disturb: stopBeyondLease(times) });
    tellFigures('P4, stopped workers', figures);
    expect(faults).toEqual([]);
    expect(figures.leasesLost, 'workers that were told that their lease is over').toBeGreaterThan(times / 2);
    expect(figures.duplicates, 'events that were taken and answered too late').toBeGreaterThan(0);
    expect(figures.cameAgain, 'effects that came again; a run without any proves nothing').toBeGreaterThan(0);
  }
}, 10_800_000);
