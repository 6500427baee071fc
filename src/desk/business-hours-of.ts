import { addBusiness, businessBetween } from '../policy/time/business-time.js';
import { defineCalendar, type CalendarOptions } from '../policy/time/business-calendar.js';
import type { BusinessHours } from '../routing/sla/business-hours.js';

/** The hours that an agreement counts, by a calendar. InvalidOptions where it cannot be read or is never open; InvalidTimeZone. */
export function businessHoursOf(options: CalendarOptions): BusinessHours {
  const calendar = defineCalendar(options);
  return { between: (from, until) => Math.max(0, businessBetween(calendar, from, until)), add: (at, ms) => addBusiness(calendar, at, ms) };
}
