import { hash } from 'node:crypto';
import type { NewEntry } from '../../src/ports/store.js';
import type { Session } from './session.js';
import { toStored } from './stored-text.js';

const keptBytes = 16;

/**
 * The key an entry is known by for good: one-way and salted by the file, so that it may stay when the customer is erased. Lengths
 * stand before the texts, or `a` + `bc` would be `ab` + `c`.
 */
export function dedupeHash(session: Session, tenant: string, dedupe: NonNullable<NewEntry['dedupe']>): Uint8Array {
  return shortHash(session.salt, tenant, dedupe.source, dedupe.id);
}

/** What tells whether a second one said the same, without saying what it said. */
export function digestHash(session: Session, tenant: string, { source, id, digest }: NonNullable<NewEntry['dedupe']>): Uint8Array {
  return shortHash(session.salt, tenant, source, id, digest);
}

function shortHash(...texts: readonly string[]): Uint8Array {
  const joined = texts.map((text) => `${text.length}:${toStored(text)}`).join('');
  return hash('sha256', joined, 'buffer').subarray(0, keptBytes);
}
