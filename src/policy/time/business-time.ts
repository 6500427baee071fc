import { JourneyError } from '../../errors/index.js';
import { days } from '../../model/duration.js';
import type { BusinessCalendar } from './business-calendar.js';
import { contains, type Span } from './span.js';
import { localDay } from './wall-clock.js';

/** How far ahead is looked for an opening: ten years. */
const mostDays = 3_660;

/** Asks whether somebody is there at a moment, epoch milliseconds. InvalidOptions, here and below, for what `defineCalendar` did not give. */
export const isOpen = (calendar: BusinessCalendar, at: number): boolean => contains(known(calendar).openOn(localDay(calendar.timeZone, at)), at);

/** The first moment from this one on at which somebody is there; this one, where somebody is. `undefined` where nobody will be within ten years. */
export function nextOpen(calendar: BusinessCalendar, at: number): number | undefined {
  for (const span of openFrom(calendar, at)) return span.from;
  return undefined;
}

/**
 * The moment at which so many milliseconds of business hours have passed since another: `businessBetween` of the two is `ms` (care-rules 3.22).
 * Of several such moments the first. `undefined` where they do not pass within ten years. InvalidDelay for what is no length.
 */
export function addBusiness(calendar: BusinessCalendar, at: number, ms: number): number | undefined {
  if (!(ms >= 0 && Number.isFinite(ms))) throw new JourneyError('InvalidDelay', 'A length of business time is a number of milliseconds of 0 or more.', { path: 'ms' });
  if (ms === 0) return at;
  let left = ms;
  for (const { from, until } of openFrom(calendar, at)) {
    if (until - from >= left) return from + left;
    left -= until - from;
  }
  return undefined;
}

/** Milliseconds of business hours from one moment to another, at most ten years apart; below 0 where the other comes first. InvalidDelay. */
export function businessBetween(calendar: BusinessCalendar, from: number, until: number): number {
  if (Math.abs(until - from) > days(mostDays)) throw new JourneyError('InvalidDelay', 'Business time is counted between moments that are ten years apart at most.', { path: 'until' });
  if (until < from) return 0 - businessBetween(calendar, until, from);
  const { timeZone, openOn } = known(calendar);
  let sum = 0;
  for (let day = localDay(timeZone, from); day <= localDay(timeZone, until); day += 1) {
    for (const span of openOn(day)) sum += Math.max(0, Math.min(span.until, until) - Math.max(span.from, from));
  }
  return sum;
}

/** When it is open from a moment on, in order, for ten years. */
function* openFrom(calendar: BusinessCalendar, at: number): Generator<Span> {
  const { timeZone, openOn } = known(calendar);
  const today = localDay(timeZone, at);
  for (let day = today; day < today + mostDays; day += 1) {
    for (const { from, until } of openOn(day)) if (until > at) yield { from: Math.max(from, at), until };
  }
}

/** Whoever writes no TypeScript may give the options themselves. */
function known(calendar: Partial<BusinessCalendar> | null | undefined): Pick<BusinessCalendar, 'timeZone' | 'openOn'> {
  const { timeZone, openOn } = calendar ?? {};
  if (typeof timeZone === 'string' && typeof openOn === 'function') return { timeZone, openOn };
  throw new JourneyError('InvalidOptions', 'calendar: expected what defineCalendar gives.', { path: 'calendar', paths: ['calendar'] });
}
