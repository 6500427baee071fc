import { z } from 'zod';
import { days } from '../model/duration.js';
import type { Purpose } from '../model/effect.js';
import { readConfig } from '../model/read-config.js';
import { chooseSendTime, hourOfWeek, hoursShown, type SendTime, type WeekTally } from './choose-send-time.js';
import type { QuietHours } from './quiet-hours.js';
import type { PossibleZones } from './time/possible-zones.js';

/** How the hour is chosen at which a message leaves that may wait for the best one, `when: 'best'`; as a host writes it down. */
export interface SendTimeOptions {
  /** how long such a message waits at most, milliseconds, up to a week; 6 to 24 hours are advised */
  readonly withinMs: number;
  /** how often customers in general were written to and answered, by the hour of the week from Monday's midnight by their own clock; nothing is known where absent */
  readonly alike?: WeekTally;
  /** the share that leaves at an hour drawn by lot; 0.05 */
  readonly explore?: number;
}

/** Chosen send times that were checked. */
export interface SendTimeRules {
  /** the hour of the week where the customer is; in the first zone where several are possible, absent where nothing tells it */
  hourOf(where: PossibleZones, at: number): number | undefined;
  /** that first zone, where clocks in the others show another hour */
  supposedZone(where: PossibleZones, at: number): string | undefined;
  choose(where: PossibleZones, asked: BestTimeAsked): SendTime;
}
/** One message that may wait: what is known of this customer's hours, and how long it is of use at most, milliseconds. */
export interface BestTimeAsked { readonly key: string; readonly purpose: Purpose; readonly at: number; readonly own: WeekTally; readonly ofUseMs: number }

const count = z.number().int().min(0);
const tallySchema = z.record(z.string().regex(/^(?:\d|[1-9]\d|1[0-5]\d|16[0-7])$/, 'is an hour of the week, 0 to 167'), z.strictObject({ sent: count, answered: count }).refine(({ sent, answered }) => answered <= sent, 'has more answers than messages'));
const optionsSchema = z.strictObject({ withinMs: z.number().positive().max(days(7)), alike: tallySchema.exactOptional(), explore: z.number().min(0).max(1).exactOptional() });

/** Checks how send times are chosen, by quiet hours and the longest that any message waits. InvalidOptions. */
export function defineSendTime(options: SendTimeOptions, { quiet, longestWaitMs }: { readonly quiet: QuietHours | undefined; readonly longestWaitMs: number }): SendTimeRules {
  const { withinMs, alike = {}, explore } = readConfig<SendTimeOptions>(optionsSchema, options, 'policy.sendTime');
  return {
    hourOf: ({ zones: [zone] }, at) => (zone === undefined ? undefined : hourOfWeek(zone, at)),
    supposedZone: (where, at) => (hoursShown(where, at).length > 1 ? where.zones[0] : undefined),
    choose: (where, { key, purpose, at, own, ofUseMs }) => chooseSendTime({
      key, purpose, now: at, where, own, alike, withinMs: Math.min(withinMs, inTime * Math.min(longestWaitMs, ofUseMs)), ...(quiet !== undefined && { quiet }), ...(explore !== undefined && { explore }),
    }),
  };
}

/** of the time after which it would be thrown away: an outbox comes to it a moment after it is due */
const inTime = 0.9;
