import { JourneyError } from '../../errors/index.js';
import { isBusinessWait, isDateWait, type BusinessWait, type DateWait, type Wait, type WaitZone } from '../../model/wait.js';
import type { BusinessCalendar } from './business-calendar.js';
import { addBusiness } from './business-time.js';
import { dayNumber, toMoment } from './local-date.js';
import { nextLocalTime } from './next-local-time.js';
import { dayMs, dayOf, fromWall, toWall } from './wall-clock.js';
import { timeOfDay } from './weekly-hours.js';

/** What the end of a wait depends on. */
export interface WaitAsked {
  /** from when it is counted, epoch milliseconds */
  readonly now: number;
  readonly facts: { readonly [fact: string]: unknown };
  /** the zones a customer may be in, given the zone to take where nothing tells */
  readonly zonesOf: (otherwise: string) => readonly string[];
  readonly calendars: { readonly [name: string]: BusinessCalendar };
}

/**
 * When a wait ends, epoch milliseconds, also where that has passed; `undefined` while its date is null. A customer who may be in several zones is
 * waited for until it is that time in all of them. Throws InvalidTime for a fact that is no date, InvalidDelay for a calendar that does not open.
 */
export function endOfWait(wait: Wait, asked: WaitAsked): number | undefined {
  if (isBusinessWait(wait)) return businessEnd(wait, asked);
  const zones = zonesOf(wait.until, asked);
  if (isDateWait(wait)) return lastOf(zones.map((zone) => dateEnd(wait.until, zone, asked.facts)));
  const { at, days } = wait.until;
  return lastOf(zones.map((timeZone) => nextLocalTime({ timeZone, time: at, ...(days !== undefined && { days }) }, asked.now)));
}

function businessEnd({ business, calendar }: BusinessWait, { calendars, now }: WaitAsked): number {
  const known = calendars[calendar];
  const end = known === undefined ? undefined : addBusiness(known, now, business);
  if (end === undefined) throw neverComes(calendar);
  return end;
}

export const neverComes = (calendar: string): JourneyError =>
  new JourneyError('InvalidDelay', `The business hours of calendar '${calendar}' that are waited for do not come within ten years.`, { path: 'calendar' });

const zonesOf = (until: WaitZone, asked: WaitAsked): readonly string[] => (until.zone === 'customer' ? asked.zonesOf(until.otherwise) : [until.zone]);

const lastOf = (moments: readonly (number | undefined)[]): number | undefined =>
  moments.reduce((last, moment) => (last === undefined || moment === undefined ? undefined : Math.max(last, moment)), -Infinity);

function dateEnd({ date, minus = 0, at }: DateWait['until'], zone: string, facts: WaitAsked['facts']): number | undefined {
  const told = date.split('.').reduce<unknown>((value, key) => (typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined), facts);
  if (told === undefined || told === null) return undefined;
  const moment = momentOf(told, zone, at !== undefined);
  if (moment === undefined) throw new JourneyError('InvalidTime', `The fact '${date}' holds no date that can be waited for.`, { path: date });
  if (at === undefined) return moment - minus;
  return fromWall(zone, dayOf(toWall(zone, moment) - minus) * dayMs + timeOfDay(at));
}

function momentOf(told: unknown, zone: string, hasTime: boolean): number | undefined {
  if (typeof told === 'number') return Number.isSafeInteger(told) && Math.abs(told) <= furthest ? told : undefined;
  if (typeof told !== 'string') return undefined;
  const day = dayNumber(told);
  if (day !== undefined) return hasTime ? fromWall(zone, day * dayMs) : undefined;
  return toMoment(zone, told) ?? instantOf(told);
}

/** years that Temporal and every store can hold */
const furthest = Date.UTC(9999, 11, 31);

/** A text with its own distance from UTC, as JSON has it. */
function instantOf(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(text) || dayNumber(text.slice(0, 10)) === undefined) return undefined;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment;
}
