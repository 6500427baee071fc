import fc from 'fast-check';
import { expect, test } from 'vitest';
import { days, hours } from '../../../src/model/duration.js';
import { closedBy } from '../../../src/policy/time/in-entry-window.js';
import { runsOf } from '../../full-size.js';

const zones = Intl.supportedValuesOf('timeZone');
const minute = fc.integer({ min: 0, max: 1_439 });
const clock = (ofDay: number): string => `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** What a clock on the wall shows, told by Intl and not by the library. */
function wall(zone: string, at: number): { readonly text: string; readonly time: string; readonly weekday: number } {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).formatToParts(at).map(({ type, value }) => [type, value]));
  const date = `${parts['year']}-${parts['month']}-${parts['day']}`;
  return { text: `${date}T${parts['hour']}:${parts['minute']}`, time: `${parts['hour']}:${parts['minute']}`, weekday: new Date(`${date}T00:00:00Z`).getUTCDay() };
}

/** Where clocks are changed the day before, that day or the next, other tests say what holds. */
const isCalm = (zone: string, at: number): boolean => new Set([-2, -1, 0, 1, 2].map((later) => wall(zone, at + days(later)).time)).size === 1;

const moment = fc.integer({ min: Date.UTC(2020, 0, 3), max: Date.UTC(2035, 11, 28) });

test('an hour of the week is open when the clock on the wall says so, in every zone, over midnight too', () => {
  fc.assert(fc.property(fc.constantFrom(...zones), moment, minute, minute, fc.subarray([...weekdays], { minLength: 1 }), (zone, at, from, until, open) => {
    fc.pre(from !== until && isCalm(zone, at));
    const { time, weekday } = wall(zone, at);
    const [begins, ends] = [clock(from), clock(until)];
    const isOn = (day: number): boolean => open.includes(weekdays[(day + 7) % 7] ?? 'sun');
    const expected = from < until ? isOn(weekday) && begins <= time && time < ends : (isOn(weekday) && time >= begins) || (isOn(weekday - 1) && time < ends);
    expect(closedBy({ zone: 'UTC', hours: [{ days: open, hours: [`${begins}-${ends}`] }] }, [zone], at) === undefined).toBe(expected);
  }), { numRuns: runsOf({ ci: 150, full: 20_000 }) });
});

test('a period begins and ends when the clock on the wall says so, and in several zones when all of them do', () => {
  fc.assert(fc.property(fc.constantFrom(...zones), fc.constantFrom(...zones), moment, fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 50 }), (zone, other, at, begins, lasts) => {
    fc.pre(isCalm(zone, at) && isCalm(other, at));
    const [from, until] = [begins, begins + lasts].map((later) => new Date(at + hours(later)).toISOString().slice(0, 16));
    if (from === undefined || until === undefined) return;
    const expected = [zone, other].every((one) => { const { text } = wall(one, at); return from <= text && text < until; });
    expect(closedBy({ zone: 'UTC', from, until }, [zone, other], at) === undefined).toBe(expected);
  }), { numRuns: runsOf({ ci: 150, full: 20_000 }) });
});
