import { expect, test } from 'vitest';
import { useTestDatabase } from '../adapters/postgres/test-database.js';
import { fullSize, runsOf } from '../full-size.js';
import { builtWorker } from './workers/built-worker.js';
import { rollingRestarts } from './workers/disturbances.js';
import { inRuns } from './workers/in-runs.js';
import { quantile, tellFigures } from './workers/tell-figures.js';
import { workThrough } from './workers/work-through.js';

/** 200 is the whole proof. */
const restarts = runsOf({ ci: 6, full: 200 });
const perRun = 50;
/** longer than any of this takes: what is handed over waits for no lease */
const leaseMs = 30_000;
/** the wait of one in a hundred, milliseconds; in CI other tests run beside it */
const pauseMs = fullSize ? 1_000 : 10_000;

test(`P22: ${restarts} workers are sent away one after the other under load, and nothing is lost, done twice or made to wait`, async () => {
  const program = await builtWorker();
  for (const times of inRuns(restarts, perRun)) {
    const { faults, figures } = await workThrough({ program, database: await useTestDatabase(), leaseMs, takeOverMs: pauseMs, crowd: { customers: 60, atOnce: 12 }, disturb: rollingRestarts(times) });
    tellFigures('P22, rolling restarts', figures);
    expect(faults).toEqual([]);
    expect(figures.toldAgain, 'events that came to one who was leaving; a run without any proves nothing').toBeGreaterThan(0);
    expect(quantile(figures.waitsMs, 0.99)).toBeLessThan(pauseMs);
    expect(figures.goodByes, 'who left by themselves').toBe(figures.deaths);
    expect(figures.cameAgain, 'messages that came twice').toBe(0);
  }
}, 10_800_000);
