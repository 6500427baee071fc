import Holidays from 'date-holidays';
import { describe, expect, test } from 'vitest';
import { hours } from '../../../src/model/duration.js';
import { defineCalendar, type CalendarOptions } from '../../../src/policy/time/business-calendar.js';
import { isOpen, nextOpen } from '../../../src/policy/time/business-time.js';
import { refusalOf } from '../../model/refusal-of.js';
import { at } from './at.js';

const always = [{ hours: ['00:00-24:00'] }] as const;
/** Days of a year on which nobody is there. */
function daysOff(options: Omit<CalendarOptions, 'open'>, year: number): readonly string[] {
  const calendar = defineCalendar({ ...options, open: always });
  const first = Date.UTC(year, 0, 1) / hours(24);
  return Array.from({ length: 366 }, (_, n) => first + n).filter((day) => calendar.openOn(day).length === 0).map((day) => new Date(day * hours(24)).toISOString().slice(0, 10)).filter((date) => date.startsWith(`${year}-`));
}

describe('public holidays of the package date-holidays', () => {
  test('Japan is off on its public holidays, with the day between two and those moved from a Sunday, and at work on bank holidays', () => {
    expect(daysOff({ timeZone: 'Asia/Tokyo', holidays: new Holidays('JP') }, 2026)).toEqual([
      '2026-01-01', '2026-01-12', '2026-02-11', '2026-02-23', '2026-03-20', '2026-04-29', '2026-05-03', '2026-05-04', '2026-05-05', '2026-05-06',
      '2026-07-20', '2026-08-11', '2026-09-21', '2026-09-22', '2026-09-23', '2026-10-12', '2026-11-03', '2026-11-23']);
    expect(daysOff({ timeZone: 'Asia/Tokyo', holidays: new Holidays('JP'), holidayTypes: ['public', 'bank'] }, 2026)).toEqual(expect.arrayContaining(['2026-01-01', '2026-01-02', '2026-01-03']));
  });
  test('Germany by its states: Epiphany in Bavaria, not in Berlin; Women\'s Day the other way round', () => {
    const [bavaria = [], berlin = []] = ['by', 'be'].map((state) => daysOff({ timeZone: 'Europe/Berlin', holidays: new Holidays('DE', state) }, 2026));
    const everywhere = ['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25', '2026-10-03', '2026-12-25', '2026-12-26'];
    expect(bavaria).toEqual(expect.arrayContaining([...everywhere, '2026-01-06', '2026-06-04', '2026-11-01']));
    expect(berlin).toEqual([...everywhere, '2026-03-08'].toSorted());
  });
  test('the United States are off for Thanksgiving and on the day that stands in for the Fourth of July, and at work on Valentine\'s Day', () => {
    const off = daysOff({ timeZone: 'America/Los_Angeles', holidays: new Holidays('US') }, 2026);
    expect(off).toEqual(expect.arrayContaining(['2026-01-01', '2026-07-03', '2026-07-04', '2026-11-26', '2026-12-25']));
    expect(off).not.toEqual(expect.arrayContaining(['2026-02-14']));
  });
  test('a day off is a whole one of the calendar\'s own zone, also where that is far from the holiday\'s', () => {
    const honolulu = defineCalendar({ timeZone: 'Pacific/Honolulu', open: always, holidays: new Holidays('US') });
    expect(nextOpen(honolulu, at('2026-12-25T10:00Z'))).toBe(at('2026-12-26T10:00Z'));
    expect(isOpen(honolulu, at('2026-12-25T09:59Z'))).toBe(true);
  });
  test('one that begins in the afternoon leaves its day open, and of one from sunset to sunset the day is off that it is named for', () => {
    expect(daysOff({ timeZone: 'Europe/Berlin', holidays: new Holidays('DE', 'by'), holidayTypes: ['bank'] }, 2026)).toEqual([]);
    const off = daysOff({ timeZone: 'Asia/Jerusalem', holidays: new Holidays('IL') }, 2026);
    // the Day of Atonement begins on the evening before
    expect(off).toEqual(expect.arrayContaining(['2026-09-21']));
    expect(off).not.toContain('2026-09-20');
  });
  test('one that goes over the turn of the year is off in both', () => {
    const feast = { date: '2026-12-31 00:00:00', start: new Date('2026-12-31T00:00Z'), end: new Date('2027-01-03T00:00Z'), type: 'public' };
    const options = { timeZone: 'UTC', holidays: { getHolidays: (year: number) => (year === 2026 ? [feast] : []) } };
    expect([daysOff(options, 2026), daysOff(options, 2027)]).toEqual([['2026-12-31'], ['2027-01-01', '2027-01-02']]);
  });
  test('given by a function they count as those of an instance do, beside days that the host writes down', () => {
    const germany = new Holidays('DE', 'by');
    const berlin = { timeZone: 'Europe/Berlin', holidayTypes: ['public', 'bank'] } as const;
    const ofInstance = daysOff({ ...berlin, holidays: germany }, 2026);
    expect(ofInstance.length).toBeGreaterThan(9);
    expect(daysOff({ ...berlin, holidays: (year) => germany.getHolidays(year) }, 2026)).toEqual(ofInstance);
    expect(daysOff({ ...berlin, holidays: (year) => [{ date: `${year}-07-31`, name: 'summer feast' }, ...germany.getHolidays(year)] }, 2026)).toEqual([...ofInstance, '2026-07-31'].toSorted());
    const feast = { date: '2026-12-31 00:00:00', start: new Date('2026-12-31T00:00Z'), end: new Date('2027-01-03T00:00Z'), type: 'public' };
    expect(daysOff({ timeZone: 'UTC', holidays: (year) => [{ ...feast, date: `${year}-12-31` }] }, 2027)).toEqual(['2027-01-01', '2027-01-02', '2027-12-31']);
  });
  test('a function is asked once a year', () => {
    const asked: number[] = [];
    const own = { timeZone: 'UTC', holidays: (year: number) => { asked.push(year); return [{ date: `${year}-07-31` }]; } };
    daysOff(own, 2026);
    expect(asked.toSorted((a, b) => a - b)).toEqual([2025, 2026, 2027]);
  });
  test('rows that cannot be read are told by the first few of them', () => {
    const odd = defineCalendar({ timeZone: 'UTC', open: always, holidays: () => Array.from({ length: 40 }, () => ({ date: 'Christmas' })) });
    const refusal = refusalOf(() => isOpen(odd, 0));
    expect(refusal).toMatchObject({ code: 'InvalidOptions', facts: { path: 'calendar.holidays.0.date' } });
    expect(refusal.message).toContain('There are 35 more.');
    expect(refusal.message.length).toBeLessThan(600);
  });
  test('one that gives something else is refused when it is asked, kinds that nobody knows at once', () => {
    const odd = defineCalendar({ timeZone: 'UTC', open: always, holidays: { getHolidays: () => [{ date: 'Christmas', start: new Date(0), end: new Date(1), type: 'public' }] } });
    expect(refusalOf(() => isOpen(odd, 0))).toMatchObject({ code: 'InvalidOptions' });
    // @ts-expect-error a kind that there is not
    expect(refusalOf(() => defineCalendar({ timeZone: 'UTC', open: always, holidays: new Holidays('JP'), holidayTypes: ['bridge'] }))).toMatchObject({ code: 'InvalidOptions' });
  });
});

describe('emergencies that a host at work declares', () => {
  test('are seen by whoever asks next, and go before holidays and hours', () => {
    let declared: readonly { from: number; until?: number }[] = [];
    const shop = defineCalendar({ timeZone: 'UTC', open: always, emergencies: () => declared });
    expect(isOpen(shop, at('2026-05-11T08:00Z'))).toBe(true);
    declared = [{ from: at('2026-05-11T06:00Z'), until: at('2026-05-11T12:00Z') }];
    expect(isOpen(shop, at('2026-05-11T08:00Z'))).toBe(false);
    expect(nextOpen(shop, at('2026-05-11T08:00Z'))).toBe(at('2026-05-11T12:00Z'));
    declared = [];
    expect(isOpen(shop, at('2026-05-11T08:00Z'))).toBe(true);
  });
  test('something else is refused when it is asked', () => {
    const shop = defineCalendar({ timeZone: 'UTC', open: always, emergencies: () => [{ from: 5, until: 4 }] });
    expect(refusalOf(() => isOpen(shop, 0))).toMatchObject({ code: 'InvalidOptions' });
  });
});
