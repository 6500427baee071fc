import Holidays from 'date-holidays';
import { describe, expect, test } from 'vitest';
import { defineCalendar, type CalendarOptions } from '../../../src/policy/time/business-calendar.js';
import { addBusiness, businessBetween, isOpen, nextOpen } from '../../../src/policy/time/business-time.js';
import { refusalOf } from '../../model/refusal-of.js';

const open: CalendarOptions['open'] = [{ hours: ['00:00-24:00'] }];

describe('what is no calendar', () => {
  test.each([['nothing', undefined], ['null', null], ['a text', 'shop'], ['options that defineCalendar has not read', { timeZone: 'UTC', open }]])('%s is refused by all that ask one', (_, given) => {
    // whoever writes no TypeScript may give anything
    const calendar: Parameters<typeof isOpen>[0] = JSON.parse(JSON.stringify({ given })).given;
    for (const ask of [() => isOpen(calendar, 0), () => nextOpen(calendar, 0), () => addBusiness(calendar, 0, 1), () => businessBetween(calendar, 0, 1)]) {
      expect(refusalOf(ask)).toMatchObject({ code: 'InvalidOptions', facts: { path: 'calendar' } });
    }
  });
});

describe('holidays that cannot be asked for', () => {
  test.each([
    ['of a country that there is not', { holidays: new Holidays('XX') }],
    ['of no country', { holidays: new Holidays() }],
    ['of kinds that the place has none of', { holidays: new Holidays('JP'), holidayTypes: ['school'] }],
  ] as const)('%s are refused when the calendar is defined', (_, options) => {
    expect(refusalOf(() => defineCalendar({ timeZone: 'UTC', open, ...options }))).toMatchObject({ code: 'InvalidOptions', facts: { path: 'calendar.holidays' } });
  });
  test.each([['a list', { holidays: [{ date: '2026-12-24' }] }], ['none at all', {}]])('kinds of holidays are refused where there is %s to tell them by', (_, options) => {
    expect(refusalOf(() => defineCalendar({ timeZone: 'UTC', open, holidayTypes: ['bank'], ...options }))).toMatchObject({ code: 'InvalidOptions', facts: { path: 'calendar.holidayTypes' } });
  });
  test('the class in place of an instance is refused', () => {
    // @ts-expect-error the class itself
    expect(refusalOf(() => defineCalendar({ timeZone: 'UTC', open, holidays: Holidays })).message).toContain('new Holidays');
  });
  test('a book that knows one year alone is taken', () => {
    const feast = { date: '2031-12-31 00:00:00', start: new Date('2031-12-31T00:00Z'), end: new Date('2032-01-01T00:00Z'), type: 'public' };
    expect(() => defineCalendar({ timeZone: 'UTC', open, holidays: { getHolidays: (year) => (year === 2031 ? [feast] : []) } })).not.toThrow();
  });
});
