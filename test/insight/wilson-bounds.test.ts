import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilsonBounds } from '../../src/insight/wilson-bounds.js';
import { runsOf } from '../full-size.js';

const oneSided = 1.645;
const twoSided = 1.96;

describe('how sure a share of solved issues is (care-rules 3.17)', () => {
  test.each([[16, 16], [27, 28], [52, 56], [112, 124], [312, 354], [713, 819]])('%i of %i proves 85 percent with 95 percent confidence on one side, and one less does not', (solved, issues) => {
    expect(wilsonBounds(solved, issues, oneSided).lower).toBeGreaterThanOrEqual(0.85);
    expect(wilsonBounds(solved - 1, issues - (solved === issues ? 1 : 0), oneSided).lower).toBeLessThan(0.85);
  });
  test.each([[22, 22], [43, 45], [85, 92], [166, 184], [458, 520]])('%i of %i proves it with 95 percent confidence on two', (solved, issues) => {
    expect(wilsonBounds(solved, issues, twoSided).lower).toBeGreaterThanOrEqual(0.85);
    expect(wilsonBounds(solved - 1, issues - (solved === issues ? 1 : 0), twoSided).lower).toBeLessThan(0.85);
  });
  test('a share that looks good enough is not proven by it', () => {
    expect(wilsonBounds(90, 100, oneSided).lower).toBeCloseTo(0.840, 3);
    expect(wilsonBounds(90, 100, twoSided).lower).toBeCloseTo(0.826, 3);
    expect(wilsonBounds(850, 1_000, twoSided).lower).toBeCloseTo(0.827, 3);
  });
  test('nothing counted, or counts that make no sense, say nothing', () => {
    for (const [solved, issues] of [[0, 0], [1, 0], [5, 4], [-1, 4], [1, -4], [Number.NaN, 4], [4, Number.NaN], [1, Infinity]] as const) {
      expect(wilsonBounds(solved, issues, oneSided)).toEqual({ lower: 0, upper: 1 });
    }
  });
  test('the share lies between the bounds, which rise with successes and close in with numbers (care-rules section 4, 13)', () => {
    // also with counts that decay made uneven
    const counts = fc.tuple(fc.double({ min: 0.01, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })).map(([issues, share]) => ({ issues, solved: Math.min(issues, issues * share) }));
    fc.assert(fc.property(counts, fc.constantFrom(oneSided, twoSided), fc.double({ min: 1.01, max: 50, noNaN: true }), ({ issues, solved }, z, factor) => {
      const { lower, upper } = wilsonBounds(solved, issues, z);
      const share = solved / issues;
      expect([0 <= lower, lower <= share, share <= upper, upper <= 1]).toEqual([true, true, true, true]);
      const better = wilsonBounds(Math.min(issues, solved + 1), issues, z);
      expect(better.lower).toBeGreaterThanOrEqual(lower);
      expect(better.upper).toBeGreaterThanOrEqual(upper);
      const more = wilsonBounds(Math.min(solved * factor, issues * factor), issues * factor, z);
      expect(more.upper - more.lower).toBeLessThan(upper - lower);
    }), { numRuns: runsOf({ ci: 2_000, full: 500_000 }) });
  });
});
