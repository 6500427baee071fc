import { z } from 'zod';
import { checkPayload } from '../model/payload.js';
import { checkLocale, checkTimeZone } from '../model/time-zone.js';
import type { CustomerProfile } from './customer-state.js';
import { knownParts, ownParts } from './merge/profile-parts.js';
import type { Turn } from './turn.js';

const profileSchema = z.strictObject({ locale: z.string().max(35).optional(), name: z.string().max(200).optional(), timeZone: z.string().max(64).optional(), country: z.string().regex(/^[A-Z]{2}$/).optional() });

/** Reads what is said of a customer's profile; InvalidPayload, InvalidTimeZone. */
export function readProfile(world: Turn['world'], data: object, path = 'data'): CustomerProfile {
  const { locale, name, timeZone, country } = checkPayload(profileSchema, data, { limits: world.limits, path });
  if (locale !== undefined) checkLocale(locale, `${path}.locale`);
  if (timeZone !== undefined) checkTimeZone(timeZone, `${path}.timeZone`);
  return { ...(locale !== undefined && { locale }), ...(name !== undefined && { name }), ...(timeZone !== undefined && { timeZone }), ...(country !== undefined && { country }) };
}

/** Keeps what was said of the profile, beside what was known. */
export function keepProfile(turn: Turn, said: CustomerProfile): void {
  turn.state = { ...turn.state, profile: { ...turn.state.profile, ...said } };
  ownParts(turn, knownParts(said));
}

/** Asks whether a customer is found to live somewhere else. */
export const hasMoved = (before: CustomerProfile, after: CustomerProfile): boolean => before.timeZone !== after.timeZone || before.country !== after.country;
