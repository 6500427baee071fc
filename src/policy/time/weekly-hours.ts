import { z } from 'zod';
import { dayMs, fromWall, weekdayOf, type Reading } from './wall-clock.js';
import type { Span } from './span.js';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];
export const weekdaySchema = z.enum(weekdays);
export const weekdaysSchema = z.array(weekdaySchema).min(1).readonly();
/** 0 for Monday to 6 for Sunday. */
export const weekdayNumber = (weekday: Weekday): number => weekdays.indexOf(weekday);

/** A stretch of a day on the wall, `09:00-17:30`. Up to `24:00`; one that ends before it begins, `22:00-06:00`, goes over midnight and belongs to the day it begins. */
export type Hours = `${string}-${string}`;

/** The same hours on some days of the week; on every day where none is named. */
export interface WeeklyHours { readonly days?: readonly Weekday[]; readonly hours: readonly Hours[] }

/** From and until, in milliseconds after midnight; more than a day where it goes over midnight. */
export type DayHours = readonly Span[];

const hoursPattern = /^(?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

export const hoursSchema = z.custom<Hours>((text) => typeof text === 'string' && hoursPattern.test(text) && text.slice(0, 5) !== text.slice(6), 'hours are written as 09:00-17:30, and end at another time than they begin');
export const weeklyHoursSchema = z.array(z.strictObject({ days: weekdaysSchema.exactOptional(), hours: z.array(hoursSchema).readonly() }).readonly()).readonly();

/** The hours of each day of the week, Monday first. */
export function byWeekday(weekly: readonly WeeklyHours[]): readonly DayHours[] {
  return weekdays.map((day) => weekly.filter(({ days }) => days === undefined || days.includes(day)).flatMap(({ hours }) => hours.map(toDayHours)));
}

export function toDayHours(hours: Hours): Span {
  const [from, until] = [timeOfDay(hours.slice(0, 5)), timeOfDay(hours.slice(6))];
  return { from, until: until > from ? until : until + dayMs };
}

/** Milliseconds after midnight of a time as `09:30`. */
export const timeOfDay = (time: string): number => Number(time.slice(0, 2)) * 3_600_000 + Number(time.slice(3, 5)) * 60_000;

/** When hours of a day come in a zone; `readings` says which moments are meant where clocks are changed. */
export const onDay = (timeZone: string, day: number, hours: DayHours, readings: { readonly from: Reading; readonly until: Reading }): readonly Span[] =>
  hours.map(({ from, until }) => ({ from: fromWall(timeZone, day * dayMs + from, readings.from), until: fromWall(timeZone, day * dayMs + until, readings.until) }));

/** The hours of a day, by its day of the week. */
export const hoursOn = (week: readonly DayHours[], day: number): DayHours => week[weekdayOf(day)] ?? [];
