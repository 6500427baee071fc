import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Consent } from '../../src/model/consent.js';
import { consentOf, isWithdrawn, withConsent } from '../../src/policy/consent-of.js';

const said = (channel: string, purpose: Consent['purpose'], state: Consent['state'], at: number): Consent => ({ channel, purpose, state, at, source: 'test' });
const sms = { channel: 'sms', purpose: 'marketing' } as const;

describe('what stands of what a customer said', () => {
  test('nobody who said nothing has withdrawn anything', () => {
    expect(consentOf([], sms)).toBeUndefined();
    expect(isWithdrawn([], sms)).toBe(false);
  });
  test('the latest statement stands, whichever is the more special', () => {
    expect(isWithdrawn([said('*', '*', 'withdrawn', 1), said('sms', 'marketing', 'given', 2)], sms)).toBe(false);
    expect(isWithdrawn([said('sms', 'marketing', 'given', 1), said('*', '*', 'withdrawn', 2)], sms)).toBe(true);
  });
  test('what has to be sent is meant only where it is named', () => {
    expect(isWithdrawn([said('*', '*', 'withdrawn', 1)], { channel: 'sms', purpose: 'transactional' })).toBe(false);
    expect(isWithdrawn([said('sms', 'transactional', 'withdrawn', 1)], { channel: 'sms', purpose: 'transactional' })).toBe(true);
  });
  test('another channel or purpose is not meant', () => {
    expect(isWithdrawn([said('email', 'marketing', 'withdrawn', 1), said('sms', 'survey', 'withdrawn', 1)], sms)).toBe(false);
  });
});

const anyConsent = fc.record({ channel: fc.constantFrom('sms', 'email', '*'), purpose: fc.constantFrom('transactional' as const, 'service' as const, 'survey' as const, 'marketing' as const, '*' as const), state: fc.constantFrom('given' as const, 'withdrawn' as const), at: fc.nat(3), source: fc.constant('test') });
const asked = fc.record({ channel: fc.constantFrom('sms', 'email'), purpose: fc.constantFrom('transactional' as const, 'service' as const, 'survey' as const, 'marketing' as const) });

test('whatever the order in which statements arrive, the same ones stand, and at the same time the withdrawal always does', () => {
  fc.assert(fc.property(fc.array(anyConsent, { maxLength: 8 }).chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), asked, ([all, shuffled], about) => {
    const kept = shuffled.reduce<readonly Consent[]>(withConsent, []);
    const before = isWithdrawn(all, about);
    expect(isWithdrawn(kept, about)).toBe(before);
    expect(new Set(kept.map((one) => `${one.channel} ${one.purpose}`)).size).toBe(kept.length);
    const stands = consentOf(all, about);
    if (stands !== undefined) expect(isWithdrawn([...all, { ...stands, state: 'withdrawn' }], about)).toBe(true);
  }));
});
