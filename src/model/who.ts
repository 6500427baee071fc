import { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import { type CustomerId, parseCustomerId } from './customer-id.js';
import { formatIdentity, parseIdentity } from './identity.js';
import type { Limits } from './limits.js';

/** The shape of who an event is about: a list of identities, or a customer the host names by id. */
export const whoSchema = z.union([
  z.array(z.union([z.string(), z.strictObject({ namespace: z.string(), value: z.string(), verified: z.boolean().optional() })])).refine((list) => list.length > 0),
  z.strictObject({ customer: z.string() }),
]);

/**
 * Who an event is about: identities of one customer, as `['phone:+4915112345678']`, or the customer's id where the host knows it.
 * `verified: true`: proven in this very contact, as by a log-in or a code; `verified: false`: only said by the customer, so it finds
 * nobody and is kept as a claim; neither: the host vouches for it.
 */
export type WhoInput =
  | readonly (string | { readonly namespace: string; readonly value: string; readonly verified?: boolean | undefined })[]
  | { readonly customer: string };

/** Who an event is about, once read: the customer's id, or identities as `namespace:value`, each once. */
export interface Who {
  readonly customer?: CustomerId;
  /** those that find a customer: vouched for or proven */
  readonly identities: readonly string[];
  /** of them, those proven in this contact */
  readonly verified?: readonly string[];
  /** only said: never used to find or to merge anybody */
  readonly claimed?: readonly string[];
}

/** Reads who an event is about; InvalidIdentity names the place, TooLarge where there are more than `limits.identitiesPerEvent`. */
export function parseWho(input: WhoInput, limits: Limits): Who {
  if ('customer' in input) return Object.freeze({ customer: parseCustomerId(input.customer, 'who.customer'), identities: Object.freeze([]) });
  const limit = limits.identitiesPerEvent;
  if (input.length > limit) throw new JourneyError('TooLarge', `An event names at most ${limit} identities.`, { path: 'who', limit });
  const read = input.map((given, at) => ({ identity: readIdentity(given, `who[${at}]`), verified: typeof given === 'string' ? undefined : given.verified }));
  const named = (wanted: (verified: boolean | undefined) => boolean): readonly string[] => Object.freeze([...new Set(read.filter((one) => wanted(one.verified)).map((one) => one.identity))]);
  // most events say nothing of proofs, and every event comes by here
  if (read.every((one) => one.verified === undefined)) return Object.freeze({ identities: named(() => true) });
  const identities = named((verified) => verified !== false);
  if (identities.length === 0) throw new JourneyError('InvalidIdentity', 'An event names at least one identity that is more than a claim, such as the visitor or session it came from.', { path: 'who' });
  const verified = named((proven) => proven === true);
  const claimed = named((proven) => proven === false).filter((identity) => !identities.includes(identity));
  return Object.freeze({ identities, ...(verified.length > 0 && { verified }), ...(claimed.length > 0 && { claimed }) });
}

function readIdentity(given: string | { readonly namespace: string; readonly value: string }, path: string): string {
  return formatIdentity(parseIdentity(typeof given === 'string' ? given : { namespace: given.namespace, value: given.value }, path));
}
