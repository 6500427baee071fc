import { z } from 'zod';
import { askHost } from './ask-host.js';
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

/** A list of holidays, a function that gives those of a year, which must say the same each time, or an instance of `date-holidays`. */
export type Holidays = readonly Holiday[] | ((year: number) => readonly Holiday[]) | HolidayBook;

const endsByMidnight = (hours: Hours): boolean => hours.slice(6) > hours.slice(0, 5);

const holidayListSchema = z.array(z.strictObject({
  date: localDateSchema,
  name: z.string().exactOptional(),
  hours: z.array(hoursSchema.refine(endsByMidnight, 'hours of a holiday end by midnight')).readonly().exactOptional(),
}).readonly()).readonly();

const isBook = (given: unknown): given is HolidayBook => typeof given === 'object' && given !== null && 'getHolidays' in given && typeof given.getHolidays === 'function';
export const holidaysSchema = z.union([holidayListSchema, z.custom<(year: number) => readonly Holiday[]>((given) => typeof given === 'function'), z.custom<HolidayBook>(isBook)]);
export const holidayTypesSchema = z.array(z.enum(holidayTypes)).min(1).readonly();
const bookedSchema = z.array(z.object({ date: z.string().refine((date) => localDateSchema.safeParse(date.slice(0, 10)).success, 'a date begins as 2026-12-24'), start: z.date(), end: z.date(), type: z.string() })).readonly();

/** The hours of a day if it is a holiday, none where it is closed; `undefined` for any other day, counted since 1970-01-01. */
export type HolidayHours = (day: number) => DayHours | undefined;

/** Reads holidays once, so that each day can be asked. What a function gives is checked as a list is: InvalidOptions. */
export function holidayHours(given: Holidays, types: readonly HolidayType[] = ['public']): HolidayHours {
  const holidays = isBook(given) ? inYear(given, types) : given;
  if (typeof holidays !== 'function') {
    const days = toDays(holidays);
    return (day) => days.get(day);
  }
  const years = new Map<number, ReadonlyMap<number, DayHours>>();
  return (day) => {
    const year = Number(dateText(day).slice(0, 4));
    const days = years.get(year) ?? toDays(askHost<readonly Holiday[]>(holidayListSchema, () => holidays(year), 'calendar.holidays'));
    years.set(year, days);
    return days.get(day);
  };
}

/** Those of a book as whole days of a year, also of one that began in the year before. */
const inYear = (book: HolidayBook, types: readonly string[]) => (year: number): readonly Holiday[] =>
  [year - 1, year].flatMap((of) => askHost<readonly BookedHoliday[]>(bookedSchema, () => book.getHolidays(of), 'calendar.holidays'))
    .filter(({ type }) => types.includes(type)).flatMap(wholeDays).filter(({ date }) => date.startsWith(`${year}-`));

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
