import { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import { days, hours as hoursMs } from '../model/duration.js';
import type { Purpose } from '../model/effect.js';
import { purposeSchema } from './purpose-schema.js';
import { readConfig } from '../model/read-config.js';
import { spreadOver } from '../model/spread-over.js';
import { dayNumber, localDateSchema } from './time/local-date.js';
import { anyZone, type PossibleZones } from './time/possible-zones.js';
import { contains, type Span } from './time/span.js';
import { dayMs, localDay } from './time/wall-clock.js';
import { byWeekday, hoursOn, onDay, weeklyHoursSchema, type DayHours, type WeeklyHours } from './time/weekly-hours.js';

/** When customers are left alone, by the clock on their own wall (care-rules 3.21). */
export interface QuietHoursOptions {
  readonly hours: readonly WeeklyHours[];
  /** days that are quiet from midnight to midnight, `2026-12-25` */
  readonly dates?: readonly string[];
  /** what waits; surveys and marketing where absent */
  readonly purposes?: readonly Purpose[];
  /** over how long what waited is released, at most; an hour where absent, 0 for all at once */
  readonly smoothMs?: number;
}

/** Quiet hours that were checked; for `judgeQuiet`. */
export interface QuietHours {
  readonly purposes: readonly Purpose[];
  readonly smoothMs: number;
  /** hours that are quiet on a day, counted since 1970-01-01 */
  readonly quietOn: (day: number) => DayHours;
}

const quietHoursSchema = z.strictObject({
  hours: weeklyHoursSchema,
  dates: z.array(localDateSchema).readonly().exactOptional(),
  purposes: z.array(purposeSchema).readonly().exactOptional(),
  smoothMs: z.number().min(0).max(days(1)).exactOptional(),
});

/** Checks quiet hours once. InvalidOptions where they cannot be read, or leave no minute of the week. */
export function defineQuietHours(options: QuietHoursOptions): QuietHours {
  const { hours, dates = [], purposes = ['survey', 'marketing'], smoothMs = hoursMs(1) } = readConfig<QuietHoursOptions>(quietHoursSchema, options, 'quietHours');
  const week = byWeekday(hours);
  const whole = new Set(dates.map(dayNumber));
  const quiet: QuietHours = { purposes, smoothMs, quietOn: (day) => (whole.has(day) ? [{ from: 0, until: dayMs }, ...hoursOn(week, day)] : hoursOn(week, day)) };
  if (audibleFrom({ ...quiet, quietOn: (day) => hoursOn(week, day) }, ['UTC'], 0) === undefined) {
    throw new JourneyError('InvalidOptions', 'quietHours.hours: they leave no time to send anything.', { path: 'quietHours.hours' });
  }
  return quiet;
}

/** `until`: when it may go, epoch milliseconds; absent where no such time is known. */
export type QuietVerdict =
  | { readonly quiet: false }
  | { readonly quiet: true; readonly because: 'quiet-hours' | 'zone-unknown'; readonly until?: number };

/** What is asked of quiet hours: one message, at a moment in epoch milliseconds. Messages of one key are released at one moment. */
export interface QuietAsked { readonly key: string; readonly purpose: Purpose; readonly at: number; readonly where: PossibleZones }

/**
 * Whether a customer is left alone now, and when it may go (care-rules 3.21). It is quiet if it is quiet in any zone the customer may be in;
 * where nothing tells the zone, surveys and marketing are not sent at all. The hours begin the first and end the last time clocks show it.
 */
export function judgeQuiet(quiet: QuietHours, { key, purpose, at, where }: QuietAsked): QuietVerdict {
  if (!quiet.purposes.includes(purpose)) return { quiet: false };
  const unknown = where.zones.length === 0;
  if (unknown && (purpose === 'survey' || purpose === 'marketing')) return { quiet: true, because: 'zone-unknown' };
  const zones = unknown ? anyZone : where.zones;
  const audible = audibleFrom(quiet, zones, at);
  if (audible === undefined) return { quiet: true, because: unknown ? 'zone-unknown' : 'quiet-hours' };
  if (audible <= at) return { quiet: false };
  const room = Math.min(quiet.smoothMs, nextQuiet(quiet, zones, audible) - audible);
  return { quiet: true, because: 'quiet-hours', until: audible + spreadOver(key, room) };
}

/** How far ahead is looked: the longest row of quiet days somebody may have written down. */
const horizonMs = days(31);

/** The first moment from this one on at which it is quiet in none of the zones. */
function audibleFrom(quiet: QuietHours, zones: readonly string[], at: number): number | undefined {
  let from = at;
  while (from <= at + horizonMs) {
    const ends = zones.flatMap((zone) => quietAround(quiet, zone, from).filter((span) => contains([span], from)).map(({ until }) => until));
    if (ends.length === 0) return from;
    from = Math.max(...ends);
  }
  return undefined;
}

const nextQuiet = (quiet: QuietHours, zones: readonly string[], after: number): number =>
  Math.min(after + days(1), ...zones.flatMap((zone) => quietAround(quiet, zone, after).map(({ from }) => from).filter((from) => from > after)));

/** What is quiet yesterday, today or tomorrow: no hours are longer than a day. */
function quietAround(quiet: QuietHours, zone: string, at: number): readonly Span[] {
  const today = localDay(zone, at);
  return [today - 1, today, today + 1].flatMap((day) => onDay(zone, day, quiet.quietOn(day), { from: 'first', until: 'last' }).filter(({ from, until }) => from < until));
}
