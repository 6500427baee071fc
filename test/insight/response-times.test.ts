import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldResponses, pruneResponses, responseWithin, type FirstResponse } from '../../src/insight/response-times.js';
import { days, hours, minutes, seconds } from '../../src/model/duration.js';
import { responseSteps, responseTallySchema, type ResponseTally } from '../../src/model/response-tally.js';
import { urgencies } from '../../src/routing/channel-asked.js';
import { runsOf } from '../full-size.js';

const now = days(20_000);
const nothing: ResponseTally = { channel: 'chat', days: [] };
const counted = (...times: readonly number[]): ResponseTally => foldResponses(nothing, times.map((tookMs) => ({ at: now, tookMs })));
const within = (tally: ResponseTally, at = now): number | undefined => responseWithin(tally, { now: at, halfLifeDays: 30 });
const times = (n: number, ms: number): readonly number[] => Array.from({ length: n }, () => ms);

describe('how quickly a channel answers', () => {
  test('is the time within which nine of ten were answered', () => {
    expect(within(counted(...times(9, seconds(4)), hours(3)))).toBe(seconds(5));
    expect(within(counted(...times(8, seconds(4)), minutes(3), hours(3)))).toBe(minutes(5));
    expect(within(counted(...times(8, seconds(4)), hours(3), hours(3)))).toBe(hours(4));
  });
  test('is long where customers give up, and where a time makes no sense', () => {
    expect(within(counted(...times(8, 1), Infinity, Infinity))).toBe(Infinity);
    expect(within(counted(...times(8, 1), Number.NaN, days(8)))).toBe(Infinity);
  });
  test('is not known of few answers, nor of old ones', () => {
    expect(within(nothing)).toBeUndefined();
    expect(within(counted(...times(9, 1)))).toBeUndefined();
    expect(within(counted(...times(10, 1)), now + days(30))).toBeUndefined();
    expect(within(counted(...times(20, 1)), now + days(30))).toBe(seconds(1));
  });
  test('is what it was lately rather than long ago', () => {
    const tally = foldResponses(counted(...times(200, hours(2))), times(60, 1_000).map((tookMs) => ({ at: now + days(200), tookMs })));
    expect(within(tally, now + days(200))).toBe(seconds(1));
    expect(pruneResponses(tally, { now: now + days(300), halfLifeDays: 30 }).days).toHaveLength(1);
  });
  test('is never told better than it is, in each band of urgency exactly, and the same in any order and parts', () => {
    expect(responseSteps).toEqual(expect.arrayContaining(Object.values(urgencies)));
    const tookMs = fc.oneof(fc.constantFrom(...responseSteps), fc.integer({ min: 0, max: days(9) }), fc.integer({ min: 0, max: minutes(6) }));
    const response: fc.Arbitrary<Omit<FirstResponse, 'channel'>> = fc.record({ at: fc.constant(now), tookMs });
    fc.assert(fc.property(fc.array(response, { minLength: 10, maxLength: 40 }), fc.nat(40), (responses, cut) => {
      const tally = foldResponses(nothing, responses);
      expect(foldResponses(foldResponses(nothing, responses.slice(cut)), responses.slice(0, cut))).toEqual(tally);
      expect(responseTallySchema.parse(JSON.parse(JSON.stringify(tally)))).toEqual(tally);
      const told = within(tally) ?? 0;
      for (const ms of responseSteps) expect(told <= ms).toBe(responses.filter((one) => one.tookMs <= ms).length >= 0.9 * responses.length);
    }), { numRuns: runsOf({ ci: 500, full: 100_000 }) });
  });
});
