import { hash } from 'node:crypto';
import type { NewEntry } from '../../src/ports/index.js';
import { toStored } from './stored-text.js';

const keptDigits = 32;

/**
 * The key an entry is known by for good: one-way and salted by the store, so that it may stay when the customer is erased; it fills the
 * 16 bytes of a `uuid`. Lengths stand before the texts, or `a` + `bc` would be `ab` + `c`.
 */
export function dedupeHash(salt: string, tenant: string, { source, id }: NonNullable<NewEntry['dedupe']>): string {
  return shortHash(salt, tenant, source, id);
}

/** What tells whether a second one said the same, without saying what it said. */
export function digestHash(salt: string, tenant: string, { source, id, digest }: NonNullable<NewEntry['dedupe']>): string {
  return shortHash(salt, tenant, source, id, digest);
}

function shortHash(...texts: readonly string[]): string {
  const joined = texts.map((text) => `${text.length}:${toStored(text)}`).join('');
  return hash('sha256', joined, 'hex').slice(0, keptDigits);
}
