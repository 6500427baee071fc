import { hourOfWeek, type HourTally, type WeekTally } from '../../policy/choose-send-time.js';
import { isZone } from '../../policy/time/zone-span.js';
import { fadedHours, openMost, type AnsweredHours } from '../message/best-time.js';
import { byOtherClock } from '../message/by-other-clock.js';

/** The hours of two customers who are one: each message was sent to that one person. */
export function hoursTogether(mine: AnsweredHours = nothing, theirs: AnsweredHours, now: number): AnsweredHours {
  const a = fadedHours(mine === nothing ? { ...nothing, ...zoneOf(theirs) } : mine, now);
  const b = byClockOf(a, fadedHours(theirs, now), now);
  return { ...zoneOf(a), week: eachHour(a.week, b.week, (one, other) => ({ sent: one.sent + other.sent, answered: one.answered + other.answered })), open: [...b.open, ...a.open].slice(-openMost), since: now };
}

/** The hours without those that a customer brought who is one of their own again; nobody has answered more than they were sent. */
export function hoursTaken(all: AnsweredHours, brought: AnsweredHours = nothing, now: number): AnsweredHours {
  const left = fadedHours(all, now);
  return { ...left, week: eachHour(left.week, byClockOf(left, fadedHours(brought, now), now).week, (a, b) => {
    const sent = Math.max(0, a.sent - b.sent);
    return { sent, answered: Math.min(sent, Math.max(0, a.answered - b.answered)) };
  }) };
}

/** Counts of one customer as the clock shows them by which another's are counted, where both are named. */
const byClockOf = ({ zone }: AnsweredHours, hours: AnsweredHours, now: number): AnsweredHours =>
  (zone === undefined ? hours : byOtherClock(hours, { zone, hour: isZone(zone) ? hourOfWeek(zone, now) : undefined, now }));

const zoneOf = ({ zone }: AnsweredHours): Pick<AnsweredHours, 'zone'> => (zone === undefined ? {} : { zone });

const nothing: AnsweredHours = { week: {}, open: [] };
const none: HourTally = { sent: 0, answered: 0 };

function eachHour(one: WeekTally, other: WeekTally, combine: (a: HourTally, b: HourTally) => HourTally): WeekTally {
  const hours = [...new Set([...Object.keys(one), ...Object.keys(other)])].map(Number);
  return Object.fromEntries(hours.map((hour) => [hour, combine(one[hour] ?? none, other[hour] ?? none)]));
}
