import { expect, test } from 'vitest';
import { fullSize } from '../full-size.js';
import { built } from './kill/built.js';
import { deathsAtMoments } from './kill/deaths.js';
import { tellFigures } from './kill/figures.js';
import { moments } from './kill/in-place-of/src/orchestrator/failpoint.js';
import { liveTwice } from './kill/live-twice.js';

test.each(Array.from({ length: fullSize ? 20 : 1 }, (_, at) => at + 1))(`P3: each effect comes at least once, again only with the same key and the same bytes, and in order, though the process is killed at each of ${moments.length} named moments, round %i`, async () => {
  const { faults, figures } = await liveTwice(await built(), deathsAtMoments());
  expect(faults).toEqual([]);
  tellFigures('P3, named moments', figures);
  expect(figures.cameTwice, 'effects that came in one life and again in another; a run without any proves nothing').toBeGreaterThan(10);
}, 3_600_000);
