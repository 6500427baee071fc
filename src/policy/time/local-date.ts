import { z } from 'zod';
import { dayMs, fromWall } from './wall-clock.js';

/** A day of the calendar as people write it for machines: `2026-12-24`. */
export const localDateSchema = z.string().refine((text) => dayNumber(text) !== undefined, 'a date is written as 2026-12-24');
/** A day and a time on the wall, without a zone: `2026-12-24T13:00`. */
export const localTimeSchema = z.string().refine((text) => wallTime(text) !== undefined, 'a local time is written as 2026-12-24T13:00');

/** Days since 1970-01-01; `undefined` for a text that is no date, such as 2026-02-30. */
export function dayNumber(date: string): number | undefined {
  const wall = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(wall) && dateText(wall / dayMs) === date ? wall / dayMs : undefined;
}

/** The date of a day, counted since 1970-01-01. */
export const dateText = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/**
 * The moment meant by a local time in a zone, epoch milliseconds: one that clocks skip is as much later as they skip, of two the first
 * (Temporal's `compatible`). `undefined` for a text that is no local time. For waits until a date in the data. InvalidTimeZone.
 */
export function toMoment(timeZone: string, local: string): number | undefined {
  const wall = wallTime(local);
  return wall === undefined ? undefined : fromWall(timeZone, wall);
}

function wallTime(local: string): number | undefined {
  const [, date = '', time = ''] = /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(local) ?? [];
  const day = dayNumber(date);
  return day === undefined ? undefined : day * dayMs + Number(time.slice(0, 2)) * 3_600_000 + Number(time.slice(3)) * 60_000;
}
