import { describe, expect, test } from 'vitest';
import { mutations } from '../adapters/webhook/mutations.js';
import { bytesOf, judge, schemes, soundBody, type Signed } from '../adapters/webhook/schemes.js';

const everyScheme = schemes.map((scheme) => [scheme.name, scheme] as const);

describe.each(everyScheme)('W2: a request of %s', (_, scheme) => {
  test.each(mutations.map((mutation) => [mutation.does, mutation] as const))('that %s is turned away', async (_does, mutation) => {
    const letIn = await judge(scheme.verifier(scheme.secrets.ours), mutation.spoil(scheme.sign(soundBody(scheme)), scheme)).catch(() => false);
    expect(letIn).toBe(false);
  });
});

/** How a scheme lists several signatures in one header. */
const listed: readonly (readonly [string, (signature: string, count: number, right: number) => string])[] = [
  ['Standard Webhooks', (signature, count, right) => Array.from({ length: count }, (_one, at) => (at === right ? signature : wrong(signature))).join(' ')],
  ['Stripe', (signature, count, right) => [signature.split(',')[0], ...Array.from({ length: count }, (_one, at) => (at === right ? signature.slice(signature.indexOf('v1=')) : wrong(signature.slice(signature.indexOf('v1=')))))].join(',')],
];
const wrong = (signature: string): string => signature.slice(0, 3) + (signature[3] === 'a' ? 'b' : 'a') + signature.slice(4);

describe.each(listed)('W2: a request of %s with several signatures', (name, list) => {
  const scheme = schemes.find((one) => one.name === name);
  if (scheme === undefined) throw new Error(`${name} is a scheme`);
  const sound = scheme.sign(soundBody(scheme));
  const signedBy = (count: number, right: number): Signed => ({ ...sound, headers: sound.headers.map(([header, value]) => [header, header === scheme.header ? list(value, count, right) : value]) });
  test.each([[1, 0], [2, 1], [10, 0], [10, 9]])('%i of them, one of which is right, is let in', async (count, right) => expect(await judge(scheme.verifier(scheme.secrets.ours), signedBy(count, right))).toBe(true));
  test.each([[11, 0], [11, 10], [1_000, 0], [1_000, 999]])('%i of them is turned away, wherever the right one stands', async (count, right) => expect(await judge(scheme.verifier(scheme.secrets.ours), signedBy(count, right))).toBe(false));
  test('none of which is right is turned away', async () => expect(await judge(scheme.verifier(scheme.secrets.ours), signedBy(10, -1))).toBe(false));
});

describe.each(everyScheme.filter(([, { encoding }]) => encoding === 'base64'))('W2: a signature of %s in the alphabet of URLs', (_, scheme) => {
  test('is turned away, although it says the same', async () => {
    const signs = Array.from({ length: 50 }, (_one, at) => scheme.sign(bytesOf(scheme.type === 'json' ? `{"n":${at}}` : `n=${at}`)));
    const different = signs.filter(({ headers }) => headers.some(([header, value]) => header === scheme.header && /[+/]/.test(value.slice(3))));
    expect(different.length).toBeGreaterThan(5);
    for (const signed of different) {
      const inUrls = { ...signed, headers: signed.headers.map(([header, value]) => [header, header === scheme.header ? value.slice(0, 3) + value.slice(3).replaceAll('+', '-').replaceAll('/', '_') : value] as const) };
      expect(await judge(scheme.verifier(scheme.secrets.ours), signed)).toBe(true);
      if (inUrls.headers.some(([header, value], at) => header === scheme.header && value !== signed.headers[at]?.[1])) expect(await judge(scheme.verifier(scheme.secrets.ours), inUrls)).toBe(false);
    }
  });
});
