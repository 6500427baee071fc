import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/model/limits.js';
import { parseWho, type Who, type WhoInput } from '../../src/model/who.js';
import { refusalOf } from './refusal-of.js';

const read = (who: WhoInput): Who => parseWho(who, defaultLimits);

describe('Who an event is about', () => {
  it('is every identity once, in its one form', () => {
    expect(read(['user:ann', { namespace: 'phone', value: '+49 (0)151 12345678' }, 'phone:+4915112345678'])).toEqual({ identities: ['user:ann', 'phone:+4915112345678'] });
  });

  it('says which identities were proven in this contact', () => {
    expect(read([{ namespace: 'user', value: 'ann', verified: true }, 'phone:+4915112345678'])).toEqual({ identities: ['user:ann', 'phone:+4915112345678'], verified: ['user:ann'] });
  });

  it('counts an identity as proven when only one of its spellings was', () => {
    expect(read(['email:ann@münchen.example', { namespace: 'email', value: 'ann@xn--mnchen-3ya.example', verified: true }])).toEqual({ identities: ['email:ann@xn--mnchen-3ya.example'], verified: ['email:ann@xn--mnchen-3ya.example'] });
  });

  it('keeps apart what the customer only said: it finds nobody', () => {
    expect(read(['visitor:v1', { namespace: 'email', value: 'ann@example.org', verified: false }])).toEqual({ identities: ['visitor:v1'], claimed: ['email:ann@example.org'] });
  });

  it('takes no claim for what is vouched for beside it', () => {
    expect(read([{ namespace: 'user', value: 'ann', verified: false }, 'user:ann'])).toEqual({ identities: ['user:ann'] });
  });

  it('is more than a claim, or the event is refused', () => {
    expect(refusalOf(() => read([{ namespace: 'email', value: 'ann@example.org', verified: false }]))).toMatchObject({ code: 'InvalidIdentity', facts: { path: 'who' } });
  });

  it('is refused by the place of the identity that is none, claims included', () => {
    expect(refusalOf(() => read(['user:ann', { namespace: 'phone', value: '0151 12345678', verified: false }]))).toMatchObject({ code: 'InvalidIdentity', facts: { path: 'who[1]' } });
  });

  it('is a customer the host names by id, and then no identity', () => {
    expect(read({ customer: 'c-17' })).toEqual({ customer: 'c-17', identities: [] });
  });

  it('never has one identity both known and claimed, nor a proven one that is not known', () => {
    const one = fc.record({ namespace: fc.constantFrom('user', 'phone'), value: fc.constantFrom('+4915112345678', '+49 151 12345678', '+12025550100'), verified: fc.option(fc.boolean(), { nil: undefined }) });
    fc.assert(fc.property(fc.array(one, { minLength: 1, maxLength: 8 }).filter((many) => many.some(({ verified }) => verified !== false)), (many) => {
      const { identities, verified = [], claimed = [] } = read(many);
      expect(new Set([...identities, ...claimed]).size).toBe(identities.length + claimed.length);
      expect(identities).toEqual(expect.arrayContaining([...verified]));
    }));
  });
});
