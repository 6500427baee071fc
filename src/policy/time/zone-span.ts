import { Temporal } from 'temporal-polyfill';
import { JourneyError } from '../../errors/index.js';
import { checkTimeZone } from '../../model/time-zone.js';

/** A stretch of time in which a zone keeps one distance from UTC: `from` belongs to it, `until` does not. Epoch milliseconds. */
export interface ZoneSpan { readonly from: number; readonly until: number; readonly offsetMs: number }

// asking Temporal takes a hundred times as long as looking at what it said, and it says the same every time
const asked = new Map<string, ZoneSpan[]>();
/** there are six hundred names; more come from who writes them in many ways */
const mostZones = 2_000;

/** The stretch of time around a moment in which the clocks of a zone are not changed. InvalidTimeZone, InvalidTime. */
export function zoneSpan(timeZone: string, at: number): ZoneSpan {
  const spans = asked.get(timeZone);
  const found = spans?.find((span) => span.from <= at && at < span.until);
  if (found !== undefined) return found;
  if (!(Math.abs(at) <= lastMoment)) throw new JourneyError('InvalidTime', 'A moment is a number of milliseconds since 1970 that a date can hold.', { path: 'at' });
  checkTimeZone(timeZone, 'timeZone');
  const span = ask(timeZone, Math.floor(at));
  if (spans === undefined) {
    if (asked.size >= mostZones) asked.clear();
    asked.set(timeZone, [span]);
  } else spans.push(span);
  return span;
}

/** Asks whether a text is the name of a zone. */
export function isZone(timeZone: string): boolean {
  try {
    return zoneSpan(timeZone, 0).offsetMs !== undefined;
  } catch {
    return false;
  }
}

const lastMoment = 8.64e15;

function ask(timeZone: string, at: number): ZoneSpan {
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  // what changes at the moment itself has changed
  const before = there.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const after = there.getTimeZoneTransition('next');
  return { from: before?.epochMilliseconds ?? -Infinity, until: after?.epochMilliseconds ?? Infinity, offsetMs: there.offsetNanoseconds / 1e6 };
}
