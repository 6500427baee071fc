import { isList, type CanonicalValue } from './canonical-value.js';
import type { ValuePath } from './value-path.js';

/**
 * Finds what no schema can measure: an object whose `length` is an object. A schema that counts a text or a list asks any value for its
 * length, and comparing that with a number may throw. Answers the place, for an error; `undefined` where there is none.
 */
export function oddLengthIn(value: CanonicalValue): ValuePath | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (!isList(value) && typeof value['length'] === 'object') return [];
  for (const [key, part] of Object.entries(value)) {
    const within = oddLengthIn(part);
    if (within !== undefined) return [isList(value) ? Number(key) : key, ...within];
  }
  return undefined;
}
