import { days } from '../../model/duration.js';
import { dayMs, dayStart, localDay, weekdayOf } from '../time/wall-clock.js';
import type { Span } from '../time/span.js';
import { weekdayNumber, type Weekday } from '../time/weekly-hours.js';

/**
 * In which time messages are counted (care-rules 1.5). `rolling`: the last so many milliseconds, whenever one looks. `calendar`: a day, a week
 * or a month as it stands on the wall, in the customer's zone or in a zone that is named.
 */
export type CapWindow =
  | { readonly kind: 'rolling'; readonly ms: number }
  | { readonly kind: 'calendar'; readonly unit: 'day' | 'week' | 'month'; /** `customer`, or an IANA name such as the project's */ readonly zone: string; /** Monday where absent */ readonly weekBegins?: Weekday };

/** The calendar window that a moment lies in, in a zone. */
export function calendarWindow(window: Extract<CapWindow, { kind: 'calendar' }>, zone: string, at: number): Span {
  const { from, until } = daysOf(window, localDay(zone, at));
  return { from: dayStart(zone, from), until: dayStart(zone, until) };
}

/** How long after it was sent a message may still count, at most. */
export function reachOf(window: CapWindow): number {
  if (window.kind === 'rolling') return window.ms;
  // a customer who moves to the other side of the date line has the longest day there is
  return days({ day: 1, week: 7, month: 31 }[window.unit] + 2);
}

/** In days counted since 1970-01-01; the last is not part of it. */
function daysOf({ unit, weekBegins = 'mon' }: Extract<CapWindow, { kind: 'calendar' }>, day: number): Span {
  switch (unit) {
    case 'day': return { from: day, until: day + 1 };
    case 'week': {
      const from = day - ((weekdayOf(day) - weekdayNumber(weekBegins) + 7) % 7);
      return { from, until: from + 7 };
    }
    case 'month': {
      const date = new Date(day * dayMs);
      const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
      return { from: Date.UTC(year, month) / dayMs, until: Date.UTC(year, month + 1) / dayMs };
    }
  }
}
