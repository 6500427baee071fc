import { zoneSpan, type ZoneSpan } from './zone-span.js';

/** Milliseconds of a day on which no clock is changed. */
export const dayMs = 86_400_000;

/**
 * Which moment is meant by a reading that a clock skips or shows twice. `compatible`, as in Temporal: a skipped one is as much later as is
 * skipped, of two the first. `first` and `last` (care-rules 3.21): a skipped one is the moment of the change; of two the first, or the last.
 */
export type Reading = 'compatible' | 'first' | 'last';

/** What a clock in the zone shows at a moment, as the epoch milliseconds at which a clock in UTC shows it. InvalidTimeZone. */
export const toWall = (timeZone: string, at: number): number => at + zoneSpan(timeZone, at).offsetMs;

/** The moment at which a clock in the zone shows something, epoch milliseconds; `wall` is written as `toWall` writes it. InvalidTimeZone. */
export function fromWall(timeZone: string, wall: number, reading: Reading = 'compatible'): number {
  const before = zoneSpan(timeZone, wall - furthestMs);
  if (wall + furthestMs < before.until) return wall - before.offsetMs;
  const spans = spansAround(timeZone, wall);
  const shown = spans.filter((span) => span.from <= wall - span.offsetMs && wall - span.offsetMs < span.until).map(({ offsetMs }) => wall - offsetMs);
  const found = reading === 'last' ? shown.at(-1) : shown[0];
  if (found !== undefined) return found;
  // it lies behind the end of one span, and before the beginning of the next
  const skipped = spans.findLast((span) => wall - span.offsetMs >= span.until);
  if (skipped === undefined) return wall;
  return reading === 'compatible' ? wall - skipped.offsetMs : skipped.until;
}

/** Counts days since 1970-01-01, each from midnight to midnight on the wall. */
export const dayOf = (wall: number): number => Math.floor(wall / dayMs);

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** The moment a day begins in a zone: midnight, or what the clocks show first where midnight is skipped. */
export const dayStart = (timeZone: string, day: number): number => fromWall(timeZone, day * dayMs, 'first');

/** The day a moment falls on in a zone. */
export function localDay(timeZone: string, at: number): number {
  const day = dayOf(toWall(timeZone, at));
  // a clock put back over midnight shows yesterday again; the day has begun all the same
  return dayStart(timeZone, day + 1) <= at ? day + 1 : day;
}

/** No zone is further from UTC than this. */
const furthestMs = 26 * 3_600_000;

function spansAround(timeZone: string, wall: number): readonly ZoneSpan[] {
  const spans: ZoneSpan[] = [];
  let at = wall - furthestMs;
  while (at <= wall + furthestMs) {
    const span = zoneSpan(timeZone, at);
    spans.push(span);
    at = span.until;
  }
  return spans;
}
