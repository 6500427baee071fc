import { describe, expect, test } from 'vitest';
import { nextLocalTime } from '../../../src/policy/time/next-local-time.js';
import { refusalOf } from '../../model/refusal-of.js';
import { at } from './at.js';

describe('a reminder at a local time', () => {
  const berlin = { timeZone: 'Europe/Berlin', time: '09:00' } as const;
  test('comes today if the time is still ahead, else tomorrow', () => {
    expect(nextLocalTime(berlin, at('2026-11-23T07:59Z'))).toBe(at('2026-11-23T08:00Z'));
    expect(nextLocalTime(berlin, at('2026-11-23T08:00Z'))).toBe(at('2026-11-24T08:00Z'));
  });
  test('comes on the days that are named', () => {
    expect(nextLocalTime({ ...berlin, days: ['mon'] }, at('2026-11-23T08:00Z'))).toBe(at('2026-11-30T08:00Z'));
  });
  test('at an hour that the clocks skip it comes an hour later, at one they show twice the first time only', () => {
    const early = { timeZone: 'Europe/Berlin', time: '02:30' } as const;
    expect(nextLocalTime(early, at('2026-03-28T12:00Z'))).toBe(at('2026-03-29T01:30Z'));
    expect(nextLocalTime(early, at('2026-03-29T01:30Z'))).toBe(at('2026-03-30T00:30Z'));
    expect(nextLocalTime(early, at('2026-10-24T12:00Z'))).toBe(at('2026-10-25T00:30Z'));
    expect(nextLocalTime(early, at('2026-10-25T00:30Z'))).toBe(at('2026-10-26T01:30Z'));
  });
  test('a time, day or zone that there is not is refused, so that nobody waits for ever', () => {
    for (const time of ['24:00', '109:30', '09:300']) expect(refusalOf(() => nextLocalTime({ ...berlin, time }, 0))).toMatchObject({ code: 'InvalidOptions', facts: { path: 'localTime.time' } });
    expect(refusalOf(() => nextLocalTime({ ...berlin, days: [] }, 0)).code).toBe('InvalidOptions');
    expect(refusalOf(() => nextLocalTime({ ...berlin, timeZone: 'Mars/Base' }, 0)).code).toBe('InvalidTimeZone');
  });
});
