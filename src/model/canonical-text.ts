import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { isList, type CanonicalObject, type CanonicalValue } from './canonical-value.js';

/** Writes a value as JSON in an order of keys that does not depend on who wrote it, so that equal values give equal text; for digests, not for state. */
export function canonicalText(value: CanonicalValue): string {
  return JSON.stringify(ordered(value));
}

/** Tells whether two values say the same without keeping them: SHA-256 of the canonical text, 64 hex digits. */
export function digest(value: CanonicalValue): string {
  return bytesToHex(sha256(utf8Of(canonicalText(value))));
}

/** Tells whether two requests are the same bytes: SHA-256, 64 hex digits. */
export function digestBytes(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

const encoder = new TextEncoder();
/** most texts fit, and nothing keeps what it holds */
const scratch = new Uint8Array(4_096);

function utf8Of(text: string): Uint8Array {
  const { read, written } = encoder.encodeInto(text, scratch);
  return read === text.length ? scratch.subarray(0, written) : encoder.encode(text);
}

function ordered(value: CanonicalValue): CanonicalValue {
  if (value === null || typeof value !== 'object') return value;
  return isList(value) ? value.map(ordered) : orderedObject(value);
}

function orderedObject(object: CanonicalObject): CanonicalObject {
  // keys that are whole numbers come first and ascending in any object; the others as they are put in
  const copy: Record<string, CanonicalValue> = {};
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value !== undefined) copy[key] = ordered(value);
  }
  return copy;
}
