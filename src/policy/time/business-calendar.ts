import { z } from 'zod';
import { JourneyError } from '../../errors/index.js';
import { checkTimeZone } from '../../model/time-zone.js';
import { readConfig } from '../../model/read-config.js';
import { askHost } from '../../model/ask-host.js';
import { checkBook, holidayHours, holidayTypesSchema, holidaysSchema, type HolidayHours, type HolidayType, type Holidays } from './holiday.js';
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
  /** days with hours of their own or with none: a list, a function of the year, or an instance of the package `date-holidays` */
  readonly holidays?: Holidays;
  /** of an instance, or of a function's rows: which kinds count; `['public']`. A list has no kinds and refuses them */
  readonly holidayTypes?: readonly HolidayType[];
  /** closed from one moment to another; a function is asked each time, so that a host at work can declare one */
  readonly emergencies?: readonly Emergency[] | (() => readonly Emergency[]);
}

/** Nobody is there, whatever else is written down: epoch milliseconds, until further notice where `until` is absent. */
export interface Emergency { readonly from: number; readonly until?: number }

/** A calendar that was checked; for `isOpen`, `nextOpen`, `addBusiness` and `businessBetween`. */
export interface BusinessCalendar {
  readonly timeZone: string;
  /** when it is open on a day, counted since 1970-01-01, from the day's beginning to its end; in order */
  readonly openOn: (day: number) => readonly Span[];
  /** its emergencies may be other ones later: when it would be open were those taken back that are not over at a moment */
  readonly ifTakenBack?: (at: number) => BusinessCalendar;
}

const endsLater = 'it ends later than it begins';
const emergenciesSchema = z.array(z.strictObject({ from: z.number(), until: z.number().exactOptional() }).refine(({ from, until = Infinity }) => from < until, endsLater).readonly()).readonly();
const calendarSchema = z.strictObject({
  timeZone: z.string(),
  open: weeklyHoursSchema,
  closed: z.array(z.strictObject({ from: localTimeSchema, until: localTimeSchema }).refine(({ from, until }) => from < until, endsLater).readonly()).readonly().exactOptional(),
  holidays: holidaysSchema.exactOptional(),
  holidayTypes: holidayTypesSchema.exactOptional(),
  emergencies: z.union([emergenciesSchema, z.custom<() => readonly Emergency[]>((given) => typeof given === 'function')]).exactOptional(),
}).refine(({ holidayTypes, holidays = [] }) => holidayTypes === undefined || !Array.isArray(holidays), { path: ['holidayTypes'], message: 'a list of holidays has no kinds; they are of an instance or a function' });

/** Checks a calendar once, so that it can be asked often. InvalidOptions where it cannot be read or no day is ever open; InvalidTimeZone. */
export function defineCalendar(options: CalendarOptions): BusinessCalendar {
  const read = readConfig<CalendarOptions>(calendarSchema, options, 'calendar');
  checkTimeZone(read.timeZone, 'calendar.timeZone');
  const week = byWeekday(read.open);
  if (!week.some((hours) => hours.length > 0) && !opensOnHolidays(read.holidays)) {
    throw new JourneyError('InvalidOptions', 'calendar.open: the calendar is never open; give it hours on one day at least.', { path: 'calendar.open' });
  }
  checkBook(read.holidays ?? [], read.holidayTypes);
  const usually = remembered(toRules(read, week));
  const emergencies = toEmergencies(read.emergencies);
  const without = (asked: () => readonly Span[]): BusinessCalendar => ({ timeZone: read.timeZone, openOn: (day) => withoutSpans(usually(day), asked()) });
  return { ...without(emergencies), ...(mayChange(read.emergencies) && { ifTakenBack: (at: number) => without(() => emergencies().filter(({ until }) => until <= at)) }) };
}

/** What lasts until further notice ends some day, also where it stands in a list: by a host that is started anew without it. */
const mayChange = (given: CalendarOptions['emergencies'] = []): boolean => typeof given === 'function' || given.some(({ until }) => until === undefined);

const opensOnHolidays = (holidays: Holidays = []): boolean => !Array.isArray(holidays) || holidays.some(({ hours = [] }) => hours.length > 0);

interface Rules { readonly timeZone: string; readonly week: readonly DayHours[]; readonly holiday: HolidayHours; readonly closed: readonly Span[] }

const toRules = ({ timeZone, closed = [], holidays = [], holidayTypes }: CalendarOptions, week: readonly DayHours[]): Rules => ({
  timeZone, week,
  holiday: holidayHours(holidays, holidayTypes),
  closed: mergeSpans(closed.map(({ from, until }) => ({ from: toMoment(timeZone, from) ?? 0, until: toMoment(timeZone, until) ?? 0 }))),
});

/** Asked each time: what a function says may be another thing by now. InvalidOptions where that is no list of emergencies, or it throws. */
function toEmergencies(given: CalendarOptions['emergencies'] = []): () => readonly Span[] {
  const toSpans = (list: readonly Emergency[]): readonly Span[] => list.map(({ from, until = Infinity }) => ({ from, until }));
  if (typeof given === 'function') return () => toSpans(askHost<readonly Emergency[]>(emergenciesSchema, given, 'calendar.emergencies'));
  const spans = toSpans(given);
  return () => spans;
}

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
  const { timeZone, holiday, closed } = rules;
  const own = holiday(day);
  const open = own === undefined
    ? withoutSpans(mergeSpans([...usual(rules, day - 1), ...usual(rules, day)]), closed)
    : mergeSpans(atWallTimes(timeZone, day, own));
  // each moment belongs to one day, so that hours over midnight are counted once
  return clipSpans(open, { from: dayStart(timeZone, day), until: dayStart(timeZone, day + 1) });
}

/** The hours of the week as they fall on a day that is no holiday. */
const usual = ({ timeZone, week, holiday }: Rules, day: number): readonly Span[] =>
  (holiday(day) === undefined ? atWallTimes(timeZone, day, hoursOn(week, day)) : []);

const atWallTimes = (timeZone: string, day: number, hours: DayHours): readonly Span[] => onDay(timeZone, day, hours, { from: 'compatible', until: 'compatible' });
