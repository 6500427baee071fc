import { describe, expect, test } from 'vitest';
import type { AnsweredHours } from '../../../src/customer/message/best-time.js';
import { byOtherClock } from '../../../src/customer/message/by-other-clock.js';
import { hoursTaken, hoursTogether } from '../../../src/customer/merge/hours-of-two.js';
import { hourOfWeek } from '../../../src/policy/choose-send-time.js';

/** Monday, 19:00 in New York and 14:00 on Adak */
const now = Date.UTC(2026, 5, 1, 23);
const [adak, newYork] = ['America/Adak', 'America/New_York'];
const once = { sent: 4, answered: 3 };
const supposed: AnsweredHours = { zone: adak, week: { [hourOfWeek(adak, now)]: once, 167: { sent: 1, answered: 0 } }, open: [{ key: 'k', hour: hourOfWeek(adak, now) }], since: now };

describe('hours that were counted by a clock that was only possible', () => {
  test('are read by the customer\'s own once it is known: they answered at the same moments', () => {
    const evening = hourOfWeek(newYork, now);
    expect(byOtherClock(supposed, { zone: undefined, hour: evening, now })).toEqual({ week: { [evening]: once, 4: { sent: 1, answered: 0 } }, open: [{ key: 'k', hour: evening }], since: now });
  });

  test('stay as they are where the same clock counts, none does, or nobody knows it any more; so do those of their own clock', () => {
    const hour = hourOfWeek(newYork, now);
    const { zone: _own, ...own } = supposed;
    for (const [hours, clock] of [[supposed, { zone: adak, hour }], [supposed, { zone: undefined, hour: undefined }], [{ ...supposed, zone: 'Mars/Olympus' }, { zone: undefined, hour }], [own, { zone: undefined, hour }], [own, { zone: adak, hour }]] as const) expect(byOtherClock(hours, { ...clock, now })).toBe(hours);
  });

  test('of two customers who are one are counted by one clock, and taken away again by it', () => {
    const theirs = byOtherClock(supposed, { zone: newYork, hour: hourOfWeek(newYork, now), now });
    expect(theirs).toMatchObject({ zone: newYork });
    const both = hoursTogether(supposed, theirs, now);
    expect(both).toMatchObject({ zone: adak, week: { [hourOfWeek(adak, now)]: { sent: 8, answered: 6 } } });
    expect(hoursTaken(both, theirs, now).week).toMatchObject(supposed.week);
    expect(hoursTogether(undefined, theirs, now)).toMatchObject({ zone: newYork, week: theirs.week });
  });
});
