import { expect, test } from 'vitest';
import { useTestDatabase } from '../adapters/postgres/test-database.js';
import { fullSize } from '../full-size.js';
import { builtWorker } from './workers/built-worker.js';
import { deathsOfWorkers } from './workers/deaths-of-workers.js';
import { dieAtMoments } from './workers/disturbances.js';
import { tellFigures } from './workers/tell-figures.js';
import { workThrough } from './workers/work-through.js';

test.each(Array.from({ length: fullSize ? 20 : 1 }, (_, at) => at + 1))('P3: each effect of several workers comes at least once, again only with the same key and the same bytes, and in order, though one dies at each named moment, round %i', async () => {
  const [program, database] = [await builtWorker(), await useTestDatabase()];
  const { count, nextDeath } = deathsOfWorkers(fullSize ? [1, 3, 8] : [1]);
  const { faults, figures } = await workThrough({ program, database, crowd: { customers: 60, atOnce: 12 }, nextDeath, disturb: dieAtMoments(count) });
  tellFigures('P3, four workers', figures);
  expect(faults).toEqual([]);
  expect(figures.cameAgain, 'effects that came again; a run without any proves nothing').toBeGreaterThan(0);
}, 3_600_000);
