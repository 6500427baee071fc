import type { HourTally, WeekTally } from '../../policy/choose-send-time.js';
import { openMost, type AnsweredHours } from '../message/best-time.js';

/** The hours of two customers who are one: each message was sent to that one person. */
export function hoursTogether(mine: AnsweredHours = nothing, theirs: AnsweredHours): AnsweredHours {
  return { week: eachHour(mine.week, theirs.week, (a, b) => ({ sent: a.sent + b.sent, answered: a.answered + b.answered })), open: [...theirs.open, ...mine.open].slice(-openMost) };
}

/** The hours without those that a customer brought who is one of their own again; nobody has answered more than they were sent. */
export const hoursTaken = (all: WeekTally, brought: WeekTally): WeekTally => eachHour(all, brought, (a, b) => {
  const sent = Math.max(0, a.sent - b.sent);
  return { sent, answered: Math.min(sent, Math.max(0, a.answered - b.answered)) };
});

const nothing: AnsweredHours = { week: {}, open: [] };
const none: HourTally = { sent: 0, answered: 0 };

function eachHour(one: WeekTally, other: WeekTally, combine: (a: HourTally, b: HourTally) => HourTally): WeekTally {
  const hours = [...new Set([...Object.keys(one), ...Object.keys(other)])].map(Number);
  return Object.fromEntries(hours.map((hour) => [hour, combine(one[hour] ?? none, other[hour] ?? none)]));
}
