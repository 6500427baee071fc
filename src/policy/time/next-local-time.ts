import { z } from 'zod';
import { readConfig } from '../../model/read-config.js';
import { dayMs, fromWall, localDay, weekdayOf } from './wall-clock.js';
import { timeOfDay, weekdayNumber, weekdaysSchema, type Weekday } from './weekly-hours.js';

/** A time on the wall of a zone, on every day or on some days of the week. */
export interface LocalTime {
  /** an IANA name */
  readonly timeZone: string;
  /** `09:30` */
  readonly time: string;
  readonly days?: readonly Weekday[];
}

const localTimeSchema = z.strictObject({ timeZone: z.string(), time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/), days: weekdaysSchema.exactOptional() });

/**
 * When a local time comes next after a moment, epoch milliseconds: for reminders and waits until the morning. It comes once on each day, also
 * where the clocks skip it (then as much later as they skip) or show it twice (then the first time). InvalidOptions, InvalidTimeZone.
 */
export function nextLocalTime(wanted: LocalTime, after: number): number {
  const { timeZone, time, days } = readConfig<LocalTime>(localTimeSchema, wanted, 'localTime');
  const numbers = days?.map(weekdayNumber);
  // a time that is skipped before midnight comes after it
  for (let day = localDay(timeZone, after) - 1; ; day += 1) {
    const at = fromWall(timeZone, day * dayMs + timeOfDay(time));
    if (at > after && numbers?.includes(weekdayOf(day)) !== false) return at;
  }
}
