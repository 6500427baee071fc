import { defineCalendar, type CalendarOptions } from '../policy/time/business-calendar.js';
import { clipSpans } from '../policy/time/span.js';
import { localDay } from '../policy/time/wall-clock.js';

/** When somebody is on duty between two moments, epoch milliseconds, by a calendar of their own: the `shifts` of an agent. InvalidOptions, InvalidTimeZone. */
export function shiftsOf(options: CalendarOptions, from: number, until: number): readonly { readonly from: number; readonly until: number }[] {
  const { timeZone, openOn } = defineCalendar(options);
  const first = localDay(timeZone, from);
  const days = Array.from({ length: Math.max(0, localDay(timeZone, until) - first + 1) }, (_, n) => openOn(first + n));
  return clipSpans(days.flat(), { from, until });
}
