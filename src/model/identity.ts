import { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import { identityFault } from './identity-fault.js';
import { normaliseEmail } from './normalise-email.js';
import { normalisePhone } from './normalise-phone.js';
import { normaliseShortCode } from './normalise-short-code.js';
import { isPrintable } from './printable-text.js';

/** What kind of address or name an identity is: `phone`, `email`, `user`, ...; lower case letters, digits and hyphens, at most 32. */
export const namespaceSchema = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/);
const valueSchema = z.string().min(1).max(320).refine((value) => isPrintable(value) && value === value.trim());

/** One way to recognise a customer; `phone`, `short-code` and `email` values are in the form that two spellings share, any other is kept as it is. */
export const identitySchema = z.strictObject({ namespace: namespaceSchema, value: valueSchema }).transform((given, context) => {
  const value = normalised(given.namespace, given.value);
  if (value !== undefined) return { ...given, value };
  context.addIssue({ code: 'custom', path: ['value'], message: 'not an address of its namespace' });
  return z.NEVER;
});
/** One way to recognise a customer: a namespace and a value in it. */
export type Identity = Readonly<z.output<typeof identitySchema>>;

/** Writes an identity as the text that stores and journeys use: `namespace:value`. */
export function formatIdentity(identity: Identity): string {
  return `${identity.namespace}:${identity.value}`;
}

/**
 * Reads an identity from `namespace:value` or its two parts, and brings e-mail addresses and phone numbers into one form;
 * InvalidIdentity where it is none, or more than one.
 */
export function parseIdentity(input: unknown, path = 'identity'): Identity {
  const parts = typeof input === 'string' ? split(input) : input;
  const parsed = identitySchema.safeParse(parts);
  if (parsed.success) return parsed.data;
  const { namespace, value }: Readonly<Record<string, unknown>> = typeof parts === 'object' && parts !== null ? { ...parts } : {};
  throw new JourneyError('InvalidIdentity', `The identity at ${path} ${identityFault(namespace, value)}.`, { path });
}

function split(text: string): { readonly namespace: string; readonly value: string } {
  const colon = text.indexOf(':');
  return { namespace: text.slice(0, Math.max(0, colon)), value: text.slice(colon + 1) };
}

function normalised(namespace: string, value: string): string | undefined {
  switch (namespace) {
    case 'phone': return normalisePhone(value);
    case 'email': return normaliseEmail(value);
    case 'short-code': return normaliseShortCode(value);
    default: return value;
  }
}
