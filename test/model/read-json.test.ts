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
  });
});

function refusal(bytes: Uint8Array): unknown {
  try {
    readJson(bytes);
    return undefined;
  } catch (error) {
    return error;
  }
}
