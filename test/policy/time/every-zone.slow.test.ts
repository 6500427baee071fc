import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { defineCalendar } from '../../../src/policy/time/business-calendar.js';
import { addBusiness, businessBetween, isOpen } from '../../../src/policy/time/business-time.js';
import { nextLocalTime } from '../../../src/policy/time/next-local-time.js';
import { dayMs, dayStart, fromWall, localDay, toWall } from '../../../src/policy/time/wall-clock.js';
import { fullSize } from '../../full-size.js';
import { at } from './at.js';

const [first, last] = [at('2020-01-01T00:00Z'), at('2036-01-01T00:00Z')];
const quarters = Array.from({ length: 96 }, (_, quarter) => quarter * 900_000);
/** All of them where the whole is proved; else every eighth, of each change other ones. */
const quartersOf = (change: number): readonly number[] => (fullSize ? quarters : quarters.filter((_, quarter) => quarter % 8 === change % 8));
/** Every zone this runtime knows by its own name, and old names for some. */
const zones = [...Intl.supportedValuesOf('timeZone'), 'EST5EDT', 'US/Pacific', 'Asia/Calcutta', 'Europe/Kiev', 'GB', 'UTC'];

interface Change { readonly timeZone: string; readonly at: number }

const changes: readonly Change[] = zones.flatMap((timeZone) => {
  const found: Change[] = [];
  let next = Temporal.Instant.fromEpochMilliseconds(first).toZonedDateTimeISO(timeZone).getTimeZoneTransition('next');
  while (next !== null && next.epochMilliseconds < last) {
    found.push({ timeZone, at: next.epochMilliseconds });
    next = next.getTimeZoneTransition('next');
  }
  return found;
});

/** The day before a change of the clocks, that day and the day after, counted since 1970-01-01. */
const daysAround = (change: Change): readonly number[] => [-1, 0, 1].map((days) => Math.floor(toWall(change.timeZone, change.at - 1) / dayMs) + days);
const timeText = (ms: number): string => new Date(ms).toISOString().slice(11, 16);

test('there are changes to look at in all parts of the world', () => {
  expect(zones.length).toBeGreaterThan(400);
  expect(changes.length).toBeGreaterThan(3_000);
  expect(new Set(changes.map(({ timeZone }) => timeZone.split('/')[0])).size).toBeGreaterThan(8);
});

describe('at every change of the clocks of every zone from 2020 to 2035', () => {
  test('a local time means what Temporal says it means, at each quarter of an hour', () => {
    const wrong: string[] = [];
    for (const [index, change] of changes.entries()) {
      for (const wall of daysAround(change).flatMap((day) => quartersOf(index).map((quarter) => day * dayMs + quarter))) {
        const local = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime();
        if (fromWall(change.timeZone, wall) !== local.toZonedDateTime(change.timeZone, { disambiguation: 'compatible' }).epochMilliseconds) wrong.push(`${change.timeZone} ${local.toString()}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('the clock on the wall shows what a formatter of the runtime shows', () => {
    const formatters = new Map(zones.map((timeZone) => [timeZone, new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })]));
    const wrong = changes.filter(({ timeZone, at: change }) => [-7_200_000, -1, 0, 3_599_999].some((ms) =>
      formatters.get(timeZone)?.format(change + ms) !== new Date(toWall(timeZone, change + ms)).toISOString().slice(0, 19).replace('T', ' ')));
    expect(wrong).toEqual([]);
  });

  test('a reminder comes exactly once on each day, at each quarter of an hour', () => {
    const wrong: string[] = [];
    for (const [index, change] of changes.entries()) {
      const days = daysAround(change);
      for (const quarter of quartersOf(index)) {
        const fired: number[] = [];
        const end = fromWall(change.timeZone, ((days.at(-1) ?? 0) + 1) * dayMs + quarter);
        for (let now = fromWall(change.timeZone, (days[0] ?? 0) * dayMs + quarter) - 1; ; now = fired.at(-1) ?? end) {
          const next = nextLocalTime({ timeZone: change.timeZone, time: timeText(quarter) }, now);
          if (next >= end) break;
          fired.push(next);
        }
        if (fired.join() !== days.map((day) => fromWall(change.timeZone, day * dayMs + quarter)).join()) wrong.push(`${change.timeZone} ${timeText(quarter)} ${new Date(change.at).toISOString()}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('each moment falls on one day, and days follow each other without a gap', () => {
    const wrong = changes.filter(({ timeZone, at: change }) => quarters.some((quarter) => {
      const moment = change - dayMs / 2 + quarter;
      const day = localDay(timeZone, moment);
      return !(dayStart(timeZone, day) <= moment && moment < dayStart(timeZone, day + 1));
    }));
    expect(wrong).toEqual([]);
  });

  test('business time goes forth and back, also on that day', () => {
    const wrong = changes.filter((change) => {
      const calendar = defineCalendar({ timeZone: change.timeZone, open: [{ hours: ['00:15-02:30', '02:45-11:00', '12:30-23:15', '23:30-00:10'] }] });
      const from = change.at - dayMs;
      return quarters.some((quarter) => {
        const until = addBusiness(calendar, from + quarter, quarter + 1);
        return until === undefined || businessBetween(calendar, from + quarter, until) !== quarter + 1 || !isOpen(calendar, until - 1);
      });
    });
    expect(wrong).toEqual([]);
  });
});
