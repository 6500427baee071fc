import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JourneyError } from '../../src/errors/index.js';
import { readJson } from '../../src/model/read-json.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the body of a request', () => {
  it('always reads as what was written, objects and arrays alike', () => {
    fc.assert(fc.property(fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue())), (value) => {
      const text = JSON.stringify(value).toWellFormed();
      expect(readJson(encode(text))).toEqual(JSON.parse(text));
    }));
  });

  it('is never quoted by the error that refuses it, whatever it is', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const error = refusal(bytes);
      if (error === undefined) return;
      expect(JourneyError.is(error, 'InvalidJson') || JourneyError.is(error, 'InvalidEncoding')).toBe(true);
      expect(error).not.toHaveProperty('cause');
    }));
    expect(String(refusal(encode('order 4711')))).not.toContain('4711');
  });

  it('nested 100,000 deep does not overflow the reader', () => {
    expect(Array.isArray(readJson(encode('['.repeat(100_000) + ']'.repeat(100_000))))).toBe(true);
    expect(Object.keys(readJson(encode(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`), { strict: true }))).toEqual(['a']);
  });
});

describe('a strict reading', () => {
  it.each([
    ['{"a":1,"a":1}', 'a'], ['{"a":1,"\\u0061":2}', 'a'], ['{"x":[{"b":1},{"b":1,"c":"\\"b\\":","b" \n\t\r: {}}]}', 'x[1].b'], ['[[],{"":1,"":2}]', '[1].*'], ['{"a":{"k":{"ann@example.org":1,"ann@example.org":1}}}', 'a.k.*'],
    ['{"a\\"":1,"a\\u0022":1}', '*'], ['{"__proto__":1,"__proto__":2}', '__proto__'],
  ])('refuses %j, and says where without a word of it', (text, path) => {
    expect(readJson(encode(text))).toEqual(JSON.parse(text));
    expect(refusal(encode(text), true)).toMatchObject({ code: 'DuplicateKey', facts: { path } });
  });

  it('refuses nothing but equal keys, whatever is written', () => {
    const key = fc.constantFrom('a', 'b', '"', '\\', ',', '{', 'a:', 'é');
    const value = fc.letrec<{ readonly text: { readonly written: string; readonly twice: boolean } }>((tie) => ({
      text: fc.oneof({ depthSize: 'small' }, fc.oneof(key, fc.integer(), fc.constant(null)).map((leaf) => ({ written: JSON.stringify(leaf), twice: false })),
        fc.array(tie('text'), { maxLength: 3 }).map((list) => ({ written: `[ ${list.map(({ written }) => written).join(' ,')}]`, twice: list.some(({ twice }) => twice) })),
        fc.array(fc.tuple(key, fc.boolean(), tie('text')), { maxLength: 3 }).map((list) => ({
          written: `{${list.map(([name, escaped, { written }]) => `${escaped ? `"${[...name].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"` : JSON.stringify(name)} : ${written}`).join(', ')} }`,
          twice: new Set(list.map(([name]) => name)).size < list.length || list.some(([, , { twice }]) => twice),
        }))),
    })).text;
    fc.assert(fc.property(value, ({ written, twice }) => {
      expect(JourneyError.is(refusal(encode(`[${written}]`), true), 'DuplicateKey')).toBe(twice);
    }), { numRuns: 2_000 });
  });
});

function refusal(bytes: Uint8Array, strict = false): unknown {
  try {
    readJson(bytes, { strict });
    return undefined;
  } catch (error) {
    return error;
  }
}
