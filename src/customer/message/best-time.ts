import type { WeekTally } from '../../policy/choose-send-time.js';
import { days } from '../../model/duration.js';
import type { Turn } from '../turn.js';
import { contactOf, rulesOf } from './ask-contact.js';
import { byOtherClock, type CountingClock } from './by-other-clock.js';
import type { Purpose } from '../../model/effect.js';

/** In which hours of the week a customer was written to and answered, and the last messages that may still be answered. */
export interface AnsweredHours {
  readonly week: WeekTally;
  readonly open: readonly { readonly key: string; readonly hour: number }[];
  /** when the counts were last halved, or begun; store's clock */
  readonly since?: number;
  /** by whose clock it is counted, where that is one of several that are possible; their own where absent */
  readonly zone?: string;
}

/** What was so long ago counts half (care-rules 3.23): habits change. Sixteen weeks, milliseconds. */
const halfLifeMs = days(7 * 16);

/** messages of which an answer is still counted */
export const openMost = 20;

/** When a message that may wait leaves, where that is later than now (care-rules 3.23); the host's rules know how. */
export function bestTime(turn: Turn, { key, purpose, ofUseMs }: { readonly key: string; readonly purpose: Purpose; readonly ofUseMs: number }): number | undefined {
  const { world, state, now } = turn;
  const chosen = rulesOf(world).sendTime?.choose(contactOf({ state }), { key, purpose, at: now, own: countedNow(turn, clockOf(turn)).week, ofUseMs });
  return chosen !== undefined && chosen.at > now ? chosen.at : undefined;
}

/** Counts a message in the hour in which it goes, where times are chosen at all. */
export function noteSentHour(turn: Turn, key: string): void {
  const clock = clockOf(turn);
  const { hour, zone } = clock;
  if (hour === undefined) return;
  const { week, open, since = turn.now } = countedNow(turn, clock);
  const before = week[hour] ?? { sent: 0, answered: 0 };
  turn.state = { ...turn.state, hours: { week: { ...week, [hour]: { ...before, sent: before.sent + 1 } }, open: [...open, { key, hour }].slice(-openMost), since, ...(zone !== undefined && { zone }) } };
}

function clockOf({ world, state, now }: Turn): CountingClock {
  const { sendTime } = rulesOf(world);
  const customer = contactOf({ state });
  return { hour: sendTime?.hourOf(customer, now), zone: sendTime?.supposedZone?.(customer, now), now };
}

const countedNow = ({ state, now }: Turn, clock: CountingClock): AnsweredHours => (state.hours === undefined ? { week: {}, open: [] } : byOtherClock(fadedHours(state.hours, now), clock));

/** The counts as they are worth now. */
export function fadedHours(hours: AnsweredHours, now: number): AnsweredHours {
  const { week, since = now } = hours;
  const halvings = Math.max(0, Math.floor((now - since) / halfLifeMs));
  if (halvings === 0) return { ...hours, since };
  const worth = 0.5 ** halvings;
  const kept = Object.entries(week).flatMap(([hour, { sent, answered }]) => (sent * worth < leastKept ? [] : [[hour, { sent: sent * worth, answered: answered * worth }] as const]));
  return { ...hours, week: Object.fromEntries(kept), since: since + halvings * halfLifeMs };
}

/** messages; fewer say nothing of an hour any more */
const leastKept = 0.1;

/** Counts that a message was opened or answered, once, for the hour in which it went. */
export function noteAnswered(turn: Turn, key: string): void {
  const { hours } = turn.state;
  const hour = hours?.open.find((one) => one.key === key)?.hour;
  const before = hour === undefined ? undefined : hours?.week[hour];
  if (hours === undefined || hour === undefined || before === undefined) return;
  turn.state = { ...turn.state, hours: { ...hours, week: { ...hours.week, [hour]: { ...before, answered: before.answered + 1 } }, open: hours.open.filter((one) => one.key !== key) } };
}
