import { hours } from 'throughline';
import { addBusiness, businessBetween, defineCalendar, isOpen, nextOpen } from 'throughline/policy';

// #region calendar
export const shop = defineCalendar({
  timeZone: 'Europe/Vienna',
  open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: ['09:00-12:00', '13:00-17:00'] }],
  closed: [{ from: '2026-12-24T12:00', until: '2027-01-02T00:00' }],
  holidays: [{ date: '2026-05-14' }, { date: '2026-12-08', hours: ['10:00-14:00'] }],
  // the office was under water
  emergencies: [{ from: Date.UTC(2026, 4, 11, 6), until: Date.UTC(2026, 4, 11, 12) }],
});
// #endregion calendar

// #region asked
/** What somebody who asks at a moment may be told: whether anybody is there, when somebody will be, and by when they have an answer. */
export const promised = (at: number) => ({ isOpen: isOpen(shop, at), opensAt: nextOpen(shop, at), answeredBy: addBusiness(shop, at, hours(4)) });

/** How long somebody has waited, in hours in which somebody was there. */
export const waitedHours = (from: number, until: number): number => businessBetween(shop, from, until) / hours(1);
// #endregion asked
