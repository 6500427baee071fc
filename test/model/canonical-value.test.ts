import fc from 'fast-check';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { JourneyError } from '../../src/errors/index.js';
import { measureCanonical, toCanonical } from '../../src/model/canonical-value.js';
import { defaultLimits, type Limits } from '../../src/model/limits.js';
import { refusalOf } from './refusal-of.js';

const everything = fc.anything({
  maxDepth: 5, withBigInt: true, withBoxedValues: true, withDate: true, withMap: true, withNullPrototype: true, withObjectString: true,
  withSet: true, withSparseArray: true, withTypedArray: true, withUnicodeString: true,
});
const clean = fc.jsonValue({ stringUnit: 'binary' }).filter((value) => attempt(value) !== undefined);

describe('A value that is let in', () => {
  it('always reads as it would after storage, only minus zero has become zero', () => {
    fc.assert(fc.property(clean, (value) => {
      expect(toCanonical(value, defaultLimits)).toStrictEqual(JSON.parse(JSON.stringify(value)));
    }), { numRuns: 500 });
  });

  it('is never a different one when it is read a second time', () => {
    fc.assert(fc.property(clean, (value) => {
      const once = toCanonical(value, defaultLimits);
      expect(toCanonical(once, defaultLimits)).toStrictEqual(once);
    }), { numRuns: 500 });
  });

  it('always takes as many bytes as its limit counted', () => {
    fc.assert(fc.property(clean, (value) => {
      const { value: kept, bytes } = measureCanonical(value, defaultLimits);
      expect(bytes).toBe(new TextEncoder().encode(JSON.stringify(kept)).length);
    }), { numRuns: 500 });
  });

  it('keeps its fields in the order they were given', () => {
    expect(Object.keys(Object(toCanonical({ zebra: 1, ant: 2 }, defaultLimits)))).toEqual(['zebra', 'ant']);
  });

  it('can never be changed afterwards, by us or by the caller', () => {
    const address = { city: 'Graz' };
    const kept = toCanonical({ address, lines: [address] }, defaultLimits);
    address.city = 'Wien';
    expect(kept).toEqual({ address: { city: 'Graz' }, lines: [{ city: 'Graz' }] });
    expect(() => Object.assign(Object(kept).address, { city: 'Linz' })).toThrow(TypeError);
    expect(() => Object(kept).lines.push(1)).toThrow(TypeError);
    expect(Object.isFrozen(kept)).toBe(true);
  });

  it('may come from another realm, such as a sandbox', () => {
    expect(toCanonical(runInNewContext('({ lines: [{ sku: "a" }] })'), defaultLimits)).toStrictEqual({ lines: [{ sku: 'a' }] });
    expect(refusal(runInNewContext('({ at: new Date() })')).code).toBe('NotSerializable');
    expect(refusal(runInNewContext('new (class extends Array {})()')).code).toBe('NotSerializable');
  });
});

describe('Whatever is handed in', () => {
  it('is always either let in as it will be stored or refused with a code and a path', () => {
    const fates = { kept: 0, refused: 0 };
    fc.assert(fc.property(everything, (value) => {
      const answer = attempt(value);
      if (answer === undefined) return void fates.refused++;
      fates.kept++;
      expect(answer.kept).toStrictEqual(JSON.parse(JSON.stringify(value)));
      expect(JSON.parse(JSON.stringify(answer.kept))).toStrictEqual(answer.kept);
    }), { numRuns: 3_000 });
    expect(fates.kept).toBeGreaterThan(100);
    expect(fates.refused).toBeGreaterThan(100);
  });

  it('is read once: each property, and never twice', () => {
    const reads: PropertyKey[] = [];
    const watched = new Proxy({ name: 'Ann', age: 41 }, { get: (target, key) => (reads.push(key), Reflect.get(target, key)) });
    toCanonical(watched, defaultLimits);
    expect(reads).toEqual(['name', 'age']);
  });

  it('never shows a value or an odd key in an error', () => {
    const secret = fc.stringMatching(/^[a-z]{12,20}$/);
    fc.assert(fc.property(secret, secret, (key, value) => {
      const { message, facts } = refusal({ [`${key}@example.org`]: { deep: [value, { at: new Date(0), note: value }] } });
      expect(facts.path).toBe('*.deep[1].at');
      expect(`${message} ${JSON.stringify(facts)}`).not.toMatch(new RegExp(`${key}|${value}`));
    }));
  });

  it('is not trusted when it throws an error that looks like ours', () => {
    const forged = { get name(): string { throw new JourneyError('TooDeep', 'forged'); } };
    expect(refusal(forged).code).toBe('InvalidInput');
  });
});

describe('A limit', () => {
  const tight: Limits = { ...defaultLimits, depth: 2, nodes: 4, keyLength: 3, stringBytes: 4, eventBytes: 30 };

  it.each([
    ['lets in what just fits', { a: { b: 1 }, c: 'four' }, undefined],
    ['on depth', { a: { b: {} } }, { code: 'TooDeep', path: 'a.b', limit: 2 }],
    ['on parts counts leaves, lists and objects', [1, 2, [3]], { code: 'TooLarge', path: '[2]', limit: 4 }],
    ['on parts is seen before a list is walked', [1, 2, 3, 4], { code: 'TooLarge', path: '', limit: 4 }],
    ['on keys', { abcd: 1 }, { code: 'TooLarge', path: 'abcd', limit: 3 }],
    ['on texts counts UTF-8 bytes', ['öö', 'ööö'], { code: 'TooLarge', path: '[1]', limit: 4 }],
    ['on texts counts an emoji as four', ['👋', '👋a'], { code: 'TooLarge', path: '[1]', limit: 4 }],
    ['on the whole counts escapes', ['\u0001\u0001', '\u0001\u0001\u0001'], { code: 'TooLarge', path: '[1]', limit: 30 }],
  ])('%s', (_, value, expected) => {
    if (expected === undefined) return expect(toCanonical(value, tight)).toEqual(value);
    const { code, facts } = refusal(value, tight);
    expect({ code, ...facts }).toEqual(expected);
  });

  it('on the whole can be another than that of an event, and the path can begin elsewhere', () => {
    const { code, facts } = refusalOf(() => toCanonical({ name: 'Ann Example' }, defaultLimits, { path: 'facts', maxBytes: 10 }));
    expect({ code, ...facts }).toEqual({ code: 'TooLarge', path: 'facts.name', limit: 10 });
  });
});

function attempt(value: unknown): { readonly kept: unknown } | undefined {
  try {
    return { kept: toCanonical(value, defaultLimits) };
  } catch (error) {
    if (JourneyError.is(error) && typeof error.facts.path === 'string') return undefined;
    throw error;
  }
}

const refusal = (value: unknown, limits: Limits = defaultLimits): JourneyError => refusalOf(() => toCanonical(value, limits));
