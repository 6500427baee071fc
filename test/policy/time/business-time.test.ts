import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hours, minutes } from '../../../src/model/duration.js';
import { defineCalendar, type CalendarOptions } from '../../../src/policy/time/business-calendar.js';
import { addBusiness, businessBetween, isOpen, nextOpen } from '../../../src/policy/time/business-time.js';
import type { Hours } from '../../../src/policy/time/weekly-hours.js';
import { refusalOf } from '../../model/refusal-of.js';
import { runsOf } from '../../full-size.js';
import { at } from './at.js';

const office = defineCalendar({
  timeZone: 'Europe/Berlin',
  open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: ['09:00-12:00', '13:00-17:00'] }, { days: ['sat'], hours: ['10:00-14:00'] }],
  closed: [{ from: '2026-11-25T15:00', until: '2026-11-25T16:00' }, { from: '2026-12-24T00:00', until: '2026-12-25T00:00' }],
  holidays: [{ date: '2026-12-24', name: 'Christmas Eve', hours: ['09:00-11:00'] }, { date: '2026-12-25' }, { date: '2026-12-26' }],
  emergencies: [{ from: at('2026-11-27T10:00Z'), until: at('2026-11-27T11:00Z') }],
});

describe('an office with hours', () => {
  test('is open in each of its windows and closed between them', () => {
    expect(isOpen(office, at('2026-11-23T08:00Z'))).toBe(true);
    expect(isOpen(office, at('2026-11-23T07:59Z'))).toBe(false);
    expect(isOpen(office, at('2026-11-23T11:00Z'))).toBe(false);
    expect(isOpen(office, at('2026-11-23T12:00Z'))).toBe(true);
    expect(isOpen(office, at('2026-11-23T16:00Z'))).toBe(false);
    expect(isOpen(office, at('2026-11-22T10:00Z'))).toBe(false);
  });
  test('opens next where it is open now, after lunch, tomorrow or after the weekend', () => {
    expect(nextOpen(office, at('2026-11-23T08:30Z'))).toBe(at('2026-11-23T08:30Z'));
    expect(nextOpen(office, at('2026-11-23T11:10Z'))).toBe(at('2026-11-23T12:00Z'));
    expect(nextOpen(office, at('2026-11-23T20:00Z'))).toBe(at('2026-11-24T08:00Z'));
    expect(nextOpen(office, at('2026-11-28T13:00Z'))).toBe(at('2026-11-30T08:00Z'));
  });
  test('a closed stretch goes before opening hours, a holiday with hours before a closed stretch, an emergency before all', () => {
    expect(isOpen(office, at('2026-11-25T14:30Z'))).toBe(false);
    expect(isOpen(office, at('2026-12-24T08:30Z'))).toBe(true);
    expect(isOpen(office, at('2026-12-24T10:30Z'))).toBe(false);
    expect(isOpen(office, at('2026-12-25T10:00Z'))).toBe(false);
    expect(isOpen(office, at('2026-11-27T10:30Z'))).toBe(false);
    const shut = defineCalendar({ timeZone: 'UTC', open: [{ hours: ['00:00-24:00'] }], holidays: [{ date: '2026-12-24', hours: ['09:00-11:00'] }], emergencies: [{ from: at('2026-12-24T10:00Z') }] });
    expect([9, 10].map((hour) => isOpen(shut, at(`2026-12-24T${String(hour).padStart(2, '0')}:30Z`)))).toEqual([true, false]);
  });
  test('four hours of business from Friday afternoon end on Saturday', () => {
    expect(addBusiness(office, at('2026-12-04T14:00Z'), hours(4))).toBe(at('2026-12-05T11:00Z'));
    expect(businessBetween(office, at('2026-12-04T14:00Z'), at('2026-12-05T11:00Z'))).toBe(hours(4));
    expect(businessBetween(office, at('2026-12-05T11:00Z'), at('2026-12-04T14:00Z'))).toBe(-hours(4));
  });
  test('a week of business has as many hours as are written down', () => {
    expect(businessBetween(office, at('2026-12-07T00:00Z'), at('2026-12-14T00:00Z'))).toBe(hours(5 * 7 + 4));
  });
  test('no business time ends at once, and a length that is none is refused', () => {
    expect(addBusiness(office, at('2026-11-22T10:00Z'), 0)).toBe(at('2026-11-22T10:00Z'));
    for (const ms of [-1, Number.NaN, Infinity]) expect(refusalOf(() => addBusiness(office, 0, ms)).code).toBe('InvalidDelay');
    for (const until of [hours(24) * 3_661, Infinity, -8e15]) expect(refusalOf(() => businessBetween(office, 0, until)).code).toBe('InvalidDelay');
  });
});

describe('hours over midnight and over changes of the clocks', () => {
  const night = defineCalendar({ timeZone: 'Europe/Berlin', open: [{ days: ['sat'], hours: ['22:00-06:00'] }] });
  test('hours over midnight belong to the day they begin, and are as long as the night is', () => {
    expect(isOpen(night, at('2026-11-22T04:00Z'))).toBe(true);
    expect(isOpen(night, at('2026-11-21T04:00Z'))).toBe(false);
    const saturday = (date: string) => businessBetween(night, at(`${date}T12:00Z`), at(`${date}T12:00Z`) + hours(24));
    expect(['2026-11-21', '2026-03-28', '2026-10-24'].map(saturday)).toEqual([hours(8), hours(7), hours(9)]);
  });
  test('a holiday begins at midnight, also for hours of the evening before', () => {
    const party = defineCalendar({ timeZone: 'UTC', open: [{ hours: ['22:00-06:00'] }], holidays: [{ date: '2026-12-25' }] });
    expect([at('2026-12-24T23:30Z'), at('2026-12-25T00:00Z'), at('2026-12-25T23:00Z'), at('2026-12-26T03:00Z'), at('2026-12-26T22:00Z')].map((moment) => isOpen(party, moment))).toEqual([true, false, false, false, true]);
  });
  test('hours that begin in the skipped hour begin as much later as is skipped', () => {
    const early = defineCalendar({ timeZone: 'Europe/Berlin', open: [{ hours: ['02:30-05:00'] }] });
    expect(nextOpen(early, at('2026-03-28T23:30Z'))).toBe(at('2026-03-29T01:30Z'));
    expect(businessBetween(early, at('2026-03-29T00:00Z'), at('2026-03-29T12:00Z'))).toBe(hours(1.5));
  });
  test('a day without closing time has 23, 24 or 25 hours', () => {
    const always = defineCalendar({ timeZone: 'Europe/Berlin', open: [{ hours: ['00:00-24:00'] }] });
    const length = (date: string) => always.openOn(at(`${date}T00:00Z`) / 86_400_000).reduce((sum, { from, until }) => sum + until - from, 0);
    expect(['2026-03-29', '2026-03-30', '2026-10-25'].map(length)).toEqual([hours(23), hours(24), hours(25)]);
  });
});

describe('holidays from a function, such as one on a library of holidays', () => {
  test('are asked for once a year and checked as a list is', () => {
    const asked: number[] = [];
    const calendar = defineCalendar({ timeZone: 'UTC', open: [{ hours: ['09:00-17:00'] }], holidays: (year) => { asked.push(year); return [{ date: `${year}-01-01`, name: 'New Year' }]; } });
    expect(nextOpen(calendar, at('2026-12-31T17:00Z'))).toBe(at('2027-01-02T09:00Z'));
    expect(isOpen(calendar, at('2026-06-01T10:00Z'))).toBe(true);
    expect(asked).toEqual([2026, 2027]);
    const wrong = defineCalendar({ timeZone: 'UTC', open: [{ hours: ['09:00-17:00'] }], holidays: () => [{ date: 'Christmas' }] });
    expect(refusalOf(() => isOpen(wrong, 0)).code).toBe('InvalidOptions');
  });
});

describe('a calendar that cannot be is refused before anybody waits for it', () => {
  const refused = (options: CalendarOptions) => refusalOf(() => defineCalendar(options));
  const open: CalendarOptions['open'] = [{ hours: ['09:00-17:00'] }];
  test('one that is never open', () => {
    for (const never of [[], [{ hours: [] }], [{ days: ['mon'] as const, hours: [] }]]) expect(refused({ timeZone: 'UTC', open: never })).toMatchObject({ code: 'InvalidOptions', facts: { path: 'calendar.open' } });
    expect(refused({ timeZone: 'UTC', open: [], holidays: [{ date: '2026-12-25' }] }).code).toBe('InvalidOptions');
  });
  test('but not one that opens on holidays alone', () => {
    const fair = defineCalendar({ timeZone: 'UTC', open: [], holidays: [{ date: '2026-12-24', hours: ['14:00-16:00', '09:00-11:00', '10:00-12:00'] }] });
    expect(fair.openOn(at('2026-12-24T00:00Z') / 86_400_000)).toEqual([{ from: at('2026-12-24T09:00Z'), until: at('2026-12-24T12:00Z') }, { from: at('2026-12-24T14:00Z'), until: at('2026-12-24T16:00Z') }]);
    expect(nextOpen(fair, at('2026-12-24T17:00Z'))).toBeUndefined();
  });
  test('one in a zone that nobody knows', () => {
    expect(refused({ timeZone: 'Mars/Base', open })).toMatchObject({ code: 'InvalidTimeZone', facts: { path: 'calendar.timeZone' } });
  });
  test.each([
    ['hours that are no time', { open: [{ hours: ['25:00-26:00' as Hours] }] }, 'calendar.open.0.hours.0'],
    ['hours that end as they begin', { open: [{ hours: ['09:00-09:00' as Hours] }] }, 'calendar.open.0.hours.0'],
    ['a holiday that is no date', { open, holidays: [{ date: '2026-02-30' }] }, 'calendar.holidays'],
    ['a holiday over midnight', { open, holidays: [{ date: '2026-02-03', hours: ['22:00-02:00' as Hours] }] }, 'calendar.holidays'],
    ['a closed stretch that ends before it begins', { open, closed: [{ from: '2026-02-03T10:00', until: '2026-02-02T10:00' }] }, 'calendar.closed.0'],
    ['an emergency that ends before it begins', { open, emergencies: [{ from: 5, until: 4 }] }, 'calendar.emergencies.0'],
  ])('%s', (_, options, path) => {
    const refusal = refused({ timeZone: 'UTC', ...options });
    expect(refusal.code).toBe('InvalidOptions');
    expect(String(refusal.facts.path)).toContain(path);
  });
  test('one that an emergency keeps closed until further notice opens at no time that could be named', () => {
    const shut = defineCalendar({ timeZone: 'UTC', open, emergencies: [{ from: 0 }] });
    expect(nextOpen(shut, at('2026-01-01T00:00Z'))).toBeUndefined();
    expect(addBusiness(shut, at('2026-01-01T00:00Z'), 1)).toBeUndefined();
    expect(businessBetween(shut, at('2026-01-01T00:00Z'), at('2026-02-01T00:00Z'))).toBe(0);
  });
});

const time = fc.integer({ min: 0, max: 95 }).map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`);
const someHours = fc.tuple(time, time).filter(([from, until]) => from !== until).map(([from, until]): Hours => `${from}-${until}`);
const day = fc.integer({ min: at('2026-01-01T00:00Z') / 86_400_000, max: at('2027-12-31T00:00Z') / 86_400_000 });
const date = day.map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10));
const moment = fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2027-12-31T00:00Z') });
const someCalendar = fc.record({
  timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'America/Santiago', 'Asia/Kathmandu', 'UTC'),
  open: fc.array(fc.record({ days: fc.uniqueArray(fc.constantFrom('mon' as const, 'wed' as const, 'sat' as const, 'sun' as const), { minLength: 1 }), hours: fc.array(someHours, { minLength: 1, maxLength: 3 }) }), { minLength: 1, maxLength: 3 }),
  closed: fc.array(fc.tuple(date, time, fc.integer({ min: 1, max: 400 })).map(([from, clock, days]) => ({ from: `${from}T${clock}`, until: `${new Date(at(`${from}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)}T${clock}` })), { maxLength: 2 }),
  holidays: fc.array(fc.record({ date }), { maxLength: 5 }),
  emergencies: fc.array(fc.tuple(moment, fc.integer({ min: 1, max: hours(100) })).map(([from, ms]) => ({ from, until: from + ms })), { maxLength: 3 }),
});

describe('business time, whatever the calendar', () => {
  test('so much business time added is so much business time between (care-rules 3.22)', () => {
    // where it is open for a quarter of an hour a week, and closed for two years, this is as much as ten years have
    fc.assert(fc.property(someCalendar, moment, fc.integer({ min: 0, max: hours(80) }), (options, from, ms) => {
      const calendar = defineCalendar(options);
      const until = addBusiness(calendar, from, ms);
      if (until === undefined) throw new Error('such a calendar opens again');
      expect(businessBetween(calendar, from, until)).toBe(ms);
      // the first such moment: one millisecond before is less
      if (ms > 0) expect(businessBetween(calendar, from, until - 1)).toBe(ms - 1);
    }), { numRuns: runsOf({ ci: 150, full: 5_000 }) });
  });
  test('time between adds up over any moment in between', () => {
    fc.assert(fc.property(someCalendar, moment, moment, moment, (options, a, b, c) => {
      const calendar = defineCalendar(options);
      expect(businessBetween(calendar, a, b) + businessBetween(calendar, b, c)).toBe(businessBetween(calendar, a, c));
    }), { numRuns: runsOf({ ci: 50, full: 2_000 }) });
  });
  test('it is open at the moment it opens next, and was closed from now until then', () => {
    fc.assert(fc.property(someCalendar, moment, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (options, now, part) => {
      const calendar = defineCalendar(options);
      const opens = nextOpen(calendar, now);
      if (opens === undefined) throw new Error('such a calendar opens again');
      expect(isOpen(calendar, opens)).toBe(true);
      expect(opens > now ? isOpen(calendar, now + Math.floor(part * (opens - now))) : false).toBe(false);
      expect(businessBetween(calendar, opens, opens + minutes(1))).toBeGreaterThan(0);
    }), { numRuns: runsOf({ ci: 150, full: 5_000 }) });
  });
});
