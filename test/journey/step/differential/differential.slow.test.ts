import fc from 'fast-check';
import { expect, it } from 'vitest';
import { choicesFrom } from './choices.js';
import { compareOneRun } from './compare-one-run.js';
import { createFeatures, featureNames, type FeatureName } from './features.js';
import { fullSize, runsOf } from '../../../full-size.js';

const runs = runsOf({ ci: 10_000, full: 1_000_000 });
/** One run again, as a failure names it: `THROUGHLINE_SEED=seed/path`. */
const [seed, path] = process.env['THROUGHLINE_SEED']?.split('/') ?? [];
const again = seed === undefined || path === undefined ? {} : { seed: Number(seed), path };

it('A journey decided step by step does what the same machine does when it runs live', () => {
  let cutShort = 0;
  const counts = new Map<FeatureName, number>(featureNames.map((name) => [name, 0]));
  fc.assert(fc.property(fc.gen(), (gen) => {
    const features = createFeatures();
    if (compareOneRun(choicesFrom(gen), features) === 'entered twice') cutShort++;
    for (const name of features.seen) counts.set(name, (counts.get(name) ?? 0) + 1);
  }), { numRuns: runs, ...again, endOnFailure: process.env['THROUGHLINE_SHRINK'] === undefined });
  expect(cutShort, 'runs that XState takes where no other may follow').toBeLessThan(runs * 0.01);
  const rare = [...counts].filter(([, count]) => count < runs * 0.05);
  expect(rare, 'each feature must occur in at least 5 % of the runs').toEqual([]);
}, fullSize ? 24 * 3_600_000 : 600_000);
