import { Temporal } from 'temporal-polyfill';
import { JourneyError } from '../../errors/index.js';
import { days } from '../../model/duration.js';
import { checkTimeZone } from '../../model/time-zone.js';

/** A stretch of time in which a zone keeps one distance from UTC: `from` belongs to it, `until` does not. Epoch milliseconds. */
export interface ZoneSpan { readonly from: number; readonly until: number; readonly offsetMs: number }

// asking Temporal takes a hundred times as long as looking at what it said, and it says the same every time
const asked = new Map<string, Map<number, Week>>();
type Week = readonly [ZoneSpan, ...ZoneSpan[]];
/** there are six hundred names; more come from who writes them in many ways */
const mostZones = 2_000;
/** of a zone: twenty years of weeks */
const mostWeeks = 1_044;

/** A stretch of time around a moment, at most a week, in which the clocks of a zone are not changed. InvalidTimeZone, InvalidTime. */
export function zoneSpan(timeZone: string, at: number): ZoneSpan {
  const week = Math.floor(at / weekMs);
  const found = asked.get(timeZone)?.get(week) ?? askOnce(timeZone, week);
  return found.find(({ until }) => at < until) ?? found[0];
}

/** Asks whether a text is the name of a zone. */
export function isZone(timeZone: string): boolean {
  try {
    zoneSpan(timeZone, 0);
    return true;
  } catch {
    return false;
  }
}

const weekMs = days(7);
/** a week less than what a date can hold, so that the whole week can be asked for */
const lastMoment = 8.64e15 - weekMs;

function askOnce(timeZone: string, week: number): Week {
  if (!(Math.abs(week * weekMs) <= lastMoment)) throw new JourneyError('InvalidTime', 'A moment is a number of milliseconds since 1970 that a date can hold.', { path: 'at' });
  const weeks = asked.get(timeZone) ?? newZone(timeZone);
  const spans = ask(timeZone, week * weekMs);
  if (weeks.size >= mostWeeks) weeks.clear();
  weeks.set(week, spans);
  return spans;
}

function newZone(timeZone: string): Map<number, Week> {
  checkTimeZone(timeZone, 'timeZone');
  if (asked.size >= mostZones) asked.clear();
  const weeks = new Map<number, Week>();
  asked.set(timeZone, weeks);
  return weeks;
}

/**
 * The spans of one week. Only where its ends differ is a change looked for: where there is none, Temporal would look through centuries for it.
 * No zone changes its clocks there and back within a week.
 */
function ask(timeZone: string, from: number): Week {
  const until = from + weekMs;
  const begin = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  const end = Temporal.Instant.fromEpochMilliseconds(until).toZonedDateTimeISO(timeZone);
  const [before, after] = [begin.offsetNanoseconds / 1e6, end.offsetNanoseconds / 1e6];
  const change = before === after ? null : begin.getTimeZoneTransition('next');
  if (change === null) return [{ from, until, offsetMs: before }];
  return [{ from, until: change.epochMilliseconds, offsetMs: before }, { from: change.epochMilliseconds, until, offsetMs: after }];
}
