import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIdentity, parseIdentity } from '../../src/model/identity.js';
import { isPrintable } from '../../src/model/printable-text.js';
import { parseTenant } from '../../src/model/tenant.js';
import { refusalOf } from './refusal-of.js';

describe('An identity', () => {
  it('is the same in one text and in two parts', () => {
    expect(parseIdentity('user:ann')).toEqual({ namespace: 'user', value: 'ann' });
    expect(parseIdentity({ namespace: 'user', value: 'ann' })).toEqual(parseIdentity('user:ann'));
  });

  it('may hold a colon in its value', () => {
    expect(formatIdentity(parseIdentity('matrix:@ann:example.org'))).toBe('matrix:@ann:example.org');
  });

  it('always reads back as it was written', () => {
    const values = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter((value) => isPrintable(value) && value.trim() === value && value.length <= 320);
    fc.assert(fc.property(fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/).filter((name) => !['email', 'phone', 'short-code'].includes(name)), values, (namespace, value) => {
      expect(parseIdentity(formatIdentity({ namespace, value }))).toEqual({ namespace, value });
    }));
  });

  it.each([
    ['email:Ann@EXAMPLE.org', 'email:Ann@example.org'],
    ['email:ann+shop@example.org', 'email:ann+shop@example.org'],
    ['email:ann@münchen.example', 'email:ann@xn--mnchen-3ya.example'],
    ['email:ann@XN--MNCHEN-3YA.example', 'email:ann@xn--mnchen-3ya.example'],
    ['email:"ann @ home"@example.org', 'email:"ann @ home"@example.org'],
    ['email:jörg@example.org', 'email:jörg@example.org'],
    ['phone:+4915112345678', 'phone:+4915112345678'],
    ['phone:+49 (0)151 12345678', 'phone:+4915112345678'],
    ['short-code:11833', 'short-code:11833'],
  ])('%s is kept as %s', (given, kept) => {
    expect(formatIdentity(parseIdentity(given))).toBe(kept);
  });

  it('never lets two people\'s addresses, or a header, in as one', () => {
    for (const value of ['ann@example.org,bob@example.org', 'ann@example.org;bob@example.org', 'ann@example.org bob@example.org', 'ann@example.org\nbcc:bob@example.org', '"ann@example.org', 'ann"@example.org', 'ann@bob@example.org', 'ann@example..org', 'ann@-example.org', 'ann@example.org.', 'ann@münchen.example:25'])
      expect(refusalOf(() => parseIdentity({ namespace: 'email', value })).code, value).toBe('InvalidIdentity');
  });

  it.each([
    ['ann', 'has no namespace'],
    ['User:ann', 'has a namespace that is not lower case'],
    ['user:', 'has an empty value'],
    ['user: ann', 'has a blank before or after'],
    ['user:a\u200bnn', 'has an invisible or a control character'],
    [`user:${'x'.repeat(321)}`, 'has a value of more than 320 characters'],
    ['phone:4915112345678', 'is a phone number without +'],
    ['phone:+491', 'is a phone number of no country, or shorter or longer than its country has'],
    ['short-code:1', 'is not a short code of three to eight digits'],
    ['email:ann.example.org', "is an e-mail address without '@'"],
    ['email:ann@example.org,bob@example.org', 'is not exactly one e-mail address'],
    [5, 'is not a namespace and a value'],
    [{ namespace: 'user', value: 'ann', vip: true }, 'has a field beside namespace and value'],
  ])('%j is refused with its own reason', (given, reason) => {
    expect(refusalOf(() => parseIdentity(given, 'who[0]')).message).toContain(`The identity at who[0] ${reason}`);
  });

  it('never repeats an address in the refusal', () => {
    const { message, facts } = refusalOf(() => parseIdentity('phone:0151 234567', 'who[3]'));
    expect(facts).toEqual({ path: 'who[3]' });
    expect(message).not.toContain('0151');
  });
});

describe('A tenant', () => {
  it('is the default one where the host has but one', () => {
    expect(parseTenant(undefined)).toBe('default');
  });

  it('must be named where the host has several', () => {
    expect(refusalOf(() => parseTenant(undefined, true)).code).toBe('TenantRequired');
    expect(parseTenant('acme', true)).toBe('acme');
  });

  it('is another one when only the case differs', () => {
    expect(parseTenant('Acme')).not.toBe(parseTenant('acme'));
  });
});
