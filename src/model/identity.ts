import { JourneyError } from '../errors/index.js';
import { identityFault } from './identity-fault.js';
import { isNamespace } from './namespace.js';
import { normaliseEmail } from './normalise-email.js';
import { normalisePhone } from './normalise-phone.js';
import { normaliseShortCode } from './normalise-short-code.js';
import { isPrintable } from './printable-text.js';

/** One way to recognise a customer: a namespace and a value in it; `phone`, `short-code` and `email` values are in the form that two spellings share, any other is kept as it is. */
export interface Identity { readonly namespace: string; readonly value: string }

/** Writes an identity as the text that stores and journeys use: `namespace:value`. */
export function formatIdentity(identity: Identity): string {
  return `${identity.namespace}:${identity.value}`;
}

/**
 * Reads an identity from `namespace:value` or its two parts, and brings e-mail addresses and phone numbers into one form;
 * InvalidIdentity where it is none, or more than one.
 */
export function parseIdentity(input: unknown, path = 'identity'): Identity {
  const parts = partsOf(input);
  // two keys: no other field may stand beside them
  const identity = Object.keys(parts).length === 2 ? inOneForm(parts.namespace, parts.value) : undefined;
  if (identity !== undefined) return identity;
  throw new JourneyError('InvalidIdentity', `The identity at ${path} ${identityFault(parts.namespace, parts.value)}.`, { path });
}

function partsOf(input: unknown): { readonly namespace?: unknown; readonly value?: unknown } {
  if (typeof input === 'string') return split(input);
  return typeof input === 'object' && input !== null ? input : {};
}

function inOneForm(namespace: unknown, value: unknown): Identity | undefined {
  if (!isNamespace(namespace) || !isValue(value)) return undefined;
  const kept = normalised(namespace, value);
  return kept === undefined ? undefined : { namespace, value: kept };
}

const isValue = (value: unknown): value is string => typeof value === 'string' && value.length >= 1 && value.length <= 320 && isPrintable(value) && value === value.trim();

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
