import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personalName } from '../../src/model/personal-name.js';

describe('a name that looks like', () => {
  it.each([
    ['ann@example.org', 'e-mail'], ['order/ann.lee+x@mail.example.co.jp/7', 'e-mail'], ['mailto:ANN@EXAMPLE.ORG', 'e-mail'],
    ['+4915112345678', 'phone'], ['sms from +49 (151) 123-45678', 'phone'], ['tel:4915112345678', 'phone'], ['whatsapp:+390612345678', 'phone'],
    ['sk_live_4eC39HqLyjWDarjtT1', 'secret'], ['Bearer abc', 'secret'], ['eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0', 'secret'], ['key=ghp_16C7e42F292c6912E7710c838347Ae178B4a', 'secret'],
  ] as const)('%j is one', (name, looks) => {
    for (const kind of ['id', 'source'] as const) expect(personalName(name, kind)).toBe(looks);
  });

  it.each(['order-4711', '4915112345678', '0190b2c4-7f1e-7c3a-9d52-2f6c1a3b4d5e', 'a+1', 'x+12', '2026-11-23T09:00:00+01:00', 'shop@7', '@', 'urn:order:12345678901234', 'task-1', 'risk-42', 'C+100 200', '1+1234567'])('nothing of it: %j is a name like any other', (name) => {
    for (const kind of ['id', 'source'] as const) expect(personalName(name, kind)).toBeUndefined();
  });

  it.each([['call.4915112345678', 'phone'], ['order.placed', undefined], ['v2.order.1234567', undefined], ['sk_live_1', 'secret']] as const)('a type has no use for a long number: %j', (type, looks) => {
    expect(personalName(type, 'type')).toBe(looks);
  });

  it('is asked of any name at all in no time', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('+', '1', '@', '.', 'a', '-', ' ', '('), maxLength: 255 }), (name) => {
      const began = performance.now();
      personalName(name, 'id');
      expect(performance.now() - began).toBeLessThan(50);
    }), { numRuns: 2_000 });
  });
});
