import { hours } from '../model/duration.js';
import type { Purpose } from '../model/effect.js';
import { spreadOver } from '../model/spread-over.js';
import { judgeQuiet, type QuietHours } from './quiet-hours.js';
import type { PossibleZones } from './time/possible-zones.js';
import { dayMs, toWall, weekdayOf } from './time/wall-clock.js';

/** How often messages were sent in an hour of the week, by the customer's own clock, and how often the customer then opened or answered; machines that open are not counted. */
export interface HourTally { readonly sent: number; readonly answered: number }
/** By the hour of the week: 0 is Monday from midnight, 167 Sunday from 23:00. Hours nobody was written to in may be left out. */
export type WeekTally = { readonly [hourOfWeek: number]: HourTally };

/** One message, and what is known of when it is best sent. */
export interface SendTimeAsked {
  /** of the message: the same one is given the same time again */
  readonly key: string;
  readonly purpose: Purpose;
  /** epoch milliseconds */
  readonly now: number;
  /** how long it may wait at most, milliseconds; advised are 6 to 24 hours */
  readonly withinMs: number;
  /** of this customer; where several zones are possible, by a clock in the first of them: when they answer is known, and what their clock showed then is not */
  readonly own: WeekTally;
  /** of customers like this one, such as those of the same zone */
  readonly alike: WeekTally;
  readonly where: PossibleZones;
  readonly quiet?: QuietHours;
  /** the share of messages sent at an hour drawn by lot, so that hours nobody tried are learnt about; 0.05 */
  readonly explore?: number;
}

/** When to send it, and why then: at the hour that promises most, at one drawn by lot, or now, as nothing tells a better. */
export interface SendTime { readonly at: number; readonly because: 'best-hour' | 'drawn' | 'no-zone' | 'no-hour' }

/**
 * Chooses when a message leaves (care-rules 3.23): of the hours to come the one with the greatest `(k + a·q) / (n + a)`, k of n of the customer's own,
 * q that of customers alike, itself drawn towards their mean over the week. Quiet hours win over it (care-rules 3.21): an hour in which the message would
 * be held back is never chosen, and where all of them are, now is, so that quiet hours themselves decide. Where the customer may be in several zones, q is
 * the mean over the hours that their clock may show, and none is chosen that may be night there. Asked again for the same message at a later time, it may not wait longer than `withinMs` from then: ask once.
 */
export function chooseSendTime(asked: SendTimeAsked): SendTime {
  const { key, now, where, explore = 0.05 } = asked;
  if (where.zones.length === 0) return { at: now, because: 'no-zone' };
  const candidates = hoursToCome(asked).filter((at) => isAudible(asked, at) && !mayBeNight(hoursShown(where, at)));
  const [first] = candidates;
  if (first === undefined) return { at: now, because: 'no-hour' };
  if (spreadOver(`${key} explores`, 1_000_000) < explore * 1_000_000) return { at: candidates[spreadOver(`${key} draws`, candidates.length)] ?? first, because: 'drawn' };
  const promise = promiseOf(asked);
  const promised = candidates.map((at) => ({ at, rate: promise(hoursShown(where, at)) }));
  return { at: promised.reduce((best, one) => (one.rate > best.rate ? one : best)).at, because: 'best-hour' };
}

/** The hours of the week that the customer's clock may show, that of the first zone first. One that several zones share is no likelier for it: there are as many names of a clock as it had histories. */
export const hoursShown = ({ zones }: PossibleZones, at: number): readonly number[] => [...new Set(zones.map((zone) => hourOfWeek(zone, at)))];

/** What is night is for the host to say, and for the customer's own past, where the hour is known. */
const mayBeNight = (hours: readonly number[]): boolean => hours.length > 1 && hours.some((hour) => hour % 24 < dayBegins || hour % 24 >= dayEnds);
/** nobody is called before, or after (care-rules 3.21) */
const [dayBegins, dayEnds] = [8, 21];

/** Now, and the beginnings of the hours that follow within the time that it may wait. */
function hoursToCome({ now, withinMs }: SendTimeAsked): readonly number[] {
  const next = Math.floor(now / hourMs + 1) * hourMs;
  const count = Math.max(0, Math.floor((now + withinMs - next) / hourMs) + 1);
  return [now, ...Array.from({ length: count }, (_, nth) => next + nth * hourMs)];
}
const hourMs = hours(1);

const isAudible = ({ quiet, key, purpose, where }: SendTimeAsked, at: number): boolean => quiet === undefined || !judgeQuiet(quiet, { key, purpose, at, where }).quiet;

/** 0 from Monday's midnight, by a clock in the zone, to 167. */
export function hourOfWeek(zone: string, at: number): number {
  const wall = toWall(zone, at);
  const day = Math.floor(wall / dayMs);
  return weekdayOf(day) * 24 + Math.floor((wall - day * dayMs) / hourMs);
}

/** what customers alike, and their mean, weigh against messages of one's own */
const weight = 10;

function promiseOf({ own, alike }: SendTimeAsked): (hours: readonly number[]) => number {
  const all = Object.values(alike).reduce((sum, { sent, answered }) => ({ sent: sum.sent + sent, answered: sum.answered + answered }), { sent: 0, answered: 0 });
  const mean = all.sent === 0 ? 0 : all.answered / all.sent;
  const blended = ({ sent, answered }: HourTally, towards: number): number => (answered + weight * towards) / (sent + weight);
  const ofAlike = (hour: number): number => blended(alike[hour] ?? nothing, mean);
  return (hours) => blended(own[hours[0] ?? 0] ?? nothing, meanOf(hours.map(ofAlike)));
}
/** The same rates have the same mean, to the last digit, in whatever order they come. */
const meanOf = (rates: readonly number[]): number => rates.toSorted((a, b) => a - b).reduce((sum, rate) => sum + rate, 0) / rates.length;
const nothing: HourTally = { sent: 0, answered: 0 };
