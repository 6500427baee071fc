import type { EntryWindow } from '../../model/entry-window.js';
import { toMoment } from './local-date.js';
import { contains } from './span.js';
import { localDay } from './wall-clock.js';
import { byWeekday, hoursOn, onDay } from './weekly-hours.js';

/** Why nobody is let in at a moment, in words; `undefined` where it is open. Who may be in several zones comes in when it is open in all of them. */
export function closedBy(window: EntryWindow, zones: readonly string[], at: number): string | undefined {
  const { from, until, hours } = window;
  if (from !== undefined && zones.some((zone) => at < (toMoment(zone, from) ?? Infinity))) return `it lets nobody in before ${from}`;
  if (until !== undefined && zones.some((zone) => at >= (toMoment(zone, until) ?? -Infinity))) return `it lets nobody in from ${until} on`;
  return hours === undefined || zones.every((zone) => isWithin(hours, zone, at)) ? undefined : 'it lets nobody in at this hour';
}

/** Hours over midnight are those of the day before. */
function isWithin(hours: NonNullable<EntryWindow['hours']>, zone: string, at: number): boolean {
  const week = byWeekday(hours);
  const today = localDay(zone, at);
  return [today - 1, today].some((day) => contains(onDay(zone, day, hoursOn(week, day), { from: 'compatible', until: 'compatible' }), at));
}
