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
 * be held back is never chosen, and where all of them are, now is, so that quiet hours themselves decide. Asked again for the same message at a later time, it may not wait longer than `withinMs` from then: ask once.
 */
export function chooseSendTime(asked: SendTimeAsked): SendTime {
  const { key, now, where, explore = 0.05 } = asked;
  const [zone] = where.zones;
  if (zone === undefined) return { at: now, because: 'no-zone' };
  const candidates = hoursToCome(asked).filter((at) => isAudible(asked, at));
  const [first] = candidates;
  if (first === undefined) return { at: now, because: 'no-hour' };
  if (spreadOver(`${key} explores`, 1_000_000) < explore * 1_000_000) return { at: candidates[spreadOver(`${key} draws`, candidates.length)] ?? first, because: 'drawn' };
  const promise = promiseOf(asked);
  const best = candidates.reduce((chosen, at) => (promise(hourOfWeek(zone, at)) > promise(hourOfWeek(zone, chosen)) ? at : chosen), first);
  return { at: best, because: 'best-hour' };
}

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

function promiseOf({ own, alike }: SendTimeAsked): (hour: number) => number {
  const all = Object.values(alike).reduce((sum, { sent, answered }) => ({ sent: sum.sent + sent, answered: sum.answered + answered }), { sent: 0, answered: 0 });
  const mean = all.sent === 0 ? 0 : all.answered / all.sent;
  const blended = ({ sent, answered }: HourTally, towards: number): number => (answered + weight * towards) / (sent + weight);
  return (hour) => blended(own[hour] ?? nothing, blended(alike[hour] ?? nothing, mean));
}
const nothing: HourTally = { sent: 0, answered: 0 };
