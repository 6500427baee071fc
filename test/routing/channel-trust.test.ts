import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defineChannelPolicy } from '../../src/routing/channel-policy.js';
import { isTrusted, mayBeProven, sureShare } from '../../src/routing/channel-trust.js';
import { runsOf } from '../full-size.js';
import { success } from './some-channel.js';

const policy = defineChannelPolicy({ revokeAt: 0.82 });

describe('trust in a channel', () => {
  test('is won at 85 percent for sure, and kept until that falls below 82', () => {
    expect([0.849, 0.85].map((lower) => isTrusted(success(lower), false, policy))).toEqual([false, true]);
    expect([0.819, 0.82].map((lower) => isTrusted(success(lower), true, policy))).toEqual([false, true]);
  });
  test('is lost at once when it is sure that 85 percent are not solved', () => {
    expect(isTrusted(success(0.83, 0.849), true, policy)).toBe(false);
    expect(isTrusted(success(0.83, 0.85), true, policy)).toBe(true);
  });
  test('is given to nothing and to no figures that make no sense', () => {
    for (const [lower, upper] of [[Number.NaN, 1], [0.9, Number.NaN], [0.9, 0.8], [-1, 1], [0.9, 1.1], [Infinity, Infinity]] as const) {
      expect([isTrusted(success(lower, upper), true, policy), mayBeProven(success(lower, upper), policy), sureShare(success(lower, upper))]).toEqual([false, false, 0]);
    }
    expect([isTrusted(undefined, true, policy), mayBeProven(undefined, policy), sureShare(undefined)]).toEqual([false, true, 0]);
  });
  test('never comes or goes while a share wanders between the two thresholds', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0.82, max: 0.8499, noNaN: true })), fc.boolean(), (shares, first) => {
      expect(shares.reduce((trusted, lower) => isTrusted(success(lower), trusted, policy), first)).toBe(first);
    }), { numRuns: runsOf({ ci: 300, full: 50_000 }) });
  });
});
