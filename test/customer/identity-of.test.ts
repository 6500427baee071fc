import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identityOf } from '../../src/customer/identity/identity-of.js';
import { confidences } from '../../src/model/confidence.js';

const how = (as: 'vouched' | 'verified' | 'linked') => ({ how: as, at: 1, source: 'shop' });

describe('who a customer is', () => {
  test('a visitor is anonymous, however sure we are of the visit', () => {
    expect(identityOf({ identities: ['session:s1'], known: { 'session:s1': how('verified') } })).toEqual({ kind: 'anonymous', confidence: 'verified', because: 'session: it was proven in a contact; that names no person' });
  });
  test('a proven visit proves no person', () => {
    expect(identityOf({ identities: ['session:s1', 'phone:+49'], known: { 'session:s1': how('verified') } })).toMatchObject({ kind: 'identified', confidence: 'vouched' });
  });
  test('somebody we know by two addresses is known as surely as by the better one', () => {
    expect(identityOf({ identities: ['phone:+49', 'email:a@b.c'], known: { 'email:a@b.c': how('linked') } })).toEqual({ kind: 'identified', confidence: 'linked', because: 'email: a person linked it' });
  });
  test('several customers that turned out to be one are merged until that is undone', () => {
    expect(identityOf({ identities: ['phone:+49'], merged: [{}] }).kind).toBe('merged');
    expect(identityOf({ identities: ['phone:+49'], merged: [{ undoneAt: 2 }] }).kind).toBe('identified');
  });
  test('what was only said makes nobody known', () => {
    expect(identityOf({ identities: [], claims: [{ identity: 'phone:+49', at: 1, source: 'chat' }] })).toEqual({ kind: 'anonymous', confidence: 'claimed', because: 'nothing is known but what was said; only said: phone' });
  });
  test('one more identity of the same kind never makes us less sure, and no address is ever in the words', () => {
    const namespace = fc.constantFrom('phone', 'email', 'user');
    const known = fc.array(fc.tuple(namespace, fc.constantFrom('vouched' as const, 'verified' as const, 'linked' as const)), { minLength: 1, maxLength: 5 });
    fc.assert(fc.property(known, (all) => {
      const state = (some: typeof all) => ({ identities: some.map(([name], i) => `${name}:secret${i}`), known: Object.fromEntries(some.map(([name, as], i) => [`${name}:secret${i}`, how(as)])) });
      const [less, more] = [identityOf(state(all.slice(0, -1))), identityOf(state(all))];
      expect(confidences.indexOf(more.confidence)).toBeGreaterThanOrEqual(confidences.indexOf(less.confidence));
      expect(more.because).not.toContain('secret');
    }));
  });
});
