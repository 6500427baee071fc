import { z } from 'zod';
import type { WaitZone } from './wait.js';

/** In which period, and at which hours of it, a journey lets customers in (care-rules 2.1 A); one of the three at least. */
export type EntryWindow = {
  /** a local time, as `2026-11-27T00:00`; from ever where absent */
  readonly from?: string;
  /** a local time, which is no more part of it; for good where absent */
  readonly until?: string;
  /** hours of the week, as `09:00-17:30`; one that ends before it begins goes over midnight and belongs to the day it begins. At any hour where absent */
  readonly hours?: readonly { readonly days?: readonly ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[]; readonly hours: readonly `${string}-${string}`[] }[];
} & WaitZone;

const localTime = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d$/, 'a local time is written as 2026-11-27T00:00').refine(isOfCalendar, 'there is no such day');
const hours = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'hours are written as 09:00-17:30').refine((text) => text.slice(0, 5) !== text.slice(6), 'hours end at another time than they begin');

/** The shape of a window; whether its zone exists is asked elsewhere. */
export const entryWindowSchema = z.strictObject({
  from: localTime.optional(),
  until: localTime.optional(),
  hours: z.array(z.strictObject({ days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).min(1).optional(), hours: z.array(hours).min(1) })).min(1).optional(),
  zone: z.string().min(1),
  otherwise: z.string().min(1).optional(),
})
  .refine(({ from = '', until = '9' }) => from < until, { path: ['until'], message: 'it ends later than it begins' })
  .refine(({ from, until, hours: open }) => from !== undefined || until !== undefined || open !== undefined, "it says neither 'from' nor 'until' nor 'hours'");

/** 2026-02-30 is written like a date and is none. */
function isOfCalendar(text: string): boolean {
  const at = Date.parse(`${text}:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 16) === text;
}
