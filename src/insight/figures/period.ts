import { days } from '../../model/duration.js';

/** A stretch of the calendar, by UTC. */
export type Period = 'day' | 'week' | 'month';

/** The name of the period that a day lies in: its date, that of its Monday, or its month as `2026-01`. */
export function periodOf(day: number, period: Period): string {
  // the first of January 1970 was a Thursday
  const first = period === 'week' ? day - ((((day + 3) % 7) + 7) % 7) : day;
  const date = new Date(days(first)).toISOString();
  return date.slice(0, period === 'month' ? 7 : 10);
}
