import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { days, hours, JourneyError } from 'throughline';
import { defineCalendar } from '../../../src/policy/time/business-calendar.js';
import { endOfWait, type WaitAsked } from '../../../src/policy/time/end-of-wait.js';
import { at } from './at.js';

const asked = (facts: WaitAsked['facts'], more: Partial<WaitAsked> = {}): WaitAsked => ({ now: at('2026-03-20T12:00Z'), facts, zonesOf: (otherwise) => [otherwise], calendars: {}, ...more });
type Zone = `${string}/${string}` | 'UTC';
const dayBefore = (zone: Zone) => ({ until: { date: 'visit.at', minus: days(1), at: '09:00', zone }, ifPast: 'never' }) as const;
const visit = (moment: unknown) => asked({ visit: { at: moment } });

describe('a wait until a date among the facts', () => {
  test('the day before at nine is nine on the wall of the zone, also over the night in which clocks are changed', () => {
    expect(endOfWait(dayBefore('Europe/Berlin'), visit('2026-03-30T14:00:00+02:00'))).toBe(at('2026-03-29T07:00Z'));
    expect(endOfWait(dayBefore('Europe/Berlin'), visit('2026-03-29T14:00:00+02:00'))).toBe(at('2026-03-28T08:00Z'));
    // half past midnight on the day after 23 hours: a day off the wall is that day, 24 hours would be the one before
    expect(endOfWait(dayBefore('Europe/Berlin'), visit('2026-03-30T00:30:00+02:00'))).toBe(at('2026-03-29T07:00Z'));
  });

  test.each([
    ['a moment with its zone', '2026-05-01T09:00:00Z', at('2026-05-01T09:00Z')],
    ['epoch milliseconds', at('2026-05-01T09:00Z'), at('2026-05-01T09:00Z')],
    ['a time on the wall', '2026-05-01T09:00', at('2026-05-01T00:00Z')],
  ])('a date is read from %s', (_, told, moment) => {
    expect(endOfWait({ until: { date: 'visit.at', zone: 'Asia/Tokyo' }, ifPast: 'never' }, visit(told))).toBe(moment);
  });

  test('a day alone is a date where the wait says the time', () => {
    expect(endOfWait({ until: { date: 'due', at: '08:00', zone: 'Asia/Tokyo' }, ifPast: 'never' }, asked({ due: '2026-05-01' }))).toBe(at('2026-04-30T23:00Z'));
  });

  test('nothing is waited for while the date is null or not there', () => {
    expect(endOfWait(dayBefore('UTC'), visit(null))).toBeUndefined();
    expect(endOfWait(dayBefore('UTC'), asked({ visit: null }))).toBeUndefined();
    expect(endOfWait(dayBefore('UTC'), asked({}))).toBeUndefined();
  });

  test.each(['soon', '2026-02-30', '2026-02-30T10:00:00Z', '2026-05-01', Number.NaN, Infinity, 1.5, true, ['2026-05-01']])('a fact that is no date is a fault with a name: %s', (told) => {
    const wait = { until: { date: 'visit.at', zone: 'UTC' }, ifPast: 'never' } as const;
    expect(() => endOfWait(wait, visit(told))).toThrow(expect.objectContaining({ code: 'InvalidTime' }));
  });

  test('a customer who may be in several zones is written to when it is that time in all of them', () => {
    const wait = { until: { date: 'visit.at', at: '09:00', zone: 'customer', otherwise: 'UTC' }, ifPast: 'never' } as const;
    const somewhere = asked({ visit: { at: '2026-05-01T20:00:00Z' } }, { zonesOf: () => ['America/New_York', 'America/Los_Angeles'] });
    expect(endOfWait(wait, somewhere)).toBe(at('2026-05-01T16:00Z'));
  });
});

test('whatever the date, the zone and the days before: the clock on the wall shows the time that was asked for, on the day that was', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/Sao_Paulo', 'Pacific/Apia'] as const;
  fc.assert(fc.property(fc.constantFrom(...zones), fc.integer({ min: at('2020-01-01T00:00Z'), max: at('2035-01-01T00:00Z') }), fc.nat(30), (zone, moment, before) => {
    const end = endOfWait({ until: { date: 'visit.at', minus: days(before), at: '12:15', zone }, ifPast: 'never' }, visit(moment));
    const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    const wanted = new Date(Date.parse(`${shown.format(moment).slice(0, 10)}T00:00Z`) - days(before)).toISOString().slice(0, 10);
    expect(shown.format(end)).toBe(`${wanted} 12:15`);
  }), { numRuns: 300 });
});

describe('a wait for business hours', () => {
  const calendars = { shop: defineCalendar({ timeZone: 'Europe/Vienna', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: ['09:00-17:00'] }] }) };

  test('ends after so many hours in which somebody is there', () => {
    // Friday 13:00 in Vienna: four hours are left of it
    expect(endOfWait({ business: hours(6), calendar: 'shop' }, asked({}, { calendars }))).toBe(at('2026-03-23T10:00Z'));
  });

  test('that never come is a fault with a name', () => {
    const closed = { shop: defineCalendar({ timeZone: 'UTC', open: [], holidays: [{ date: '2020-01-01', hours: ['09:00-10:00'] }] }) };
    expect(() => endOfWait({ business: 1, calendar: 'shop' }, asked({}, { calendars: closed }))).toThrow(JourneyError);
    expect(() => endOfWait({ business: 1, calendar: 'nobody' }, asked({}))).toThrow(expect.objectContaining({ code: 'InvalidDelay' }));
  });
});

test('a wait until a time of day ends when the clock shows it next', () => {
  expect(endOfWait({ until: { at: '07:30', zone: 'Europe/Vienna', days: ['mon'] } }, asked({}))).toBe(at('2026-03-23T06:30Z'));
});
