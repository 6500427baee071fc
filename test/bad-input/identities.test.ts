import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { formatIdentity, parseIdentity } from '../../src/model/identity.js';
import { createBench, type Bench } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { refusalOf } from '../model/refusal-of.js';
import { now } from './bad-input-row.js';
import { spellings, type Spelling } from './identity-rows.js';

const titled = (wanted: (spelling: Spelling) => boolean) => spellings.filter(wanted).map((spelling) => [`line ${spelling.row}: the ${spelling.namespace} ${spelling.what}`, spelling] as const);

describe('A way to write an address', () => {
  it.each(titled(({ kept }) => kept !== undefined))('%s is kept in the one form all its spellings share', (_, { namespace, value, kept }) => {
    const identity = parseIdentity({ namespace, value });
    expect(formatIdentity(identity)).toBe(kept);
    expect(parseIdentity(formatIdentity(identity))).toEqual(identity);
  });

  it.each(titled(({ kept }) => kept === undefined))('%s is refused with a reason that does not repeat it', (_, { namespace, value, because = 'a reason' }) => {
    const { code, message, facts } = refusalOf(() => parseIdentity({ namespace, value }, 'who[1]'));
    expect(code).toBe('InvalidIdentity');
    expect(message).toContain(because);
    if (value.length > 3) expect(message.replace(examples, '')).not.toContain(value);
    expect(facts).toEqual({ path: 'who[1]' });
  });

  it('never gives another form when it is read a second time', () => {
    const written = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.stringMatching(/^\+[1-9][0-9 ()./-]{6,18}$/), fc.emailAddress(), fc.stringMatching(/^("[ -~]{1,20}"|[!-~]{1,20})@[a-zäöü.]{1,20}$/));
    fc.assert(fc.property(fc.constantFrom('phone', 'email', 'short-code'), written, (namespace, value) => {
      const once = read(namespace, value);
      if (once !== undefined) expect(parseIdentity(once)).toEqual({ namespace, value: once.slice(namespace.length + 1) });
    }), { numRuns: 2_000 });
  });

  it('never lets anything but digits into a phone number that is kept', () => {
    const written = fc.string({ unit: fc.constantFrom(...'+0123456789٠١٢٣４５ ()-./x;,#a\u200b'), maxLength: 24 });
    fc.assert(fc.property(written, (value) => {
      expect(read('phone', `+49${value}`) ?? 'phone:+4900000').toMatch(/^phone:\+[1-9]\d{4,14}$/);
    }), { numRuns: 2_000 });
  });
});

/** What every message may say. */
const examples = /\+4915112345678|ann@example\.org/g;

function read(namespace: string, value: string): string | undefined {
  try {
    return formatIdentity(parseIdentity({ namespace, value }));
  } catch {
    return undefined;
  }
}

describe.each(homes)('A person with several spellings of one address, %s', (_, make) => {
  let home: Home;
  let bench: Bench;
  let said = 0;
  beforeEach(() => {
    home = make();
    home.clock.set(now);
    bench = createBench(home);
  });
  afterEach(async () => {
    await bench.orchestrator.close();
    await home.remove();
  });
  const customerOf = async (who: string): Promise<string | undefined> => (await bench.say({ id: `e${said += 1}`, type: 'visit.began', who: [who] })).customer;

  test('is always one customer', async () => {
    const separator = fc.constantFrom('', ' ', '-', '.', '/', '\u00a0', '\u2013');
    const digits = fc.stringMatching(/^[1-9][0-9]{7}$/);
    await fc.assert(fc.asyncProperty(digits, fc.array(separator, { minLength: 8, maxLength: 8 }), fc.constantFrom(...scripts), async (number, between, inScript) => {
      const spelt = inScript([...number].map((digit, at) => `${between[at]}${digit}`).join(''));
      expect(await customerOf(`phone:+49 (0)151${spelt}`)).toBe(await customerOf(`phone:+49151${number}`));
    }), { numRuns: 40 });
  });

  test('is one customer at an international domain and at its punycode twin', async () => {
    expect(await customerOf('email:ann@MÜNCHEN.example')).toBe(await customerOf('email:ann@xn--mnchen-3ya.example'));
  });

  test('is never put together with somebody whose address only looks like it', async () => {
    const alike = ['email:ann@example.org', 'email:\u0430nn@example.org', 'email:ann@ex\u0430mple.org', 'email:Ann@example.org', 'email:ann+shop@example.org', 'phone:+4915112345678', 'phone:+4915112345679', 'short-code:49151', 'user:+4915112345678'];
    const customers: (string | undefined)[] = [];
    for (const who of alike) customers.push(await customerOf(who));
    expect(new Set(customers).size).toBe(alike.length);
  });
});

const shifted = (zero: number) => (text: string): string => text.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)));
/** ASCII, full width, Arabic and Persian digits */
const scripts = [(text: string): string => text, shifted(0xff10), shifted(0x660), shifted(0x6f0)];
