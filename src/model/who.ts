import { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import { type CustomerId, parseCustomerId } from './customer-id.js';
import { formatIdentity, parseIdentity } from './identity.js';
import type { Limits } from './limits.js';

/** The shape of who an event is about: a list of identities, or a customer the host names by id. */
export const whoSchema = z.union([
  z.array(z.union([z.string(), z.strictObject({ namespace: z.string(), value: z.string() })])).min(1),
  z.strictObject({ customer: z.string() }),
]);

/** Who an event is about: identities of one customer, as `['phone:+4915112345678']`, or the customer's id where the host knows it. */
export type WhoInput =
  | readonly (string | { readonly namespace: string; readonly value: string })[]
  | { readonly customer: string };

/** Who an event is about, once read: the customer's id, or at least one identity as `namespace:value`, each once. */
export interface Who { readonly customer?: CustomerId; readonly identities: readonly string[] }

/** Reads who an event is about; InvalidIdentity names the place, TooLarge where there are more than `limits.identitiesPerEvent`. */
export function parseWho(input: WhoInput, limits: Limits): Who {
  if ('customer' in input) return Object.freeze({ customer: parseCustomerId(input.customer, 'who.customer'), identities: Object.freeze([]) });
  const limit = limits.identitiesPerEvent;
  if (input.length > limit) throw new JourneyError('TooLarge', `An event names at most ${limit} identities.`, { path: 'who', limit });
  const identities = input.map((given, at) => formatIdentity(parseIdentity(given, `who[${at}]`)));
  return Object.freeze({ identities: Object.freeze([...new Set(identities)]) });
}
