import { expect, test } from 'vitest';
import { useTestDatabase } from '../adapters/postgres/test-database.js';
import { runsOf } from '../full-size.js';
import { builtWorker } from './workers/built-worker.js';
import { killAtRandom } from './workers/disturbances.js';
import { tellFigures } from './workers/tell-figures.js';
import { workThrough } from './workers/work-through.js';

/** 1,000 is the whole proof. */
const kills = runsOf({ ci: 20, full: 1_000 });

test(`P1: what one of four workers acknowledged is there, once and in order, though they are killed at ${kills} random moments`, async () => {
  const [program, database] = [await builtWorker(), await useTestDatabase()];
  const { faults, figures } = await workThrough({ program, database, crowd: { customers: 100, atOnce: 12 }, disturb: killAtRandom(kills) });
  tellFigures('P1, four workers', figures);
  expect(faults).toEqual([]);
  expect(figures.duplicates, 'events that were kept, and told again because nobody had heard so').toBeGreaterThan(0);
  expect(figures.cameAgain, 'effects that came again; a run without any proves nothing').toBeGreaterThan(0);
}, 3_600_000);
