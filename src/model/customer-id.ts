import { JourneyError } from '../errors/index.js';
import { digest } from './canonical-text.js';

declare const customerIdBrand: unique symbol;
/**
 * Names a customer in a tenant. The library makes it from the event that brings the customer; a host can name a customer by it afterwards,
 * but cannot bring an id of its own yet. 1-128 of `[A-Za-z0-9._:|-]`, the first a letter or digit, so that it fits into keys that are
 * parted by `/` and never meets the library's own lanes, which begin with `~`. It stands in logs and errors, so it cannot be an e-mail
 * address or a phone number with its `+`.
 */
export type CustomerId = string & { readonly [customerIdBrand]: true };

/** Asks whether a text can name a customer. */
export function isCustomerId(text: string): text is CustomerId {
  return pattern.test(text);
}

/** Reads a customer's id, as the host gives it; InvalidIdentity where it cannot be one. */
export function parseCustomerId(text: string, path = 'customer'): CustomerId {
  if (isCustomerId(text)) return text;
  throw new JourneyError('InvalidIdentity', 'A customer id is 1 to 128 of the characters A-Z, a-z, 0-9 and ._:|-, and begins with a letter or digit.', { path, limit: 128 });
}

/**
 * Makes the id of a new customer from the event that brought them, so that trying the event again makes the same customer. Their identities
 * are part of it: an event id that is used again for somebody else must not lead to the first one's customer.
 */
export function newCustomerId(event: { readonly tenant: string; readonly source: string; readonly id: string; readonly identities: readonly string[] }): CustomerId {
  return parseCustomerId(`c-${digest([event.tenant, event.source, event.id, event.identities]).slice(0, 32)}`);
}

const pattern = /^[A-Za-z0-9][A-Za-z0-9._:|-]{0,127}$/;
