import { z } from 'zod';
import { JourneyError } from '../../errors/index.js';
import { checkTimeZone } from '../../model/time-zone.js';
import { readConfig } from '../../model/read-config.js';
import { holidayHours, holidaysSchema, type HolidayHours, type Holidays } from './holiday.js';
import { localTimeSchema, toMoment } from './local-date.js';
import { clipSpans, mergeSpans, withoutSpans, type Span } from './span.js';
import { dayStart } from './wall-clock.js';
import { byWeekday, hoursOn, onDay, weeklyHoursSchema, type DayHours, type WeeklyHours } from './weekly-hours.js';

/** When somebody is there, as a host writes it down (care-rules 3.22). Emergency goes before holiday, holiday before closed, closed before open; what none of them names is closed. */
export interface CalendarOptions {
  /** an IANA name */
  readonly timeZone: string;
  readonly open: readonly WeeklyHours[];
  /** from one local time to another, `2026-12-24T13:00` */
  readonly closed?: readonly { readonly from: string; readonly until: string }[];
  readonly holidays?: Holidays;
  /** closed from one moment to another, epoch milliseconds; until further notice where `until` is absent */
  readonly emergencies?: readonly { readonly from: number; readonly until?: number }[];
}

/** A calendar that was checked; for `isOpen`, `nextOpen`, `addBusiness` and `businessBetween`. */
export interface BusinessCalendar {
  readonly timeZone: string;
  /** when it is open on a day, counted since 1970-01-01, from the day's beginning to its end; in order */
  readonly openOn: (day: number) => readonly Span[];
}

const endsLater = 'it ends later than it begins';
const calendarSchema = z.strictObject({
  timeZone: z.string(),
  open: weeklyHoursSchema,
  closed: z.array(z.strictObject({ from: localTimeSchema, until: localTimeSchema }).refine(({ from, until }) => from < until, endsLater).readonly()).readonly().exactOptional(),
  holidays: holidaysSchema.exactOptional(),
  emergencies: z.array(z.strictObject({ from: z.number(), until: z.number().exactOptional() }).refine(({ from, until = Infinity }) => from < until, endsLater).readonly()).readonly().exactOptional(),
});

/** Checks a calendar once, so that it can be asked often. InvalidOptions where it cannot be read or no day is ever open; InvalidTimeZone. */
export function defineCalendar(options: CalendarOptions): BusinessCalendar {
  const read = readConfig<CalendarOptions>(calendarSchema, options, 'calendar');
  checkTimeZone(read.timeZone, 'calendar.timeZone');
  const week = byWeekday(read.open);
  if (!week.some((hours) => hours.length > 0) && !opensOnHolidays(read.holidays)) {
    throw new JourneyError('InvalidOptions', 'calendar.open: the calendar is never open; give it hours on one day at least.', { path: 'calendar.open' });
  }
  return { timeZone: read.timeZone, openOn: remembered(toRules(read, week)) };
}

const opensOnHolidays = (holidays: Holidays = []): boolean => typeof holidays === 'function' || holidays.some(({ hours = [] }) => hours.length > 0);

interface Rules { readonly timeZone: string; readonly week: readonly DayHours[]; readonly holiday: HolidayHours; readonly closed: readonly Span[]; readonly emergencies: readonly Span[] }

const toRules = ({ timeZone, closed = [], holidays = [], emergencies = [] }: CalendarOptions, week: readonly DayHours[]): Rules => ({
  timeZone, week,
  holiday: holidayHours(holidays),
  closed: mergeSpans(closed.map(({ from, until }) => ({ from: toMoment(timeZone, from) ?? 0, until: toMoment(timeZone, until) ?? 0 }))),
  emergencies: emergencies.map(({ from, until = Infinity }) => ({ from, until })),
});

/** twenty years */
const mostDays = 7_305;

function remembered(rules: Rules): BusinessCalendar['openOn'] {
  const known = new Map<number, readonly Span[]>();
  return (day) => {
    const found = known.get(day) ?? openOn(rules, day);
    if (known.size >= mostDays) known.clear();
    known.set(day, found);
    return found;
  };
}

function openOn(rules: Rules, day: number): readonly Span[] {
  const { timeZone, holiday, closed, emergencies } = rules;
  const own = holiday(day);
  const open = own === undefined
    ? withoutSpans(mergeSpans([...usual(rules, day - 1), ...usual(rules, day)]), closed)
    : mergeSpans(atWallTimes(timeZone, day, own));
  // each moment belongs to one day, so that hours over midnight are counted once
  return clipSpans(withoutSpans(open, emergencies), { from: dayStart(timeZone, day), until: dayStart(timeZone, day + 1) });
}

/** The hours of the week as they fall on a day that is no holiday. */
const usual = ({ timeZone, week, holiday }: Rules, day: number): readonly Span[] =>
  (holiday(day) === undefined ? atWallTimes(timeZone, day, hoursOn(week, day)) : []);

const atWallTimes = (timeZone: string, day: number, hours: DayHours): readonly Span[] => onDay(timeZone, day, hours, { from: 'compatible', until: 'compatible' });
