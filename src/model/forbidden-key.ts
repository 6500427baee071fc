/**
 * True for a key that could reach a prototype in code that reads or writes by path: `__proto__`, and the dotted or bracketed
 * `a.__proto__.b` and `constructor.prototype`. Such a key is refused, never stripped.
 */
export function isForbiddenKey(key: string): boolean {
  if (key === '__proto__') return true;
  const suspicious = key.includes('__proto__') || (key.includes('constructor') && key.includes('prototype'));
  return suspicious && leadsToPrototype(key.split(pathSeparators));
}

/** True for the pair `constructor` holding `prototype`; each of the two alone is data. */
export function isPrototypePair(key: string, value: unknown): boolean {
  return key === 'constructor' && typeof value === 'object' && value !== null && Object.hasOwn(value, 'prototype');
}

const pathSeparators = /[.[\]"']+/;

function leadsToPrototype(segments: readonly string[]): boolean {
  return segments.some((segment, at) => segment === '__proto__' || (segment === 'constructor' && segments[at + 1] === 'prototype'));
}
