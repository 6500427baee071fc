import { z } from 'zod';
import { readConfig } from '../../model/read-config.js';
import { dateText, dayNumber, localDateSchema } from './local-date.js';
import { hoursSchema, toDayHours, type DayHours, type Hours } from './weekly-hours.js';

/** A day with hours of its own, or with none. */
export interface Holiday {
  /** `2026-12-24` */
  readonly date: string;
  readonly name?: string;
  /** when it is open all the same, up to midnight; closed where absent */
  readonly hours?: readonly Hours[];
}

/** A list of holidays, or a function that gives those of a year, such as one on `date-holidays`; it must say the same each time. */
export type Holidays = readonly Holiday[] | ((year: number) => readonly Holiday[]);

const endsByMidnight = (hours: Hours): boolean => hours.slice(6) > hours.slice(0, 5);

const holidayListSchema = z.array(z.strictObject({
  date: localDateSchema,
  name: z.string().exactOptional(),
  hours: z.array(hoursSchema.refine(endsByMidnight, 'hours of a holiday end by midnight')).readonly().exactOptional(),
}).readonly()).readonly();

export const holidaysSchema = z.union([holidayListSchema, z.custom<(year: number) => readonly Holiday[]>((given) => typeof given === 'function')]);

/** The hours of a day if it is a holiday, none where it is closed; `undefined` for any other day, counted since 1970-01-01. */
export type HolidayHours = (day: number) => DayHours | undefined;

/** Reads holidays once, so that each day can be asked. What a function gives is checked as a list is: InvalidOptions. */
export function holidayHours(holidays: Holidays): HolidayHours {
  if (typeof holidays !== 'function') {
    const days = toDays(holidays);
    return (day) => days.get(day);
  }
  const years = new Map<number, ReadonlyMap<number, DayHours>>();
  return (day) => {
    const year = Number(dateText(day).slice(0, 4));
    const days = years.get(year) ?? toDays(readConfig<readonly Holiday[]>(holidayListSchema, holidays(year), 'calendar.holidays'));
    years.set(year, days);
    return days.get(day);
  };
}

const toDays = (holidays: readonly Holiday[]): ReadonlyMap<number, DayHours> =>
  new Map(holidays.map(({ date, hours = [] }) => [dayNumber(date) ?? Number.NaN, hours.map(toDayHours)]));
