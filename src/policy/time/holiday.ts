import { z } from 'zod';
import { JourneyError } from '../../errors/index.js';
import { readConfig } from '../../model/read-config.js';
import { askHost } from '../../model/ask-host.js';
import { dateText, dayNumber, localDateSchema } from './local-date.js';
import { dayMs } from './wall-clock.js';
import { hoursSchema, toDayHours, type DayHours, type Hours } from './weekly-hours.js';

/** A day with hours of its own, or with none. */
export interface Holiday {
  /** `2026-12-24` */
  readonly date: string;
  readonly name?: string;
  /** when it is open all the same, up to midnight; closed where absent */
  readonly hours?: readonly Hours[];
}

/** What knows the public holidays of a place: an instance of the package `date-holidays`, or anything of its shape. */
export interface HolidayBook { getHolidays(year: number): readonly BookedHoliday[] }
/** A holiday as `date-holidays` gives it: `2026-12-24 14:00:00` where it begins in the afternoon, by the clocks of its place. */
export interface BookedHoliday { readonly date: string; readonly start: Date; readonly end: Date; readonly type: string; readonly name?: string }
/** What kind of holiday it is, in the words of `date-holidays`. */
export type HolidayType = (typeof holidayTypes)[number];
const holidayTypes = ['public', 'bank', 'optional', 'school', 'observance'] as const;

/** A list of holidays, a function that gives those of a year, own ones or as `date-holidays` gives them, which must say the same each time, or an instance of `date-holidays`. */
export type Holidays = readonly Holiday[] | HolidaysOf | HolidayBook;
export type HolidaysOf = (year: number) => readonly (Holiday | BookedHoliday)[];

const endsByMidnight = (hours: Hours): boolean => hours.slice(6) > hours.slice(0, 5);

const holidayListSchema = z.array(z.strictObject({
  date: localDateSchema,
  name: z.string().exactOptional(),
  hours: z.array(hoursSchema.refine(endsByMidnight, 'hours of a holiday end by midnight')).readonly().exactOptional(),
}).readonly()).readonly();

const isBook = (given: unknown): given is HolidayBook => typeof given === 'object' && given !== null && 'getHolidays' in given && typeof given.getHolidays === 'function';
const isBookClass = (given: unknown): boolean => typeof given === 'function' && isBook(given.prototype);
export const holidaysSchema = z.union([holidayListSchema, z.custom<HolidaysOf>((given) => typeof given === 'function'), z.custom<HolidayBook>(isBook)])
  .refine((given) => !isBookClass(given), "expected an instance, as new Holidays('DE') is, and not its class");
export const holidayTypesSchema = z.array(z.enum(holidayTypes)).min(1).readonly();
const bookedSchema = z.array(z.object({ date: z.string().refine((date) => localDateSchema.safeParse(date.slice(0, 10)).success, 'a date begins as 2026-12-24'), start: z.date(), end: z.date(), type: z.string() })).readonly();

/** The hours of a day if it is a holiday, none where it is closed; `undefined` for any other day, counted since 1970-01-01. */
export type HolidayHours = (day: number) => DayHours | undefined;

/** Reads holidays once, so that each day can be asked. What a function gives is checked as a list is: InvalidOptions. */
export function holidayHours(given: Holidays, types: readonly HolidayType[] = ['public']): HolidayHours {
  if (!isBook(given) && typeof given !== 'function') {
    const days = toDays(given);
    return (day) => days.get(day);
  }
  const inYear = yearly(given, types);
  const years = new Map<number, ReadonlyMap<number, DayHours>>();
  return (day) => {
    const year = Number(dateText(day).slice(0, 4));
    const days = years.get(year) ?? toDays(inYear(year));
    years.set(year, days);
    return days.get(day);
  };
}

/** years of which a book that knows any knows one: no clock is read, so that a calendar that is good today is good tomorrow */
const firstYear = 2000;
const lastYear = 2060;

/** A book of nowhere says nothing and would be found out on the first holiday: InvalidOptions. One that cannot be read says so when it is asked. */
export function checkBook(given: Holidays, types: readonly HolidayType[] = ['public']): void {
  if (!isBook(given)) return;
  for (let year = firstYear; year <= lastYear; year += 1) if (mayHave(given, types, year)) return;
  throw new JourneyError('InvalidOptions', `${path}: there are no holidays of the kinds ${types.join(', ')} in any year from ${firstYear} to ${lastYear}; is it of a country and region that there are?`, { path, paths: [path] });
}

function mayHave(book: HolidayBook, types: readonly string[], year: number): boolean {
  try {
    return askHost(bookedSchema, () => book.getHolidays(year), path).some(({ type }) => types.includes(type));
  } catch {
    return true;
  }
}

interface YearRows { readonly own: readonly Holiday[]; readonly booked: readonly BookedHoliday[] }
const isBooked = (row: unknown): boolean => typeof row === 'object' && row !== null && 'start' in row;

/** Each year is asked for once. */
function rowsOf(given: HolidaysOf | HolidayBook): (year: number) => YearRows {
  const years = new Map<number, YearRows>();
  const ask = (year: number): unknown => (isBook(given) ? given.getHolidays(year) : given(year));
  const read = (year: number): YearRows => {
    const rows = askHost(rowsSchema, () => ask(year), path);
    return {
      own: isBook(given) ? [] : readConfig<readonly Holiday[]>(holidayListSchema, rows.filter((row) => !isBooked(row)), path),
      booked: readConfig<readonly BookedHoliday[]>(bookedSchema, isBook(given) ? rows : rows.filter(isBooked), path),
    };
  };
  return (year) => {
    const rows = years.get(year) ?? read(year);
    years.set(year, rows);
    return rows;
  };
}
const path = 'calendar.holidays';
const rowsSchema = z.array(z.unknown()).readonly();

/** Booked ones as whole days of a year, also of one that began in the year before; the host's own go before them. */
function yearly(given: HolidaysOf | HolidayBook, types: readonly string[]): (year: number) => readonly Holiday[] {
  const of = rowsOf(given);
  return (year) => {
    const { own, booked } = of(year);
    if (booked.length === 0 && !isBook(given)) return own;
    const days = [...of(year - 1).booked, ...booked].filter(({ type }) => types.includes(type)).flatMap(wholeDays);
    return [...days.filter(({ date }) => date.startsWith(`${year}-`)), ...own];
  };
}

/**
 * The days that a holiday is named for. One that begins at noon or later leaves its day open, and of one from sunset to sunset the evening before does: a host who closes
 * then writes down the hours itself.
 */
function wholeDays({ date, start, end }: BookedHoliday): readonly Holiday[] {
  const first = dayNumber(date.slice(0, 10)) ?? Number.NaN;
  if (Number(date.slice(11, 13)) >= 12) return [];
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayMs));
  return Array.from({ length: count }, (_, n) => ({ date: dateText(first + n) }));
}

const toDays = (holidays: readonly Holiday[]): ReadonlyMap<number, DayHours> =>
  new Map(holidays.map(({ date, hours = [] }) => [dayNumber(date) ?? Number.NaN, hours.map(toDayHours)]));
