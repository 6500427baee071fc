import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalText, digest } from '../../src/model/canonical-text.js';
import { type CanonicalValue, toCanonical } from '../../src/model/canonical-value.js';
import { defaultLimits } from '../../src/model/limits.js';

const values = fc.jsonValue().filter((value) => isClean(value)).map((value) => toCanonical(value, defaultLimits));

describe('A digest', () => {
  it('is always the same for a value whose fields come in another order', () => {
    fc.assert(fc.property(values, (value) => { expect(digest(reversed(value))).toBe(digest(value)); }));
  });

  it('never is the same for two values that differ', () => {
    fc.assert(fc.property(values, values, (one, other) => {
      expect(digest(one) === digest(other)).toBe(JSON.stringify(one) === JSON.stringify(other) || canonicalText(one) === canonicalText(other));
      expect(JSON.parse(canonicalText(one))).toEqual(one);
    }));
  });

  it('tells a number from its text, and nothing from an empty list', () => {
    expect(new Set([1, '1', null, [], {}, '', false, 0].map(digest)).size).toBe(8);
  });

  it('is SHA-256 of JSON with sorted keys, so that another program can check it', () => {
    expect(canonicalText({ b: [1, { d: 'é', c: null }], a: '"' })).toBe('{"a":"\\"","b":[1,{"c":null,"d":"é"}]}');
    expect(digest({ b: 2, a: 1 })).toBe(createHash('sha256').update('{"a":1,"b":2}').digest('hex'));
  });
});

function reversed(value: CanonicalValue): CanonicalValue {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reversed(inner)]));
}

function isClean(value: unknown): boolean {
  try {
    return toCanonical(value, defaultLimits) !== undefined;
  } catch {
    return false;
  }
}
