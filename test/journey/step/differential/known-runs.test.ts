import fc from 'fast-check';
import { it } from 'vitest';
import { choicesFrom } from './choices.js';
import { compareOneRun } from './compare-one-run.js';
import { createFeatures } from './features.js';

/** The same few machines each time, for whoever works on the step; ten thousand new ones are for the whole run. */
it.each([1, 2, 3, 4])('A journey decided step by step does what the same machine does when it runs live: machines of seed %d', (seed) => {
  fc.assert(fc.property(fc.gen(), (gen) => void compareOneRun(choicesFrom(gen), createFeatures())), { numRuns: 20, seed, endOnFailure: true });
});
