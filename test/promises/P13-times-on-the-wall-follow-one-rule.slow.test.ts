import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { defineCalendar } from '../../src/policy/time/business-calendar.js';
import { addBusiness, businessBetween, isOpen } from '../../src/policy/time/business-time.js';
import { nextLocalTime } from '../../src/policy/time/next-local-time.js';
import { dayMs, dayStart, fromWall, localDay, toWall } from '../../src/policy/time/wall-clock.js';
import { defineQuietHours, judgeQuiet } from '../../src/policy/quiet-hours.js';
import { fullSize } from '../full-size.js';
import { at } from '../policy/time/at.js';

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

type FromWall = (timeZone: string, wall: number) => number;
type NextLocalTime = typeof nextLocalTime;
type MayGo = (timeZone: string, at: number) => boolean;

/** Local times that do not mean what Temporal says they mean. */
const strangeTimes = (rule: FromWall, among = changes): readonly string[] => among.flatMap((change, index) =>
  daysAround(change).flatMap((day) => quartersOf(index).map((quarter) => day * dayMs + quarter)).flatMap((wall) => {
    const local = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime();
    return rule(change.timeZone, wall) === local.toZonedDateTime(change.timeZone, { disambiguation: 'compatible' }).epochMilliseconds ? [] : [`${change.timeZone} ${local.toString()}`];
  }));

/** Reminders that do not come exactly once on each of the three days. */
const strangeReminders = (rule: NextLocalTime, among = changes): readonly string[] => among.flatMap((change, index) => {
  const days = daysAround(change);
  return quartersOf(index).flatMap((quarter) => {
    const due = days.map((day) => fromWall(change.timeZone, day * dayMs + quarter));
    const end = fromWall(change.timeZone, ((days.at(-1) ?? 0) + 1) * dayMs + quarter);
    const fired: number[] = [];
    for (let now = (due[0] ?? 0) - 1; fired.length < 10; now = fired.at(-1) ?? end) {
      const next = rule({ timeZone: change.timeZone, time: timeText(quarter) }, now);
      if (next >= end) break;
      fired.push(next);
    }
    return fired.join() === due.join() ? [] : [`${change.timeZone} ${timeText(quarter)} ${new Date(change.at).toISOString()}`];
  });
});

const quietTo = defineQuietHours({ hours: [{ hours: ['21:00-08:00'] }] });
const mayGo: MayGo = (timeZone, moment) => !judgeQuiet(quietTo, { key: 'k', purpose: 'marketing', at: moment, where: { zones: [timeZone], toldBy: 'profile' } }).quiet;

/** Moments at which a message may go though clocks there show night, by the runtime's own formatter. */
const nightMessages = (rule: MayGo, among = changes): readonly string[] => among.flatMap((change, index) => {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: change.timeZone, timeStyle: 'short' });
  return daysAround(change).flatMap((_, day) => quartersOf(index).map((quarter) => change.at + (day - 1) * dayMs + quarter)).filter((moment) => {
    const shown = clock.format(moment);
    return rule(change.timeZone, moment) && (shown >= '21:00' || shown < '08:00');
  }).map((moment) => `${change.timeZone} ${new Date(moment).toISOString()}`);
});

test('there are changes to look at in all parts of the world', () => {
  expect(zones.length).toBeGreaterThan(400);
  expect(changes.length).toBeGreaterThan(3_000);
  expect(new Set(changes.map(({ timeZone }) => timeZone.split('/')[0])).size).toBeGreaterThan(8);
});

describe('P13: at every change of the clocks of every zone from 2020 to 2035', () => {
  test('a local time means what Temporal says it means, at each quarter of an hour', () => {
    expect(strangeTimes(fromWall)).toEqual([]);
  });

  test('the clock on the wall shows what a formatter of the runtime shows', () => {
    const formatters = new Map(zones.map((timeZone) => [timeZone, new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })]));
    const wrong = changes.filter(({ timeZone, at: change }) => [-7_200_000, -1, 0, 3_599_999].some((ms) =>
      formatters.get(timeZone)?.format(change + ms) !== new Date(toWall(timeZone, change + ms)).toISOString().slice(0, 19).replace('T', ' ')));
    expect(wrong).toEqual([]);
  });

  test('a reminder comes exactly once on each day, at each quarter of an hour', () => {
    expect(strangeReminders(nextLocalTime)).toEqual([]);
  });

  test('nothing goes in quiet hours of the zone of the customer, and something goes by day', () => {
    expect(nightMessages(mayGo)).toEqual([]);
    expect(changes.filter(({ timeZone, at: change }) => !quarters.some((quarter) => mayGo(timeZone, change + quarter)))).toEqual([]);
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

describe('the proof notices', () => {
  const some = changes.slice(0, 200);

  test('local times read with the distance from UTC of the time before, or of the evening', () => {
    expect(strangeTimes((timeZone, wall) => fromWall(timeZone, wall, 'first'), some)).not.toEqual([]);
    expect(strangeTimes((timeZone, wall) => fromWall(timeZone, wall, 'last'), some)).not.toEqual([]);
  });

  test('a reminder that is counted on from the last by twenty-four hours', () => {
    expect(strangeReminders((wanted, after) => nextLocalTime(wanted, after - dayMs) + dayMs, some)).not.toEqual([]);
  });

  test('quiet hours by the clock of the server', () => {
    expect(nightMessages((_, moment) => mayGo('UTC', moment), some)).not.toEqual([]);
  });
});
