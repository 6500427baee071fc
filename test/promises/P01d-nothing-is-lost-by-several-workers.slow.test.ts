import { expect, test } from 'vitest';
import { useTestDatabase } from '../adapters/postgres/test-database.js';
import { runsOf } from '../full-size.js';
import { builtWorker } from './workers/built-worker.js';
import { killAtRandom } from './workers/disturbances.js';
import { inRuns } from './workers/in-runs.js';
import { tellFigures } from './workers/tell-figures.js';
import { workThrough } from './workers/work-through.js';

/** 1,000 is the whole proof. */
const kills = runsOf({ ci: 12, full: 1_000 });
const perRun = 50;

test(`P1: what one of four workers acknowledged is there, once and in order, though they are killed at ${kills} random moments`, async () => {
  const program = await builtWorker();
  for (const times of inRuns(kills, perRun)) {
    const { faults, figures } = await workThrough({ program, database: await useTestDatabase(), crowd: { customers: 60, atOnce: 12 }, disturb: killAtRandom(times) });
    tellFigures('P1, four workers', figures);
    expect(faults).toEqual([]);
    expect(figures.duplicates, 'events that were kept, and told again because nobody had heard so').toBeGreaterThan(0);
    expect(figures.cameAgain, 'effects that came again; a run without any proves nothing').toBeGreaterThan(0);
  }
}, 10_800_000);
