import { z } from 'zod';
import { defaultLimits } from './limits.js';

/** An IANA name such as `Europe/Berlin`; the compiler tells it from `customer` by its slash. */
type ZoneName = `${string}/${string}` | 'UTC';

/** Whose clock a wait goes by: that of a zone, or the customer's own. */
export type WaitZone =
  | { readonly zone: ZoneName; readonly otherwise?: never }
  /** `otherwise`: the zone to take while nothing tells where the customer is */
  | { readonly zone: 'customer'; readonly otherwise: ZoneName };

/**
 * Waits until a date among the facts: a text such as `2026-12-24T13:00:00Z`, a local `2026-12-24T13:00`, a day `2026-12-24` (then with `at`), or
 * epoch milliseconds. It moves when the date moves, waits on while the date is null, and ends once.
 */
export interface DateWait<Path extends string = string> {
  readonly until: {
    /** a fact, or a field of one, as `appointment.at` */
    readonly date: Path;
    /** milliseconds before the date; 0. With `at` they are taken off the clock on the wall, so that a day is a day also where clocks are changed */
    readonly minus?: number;
    /** then at this time of that day, as `09:00`; the date's own time where absent */
    readonly at?: string;
  } & WaitZone;
  /** where that moment has passed when it becomes known: end the wait at once, or wait on until the date moves */
  readonly ifPast: 'at-once' | 'never';
}

/** Waits until the clock shows a time next, as `09:00`, on any day or some days of the week. */
export interface LocalTimeWait {
  readonly until: { readonly at: string; readonly date?: never; readonly days?: readonly ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[] } & WaitZone;
}

/** Waits until so many milliseconds of business hours have passed, by one of the host's `calendars`. */
export interface BusinessWait { readonly business: number; readonly calendar: string }

/** A delay whose end the wall, the data or the business decides. */
export type Wait<Path extends string = string> = DateWait<Path> | LocalTimeWait | BusinessWait;

type DateLike = string | number;
type Leaf<T, Key extends string> = [NonNullable<T>] extends [never] ? never : NonNullable<T> extends DateLike ? Key : never;
type LeavesOf<T, Before extends string> = { [K in keyof T & string]: Leaf<T[K], `${Before}.${K}`> }[keyof T & string];
/** The facts, and fields of facts, that can hold a date. */
export type DatePath<Facts> = { [K in keyof Facts & string]: NonNullable<Facts[K]> extends DateLike ? K : NonNullable<Facts[K]> extends readonly unknown[] ? never : NonNullable<Facts[K]> extends object ? LeavesOf<NonNullable<Facts[K]>, K> : never }[keyof Facts & string];

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time of day is written as 09:30');
const duration = z.number().min(0).max(defaultLimits.delayMs);
const zone = { zone: z.string().min(1), otherwise: z.string().min(1).optional() };
const dated = z.strictObject({ date: z.string().min(1), minus: duration.optional(), at: timeOfDay.optional(), ...zone });
const timed = z.strictObject({ at: timeOfDay, days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).min(1).optional(), ...zone });

/** The shape of each kind of wait; whether its fact, its zone and its calendar exist is asked elsewhere. */
export const waitSchemas = {
  date: z.strictObject({ until: dated, ifPast: z.enum(['at-once', 'never']) }),
  time: z.strictObject({ until: timed }),
  business: z.strictObject({ business: duration, calendar: z.string().min(1) }),
} as const;

/** Tells the kinds apart by what each alone has. */
export const isDateWait = (wait: Wait): wait is DateWait => 'ifPast' in wait;
export const isBusinessWait = (wait: Wait): wait is BusinessWait => 'business' in wait;
