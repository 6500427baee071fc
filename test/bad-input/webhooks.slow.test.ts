import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import twilio from 'twilio';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createOrchestrator, JourneyError } from 'throughline';
import { createMetaVerifier, createSlackVerifier, createStandardWebhooksVerifier, createStripeVerifier, createTwilioVerifier, createWebhookChannel, type TwilioConfig, type WebhookInbound } from 'throughline/adapters/webhook';
import type { RequestFormat, Store } from 'throughline/ports';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { fuzzedStores } from './grammar/fuzzed-shop.js';
import { bytesOf, judge, now, requestOf, schemes, soundBody, textOf, url, type Scheme, type Signed } from '../adapters/webhook/schemes.js';

const jsonSchemes = schemes.filter(({ type }) => type === 'json').map((scheme) => [scheme.name, scheme] as const);
type MakeStore = (typeof fuzzedStores)[number][1];
const everywhere = jsonSchemes.flatMap(([name, scheme]) => fuzzedStores.map(([where, make]) => [name, where, scheme, make] as const));
const everyScheme = schemes.map((scheme) => [scheme.name, scheme] as const);
const timed = schemes.filter(({ signsTime }) => signsTime).map((scheme) => [scheme.name, scheme] as const);
const text = (letter: string, length = 32): string => letter.repeat(length);

interface ShopOptions { readonly inbound?: Partial<WebhookInbound>; readonly around?: (store: Store) => Store; readonly tenants?: 'one' | 'several' }

function shop(scheme: Scheme, make: MakeStore, { inbound = {}, around = (store) => store, tenants = 'one' }: ShopOptions = {}) {
  const clock = createTestClock(now);
  const channel = createWebhookChannel({ identityNamespace: 'user', inbound: { verifier: scheme.verifier(scheme.secrets.ours), ...inbound } });
  const orchestrator = createOrchestrator({ journeys: [], store: around(make(clock)), clock, channels: { partner: channel }, tenants });
  onTestFinished(async () => { await orchestrator.close(); });
  const handler = orchestrator.handler('partner');
  const post = async (body: string | Signed) => {
    const answer = await handler(requestOf(typeof body === 'string' ? scheme.sign(bytesOf(body)) : body));
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const texts = async (who: string) => (await orchestrator.timeline(`user:${who}`)).map((one) => one.text).toReversed();
  const parked = async () => (await orchestrator.list({ kind: 'parked' })).items.map(({ id, cause }) => [id, cause]);
  return { orchestrator, handler, post, texts, parked, clock };
}
const said = (id: string, words: string, more: object = {}): object => ({ kind: 'message', id, from: 'ann', text: words, ...more });
const items = (...all: readonly object[]): string => JSON.stringify({ items: all });

describe('W1: a secret that is', () => {
  const makers = [
    ['Standard Webhooks', (secret: string) => createStandardWebhooksVerifier({ secret })], ['Twilio', (secret: string) => createTwilioVerifier({ secret, publicUrl: url })],
    ['Meta', (secret: string) => createMetaVerifier({ secret, verifyToken: text('t') })], ['Slack', (secret: string) => createSlackVerifier({ secret })], ['Stripe', (secret: string) => createStripeVerifier({ secret })],
  ] as const;
  const bad = [['missing', undefined as unknown as string], ['empty', ''], ['a list of none', [] as unknown as string], ['too short', text('a', 23)], ['followed by a line break', `${text('a')}\n`]] as const;
  test.each(makers.flatMap(([name, make]) => bad.map(([what, secret]) => [what, name, make, secret] as const)))('%s never gets a verifier for %s', (_what, _name, make, secret) => {
    expect(() => make(secret)).toThrow(expect.objectContaining({ code: 'WebhookSecretInvalid' }));
  });
  test('good does, and no error ever repeats one', () => {
    for (const [, make] of makers) expect(make(text('A')).scheme).not.toBe('');
    try { createSlackVerifier({ secret: 'canary-93b1' }); } catch (error) { expect(JSON.stringify([String(error), error])).not.toContain('canary'); }
  });
  test('not there because nobody gave a verifier never makes a way in', () => {
    expect(() => createWebhookChannel({ identityNamespace: 'user', inbound: {} as WebhookInbound })).toThrow(expect.objectContaining({ code: 'InvalidOptions' }));
  });
});

// W2 stands in webhook-signatures.test.ts, and most of W4 and W8 are the sixteen mutations of P36; a verifier has no store
describe.each(everyScheme)('a request of %s', (_, scheme) => {
  const sound = scheme.sign(soundBody(scheme));
  const { ours, old, others } = scheme.secrets;

  test('W3: is let in by the old secret and the new one while the secret is changed, and by no other', async () => {
    const both = scheme.verifier([ours, old]);
    expect(await judge(both, scheme.sign(sound.body, { secret: ours }))).toBe(true);
    expect(await judge(both, scheme.sign(sound.body, { secret: old }))).toBe(true);
    expect(await judge(both, scheme.sign(sound.body, { secret: others }))).toBe(false);
    expect(await judge(scheme.verifier(ours), scheme.sign(sound.body, { secret: old }))).toBe(false);
  });

  test('W5: is judged on its bytes: two bodies that decode alike never share a signature', async () => {
    const twins = [0xff, 0xfe].map((byte) => new Uint8Array(Buffer.concat([sound.body.subarray(0, 4), Buffer.of(byte), sound.body.subarray(4)])));
    const [one, other] = twins;
    if (one === undefined || other === undefined) throw new Error('there are two');
    const twin = { ...scheme.sign(one), body: other };
    if (scheme.type === 'json') expect(await judge(scheme.verifier(ours), twin)).toBe(false);
    else await expect(judge(scheme.verifier(ours), twin)).rejects.toSatisfy((error) => JourneyError.is(error, 'InvalidEncoding'));
  });

  test('W8: is turned away with a header sent twice, folded by a proxy, of 100 kB, and let in whatever the case of header names', async () => {
    const verifier = scheme.verifier(ours);
    for (const name of [scheme.header, ...(scheme.timeHeader === undefined ? [] : [scheme.timeHeader])]) {
      const twice = { ...sound, headers: sound.headers.flatMap((one) => (one[0] === name ? [one, one] : [one])) };
      const folded = { ...sound, headers: sound.headers.map(([key, value]) => [key, key === name ? `${value}, ${value}` : value] as const) };
      const joined = { ...sound, headers: sound.headers.map(([key, value]) => [key, key === name ? `${value},${value}` : value] as const) };
      const huge = { ...sound, headers: sound.headers.map(([key, value]) => [key, key === name ? value + 'a'.repeat(100_000) : value] as const) };
      for (const spoilt of [twice, folded, joined, huge]) expect(await judge(verifier, spoilt)).toBe(false);
    }
    expect(await judge(verifier, { ...sound, headers: sound.headers.map(([name, value]) => [name.toUpperCase(), value]) })).toBe(true);
  });
});

describe.each(timed)('W6: the time of a request of %s', (_, scheme) => {
  const seconds = now / 1_000;
  test.each([
    ['missing', ''], ['no number', 'NaN'], ['followed by letters', `${seconds}abc`], ['a fraction', `${seconds}.5`], ['in milliseconds', String(now)], ['negative', `-${seconds}`],
    ['signed with a plus', `+${seconds}`], ['hexadecimal', `0x${seconds.toString(16)}`], ['with an exponent', '1.7e9'], ['in other digits', '١٧٦٩٨٦٠٨٠٠'],
    ['301 seconds old', String(seconds - 301)], ['301 seconds ahead', String(seconds + 301)],
  ])('that is %s is not accepted, though it was signed', async (_what, time) => {
    // no header can hold such digits: they do not even get so far
    const signed = /^[\x20-\x7e]*$/.test(time) ? scheme.sign(soundBody(scheme), { seconds: time }) : undefined;
    if (signed === undefined) expect(() => requestOf(scheme.sign(soundBody(scheme), { seconds: time }))).toThrow();
    else expect(await judge(scheme.verifier(scheme.secrets.ours), signed)).toBe(false);
  });
  test.each([['300 seconds old', -300], ['300 seconds ahead', 300], ['now', 0]])('that is %s is accepted', async (_what, off) => {
    expect(await judge(scheme.verifier(scheme.secrets.ours), scheme.sign(soundBody(scheme), { seconds: String(seconds + off) }))).toBe(true);
  });
});

describe.each(everywhere)('what %s brings, %s,', (_name, _where, scheme, make) => {
  test('W4: is not believed when something read and wrote it again on the way', async () => {
    const { post } = shop(scheme, make);
    const signed = scheme.sign(bytesOf('{"items": [{"kind": "message", "id": "m1", "from": "ann", "text": "caf\\u00e9"}]}'));
    expect((await post({ ...signed, body: bytesOf(JSON.stringify(JSON.parse(textOf(signed.body)))) })).status).toBe(401);
    expect((await post({ ...signed, body: bytesOf(textOf(signed.body).replace('\\u00e9', 'é')) })).status).toBe(401);
    expect((await post(signed)).status).toBe(200);
  });

  test('W7 and W11: counts once, also when it is signed anew under another webhook id or says that it is a retry', async () => {
    const { post, texts } = shop(scheme, make);
    const first = scheme.sign(bytesOf(items(said('m1', 'where is it?'))));
    expect((await post(first)).status).toBe(200);
    expect((await post(first)).status).toBe(200);
    const retry = scheme.sign(bytesOf(`${items(said('m1', 'where is it?'))} `));
    expect((await post({ ...retry, headers: [...retry.headers, ['x-slack-retry-num', '1']] })).status).toBe(200);
    expect(await texts('ann')).toEqual(['where is it?']);
  });

  test.each([
    ['is no JSON', '{"items": [', [['body', 'InvalidJson']]],
    ['is JSON of another form', '{"messages": []}', [['body', 'InvalidPayload at items']]],
    ['has an item of unknown kind between good ones', items(said('m1', 'one'), { kind: 'reaction', id: 'm2', from: 'ann' }, said('m3', 'three')), [['m2', 'InvalidPayload at kind']]],
    ['has an item whose text is a number', items(said('m1', 'one'), said('m2', '', { text: 7 }), said('m3', 'three')), [['m2', 'InvalidPayload at text']]],
    ['has an item with neither meaning nor id', items(said('m1', 'one'), {}, said('m3', 'three')), [['body', 'InvalidPayload at kind']]],
    ['has an item whose sender is nobody', items(said('m1', 'one'), said('m2', 'two', { from: ' ' }), said('m3', 'three')), [['m2', 'InvalidIdentity']]],
    ['has an item with a forbidden key', items(said('m1', 'one'), said('m3', 'three')).replace('}]', '}, {"kind": "event", "id": "m2", "from": "ann", "event": {"type": "order.placed", "data": {"a": {"__proto__": {}}}}}]'), [['m2', 'ForbiddenKey']]],
  ] as const)('W12: and %s is answered 200 and kept as a dead letter, item by item, while the good ones go on', async (_what, body, dead) => {
    const { post, texts, parked } = shop(scheme, make);
    const answers = [await post(body), await post(body)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    if (body.includes('three')) expect(await texts('ann')).toEqual(['one', 'three']);
    const expected = dead.map(([id, cause]) => [expect.stringMatching(new RegExp(`^~inbound/partner:${id}`)), cause]);
    expect(await parked()).toEqual(expected);
  });

  test('W14: for an account of another tenant is answered 200, reaches nobody and is kept as a dead letter', async () => {
    const { post, orchestrator, parked } = shop(scheme, make, { inbound: { accounts: { 'acct-1': 'acme' } }, tenants: 'several' });
    const told: unknown[] = [];
    orchestrator.on('event.parked', (what) => told.push(what));
    const from = (account: object, id: string): string => JSON.stringify({ ...account, items: [said(id, 'hello')] });
    for (const body of [from({ account: 'acct-1' }, 'm1'), from({ account: 'acct-2' }, 'm2'), from({}, 'm3'), from({ account: 'toString' }, 'm4')]) expect((await post(body)).status).toBe(200);
    expect(await orchestrator.figures(['events.accepted'], 'acme')).toEqual([1]);
    expect((await parked()).map(([, cause]) => cause)).toEqual(['UnknownAccount', 'UnknownAccount', 'UnknownAccount']);
    expect(told).toHaveLength(3);
  });

  test.each(['commit', 'resolve', 'load'] as const)('W16: gets 503 and a time to come back while the store cannot %s, and 200 only once it is kept', async (call) => {
    let down = false;
    const { post, texts, clock } = shop(scheme, make, { around: (store) => ({ ...store, [call]: async (...args: unknown[]) => { if (down) throw new Error('away'); return Reflect.apply(store[call], store, args); } }) });
    await post(items(said('m0', 'before', { from: 'bob' })));
    down = true;
    const pending = post(items(said('m1', 'hello'), { kind: 'nonsense', id: 'm2' }));
    for (let i = 0; i < 40; i += 1) { await clock.advance(1_000); await sleep(0); }
    const answer = await pending;
    expect([answer.status, Number(answer.headers.get('retry-after'))]).toEqual([503, expect.any(Number)]);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    down = false;
    expect((await post(items(said('m1', 'hello'), { kind: 'nonsense', id: 'm2' }))).status).toBe(200);
    expect(await texts('ann')).toEqual(['hello']);
  });
});

describe('W9: a request of Twilio', () => {
  const secret = text('a');
  const form = bytesOf('MessageSid=SM1&Media=b&Media=a&Media=b&Body=x');
  const asked = (signedUrl: string, { at = url, headers = [] as [string, string][], params = { MessageSid: 'SM1', Media: ['b', 'a', 'b'], Body: 'x' } as object, body = form } = {}): Signed => ({
    url: at, body, headers: [['content-type', 'application/x-www-form-urlencoded'], ['x-twilio-signature', twilio.getExpectedTwilioSignature(secret, signedUrl, params)], ...headers],
  });
  const verified = (signed: Signed, config: Omit<TwilioConfig, 'secret'> = { publicUrl: url }): Promise<boolean> => judge(createTwilioVerifier({ secret, ...config } as TwilioConfig), signed);
  const inside = 'http://10.0.0.7:3000/webhooks/in';
  const numbered = Array.from({ length: 1_001 }, (_, at): [string, string] => [`k${at}`, 'v']);

  test.each([
    ['that came through a proxy, at the address it was given', asked(url, { at: inside })],
    ['with its query, in the order it was called with', asked(`${url}?b=2&a=1`, { at: `${inside}?b=2&a=1` })],
    ['that names the port although it is the usual one', asked('https://shop.example:443/webhooks/in')],
    ['without a body', asked(url, { params: {}, body: bytesOf('') })],
  ] as const)('%s is let in', async (_, signed) => expect(await verified(signed)).toBe(true));

  test.each([
    ['signed for http', asked(url.replace('https', 'http'))],
    ['signed for another port', asked('https://shop.example:8443/webhooks/in')],
    ['with its query in another order', asked(`${url}?b=2&a=1`, { at: `${inside}?a=1&b=2` })],
    ['with a query that was not signed', asked(url, { at: `${inside}?a=1` })],
    ['for another route', asked('https://shop.example/webhooks/other')],
    ['for a host that only its own headers name', asked('https://evil.example/webhooks/in', { headers: [['x-forwarded-host', 'evil.example'], ['x-forwarded-proto', 'https']] })],
    ['with a JSON body that no hash covers', { ...asked(url, { params: {}, body: bytesOf('{"a":1}') }), headers: [['content-type', 'application/json'], ['x-twilio-signature', twilio.getExpectedTwilioSignature(secret, url, {})]] }],
    ['with the hash of another body', asked(`${url}?bodySHA256=${text('0', 64)}`, { at: `${url}?bodySHA256=${text('0', 64)}`, params: {}, body: bytesOf('{"a":1}') })],
    ['with two hashes', asked(`${url}?bodySHA256=a&bodySHA256=b`, { at: `${url}?bodySHA256=a&bodySHA256=b`, params: {} })],
    ['with more fields than it ever sends', asked(url, { params: Object.fromEntries(numbered), body: bytesOf(String(new URLSearchParams(numbered))) })],
  ] as const)('%s is turned away', async (_, signed) => expect(await verified(signed)).toBe(false));

  test('behind a proxy that was declared as trusted is judged by what that proxy says, once', async () => {
    const headers: [string, string][] = [['x-forwarded-proto', 'https'], ['x-forwarded-host', 'shop.example']];
    expect(await verified(asked(url, { at: inside, headers }), { trustedProxy: true })).toBe(true);
    expect(await verified(asked(url, { at: inside }), { trustedProxy: true })).toBe(false);
    expect(await verified(asked(url, { at: inside, headers: [...headers, ['x-forwarded-host', 'shop.example']] }), { trustedProxy: true })).toBe(false);
    expect(await verified(asked('https://shop.example/x/webhooks/in', { at: inside, headers: [['x-forwarded-proto', 'https'], ['x-forwarded-host', 'shop.example/x']] }), { trustedProxy: true })).toBe(false);
  });

  test.each([{}, { publicUrl: 'shop.example/in' }, { publicUrl: 'ftp://shop.example/in' }, { publicUrl: `${url}?a=1` }])('cannot be judged by the address %o', (config) => {
    expect(() => createTwilioVerifier({ secret, ...config } as TwilioConfig)).toThrow(expect.objectContaining({ code: 'InvalidOptions' }));
  });

  test('with bytes that are no UTF-8 gets 400 before it is judged', async () => {
    const scheme = { ...schemes[1], verifier: () => createTwilioVerifier({ secret, publicUrl: url }) } as Scheme;
    const { post } = shop(scheme, (clock) => createMemoryStore({ clock }));
    expect(await post({ ...asked(url), body: bytesOf('Body=%FF') })).toMatchObject({ status: 400, text: '{"code":"InvalidEncoding"}' });
  });
});

describe.each(fuzzedStores)('W10: the handshake of Meta, %s,', (_, make) => {
  const meta = schemes.find(({ name }) => name === 'Meta');
  if (meta === undefined) throw new Error('Meta is a scheme');
  const shake = async (query: string) => {
    const { handler, orchestrator } = shop(meta, make);
    const answer = await handler(new Request(`${url}?${query}`));
    expect(await orchestrator.figures(['events.accepted', 'events.parked'])).toEqual([0, 0]);
    return { status: answer.status, type: answer.headers.get('content-type'), sniff: answer.headers.get('x-content-type-options'), text: await answer.text() };
  };
  const token = text('t');
  test('with our token gets its challenge back as plain text, also where it is HTML', async () => {
    expect(await shake(`hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=${encodeURIComponent('<script>alert(1)</script>')}`)).toEqual({ status: 200, type: 'text/plain; charset=utf-8', sniff: 'nosniff', text: '<script>alert(1)</script>' });
  });
  test.each([
    ['a wrong token', `hub.mode=subscribe&hub.verify_token=${text('u')}&hub.challenge=1`], ['no token', 'hub.mode=subscribe&hub.challenge=1'], ['an empty token', 'hub.mode=subscribe&hub.verify_token=&hub.challenge=1'],
    ['two tokens, one of them right', `hub.mode=subscribe&hub.verify_token=${token}&hub.verify_token=x&hub.challenge=1`], ['a list of tokens', `hub.mode=subscribe&hub.verify_token[]=${token}&hub.challenge=1`], ['no challenge', `hub.mode=subscribe&hub.verify_token=${token}`],
  ])('with %s gets 403 and nothing back', async (_, query) => expect(await shake(query)).toMatchObject({ status: 403, text: '' }));
  test('that is none gets 401', async () => expect(await shake('hello=1')).toMatchObject({ status: 401 }));
});

describe.each(fuzzedStores)('W11: the handshake of Slack, %s,', (_, make) => {
  const slack = schemes.find(({ name }) => name === 'Slack');
  if (slack === undefined) throw new Error('Slack is a scheme');
  const body = '{"token": "x", "challenge": "3eZbrw1a", "type": "url_verification"}';
  test('is answered once its signature is good', async () => expect(await shop(slack, make).post(body)).toMatchObject({ status: 200, text: '3eZbrw1a' }));
  test('is not answered to a stranger', async () => expect(await shop(slack, make).post(slack.sign(bytesOf(body), { secret: slack.secrets.others }))).toMatchObject({ status: 401, text: '' }));
});

describe.each(fuzzedStores)('what a webhook does not do, %s,', (_, make) => {
  test('line 4: a signed body of another type than the one agreed is answered 415', async () => {
    for (const [, scheme] of jsonSchemes) {
      const signed = scheme.sign(bytesOf(items(said('m1', 'one'))));
      expect((await shop(scheme, make).post({ ...signed, headers: signed.headers.map(([name, value]) => [name, name === 'content-type' ? 'text/plain' : value]) })).status, scheme.name).toBe(415);
    }
  });

  test('W15: a media address and a status address that point inside are never called', async () => {
    let calls = 0;
    const inside = createServer((_request, response) => { calls += 1; response.end('secret'); });
    await new Promise<void>((resolve) => { inside.listen(0, '127.0.0.1', resolve); });
    onTestFinished(() => { inside.close(); });
    const address = `http://127.0.0.1:${(inside.address() as AddressInfo).port}/latest/meta-data`;
    for (const [, scheme] of jsonSchemes) {
      const format: RequestFormat = { body: 'json', parts: (body) => [body], idOf: () => 'm1', read: () => ({ kind: 'event', id: 'm1', from: 'ann', event: { type: 'photo.sent', data: { mediaUrl: address, statusCallback: address } } }) };
      const { post, clock } = shop(scheme, make, { inbound: { format } });
      expect((await post(JSON.stringify({ MediaUrl0: address, StatusCallback: address, url: 'http://169.254.169.254/' }))).status).toBe(200);
      await clock.advance(60_000);
    }
    expect(calls).toBe(0);
  });

  test('W15: the adapters fetch nothing but the address of their configuration', async () => {
    const folder = new URL('../../adapters/', import.meta.url);
    const source = await readFile(new URL('webhook/post-message.ts', folder), 'utf8');
    expect(source.match(/fetch\(([^,]*),/g)).toEqual(['fetch(settings.url,']);
    expect(source).toContain("redirect: 'manual'");
    for (const name of ['create-webhook-channel', 'item-format', 'read-answer', 'webhook-channel-config']) expect(await readFile(new URL(`webhook/${name}.ts`, folder), 'utf8')).not.toMatch(/fetch\(/);
  });
});

describe.each(everywhere)('W18: a message by %s, %s,', (_name, _where, scheme, make) => {
  const withdrawn = async (words: string): Promise<readonly string[]> => {
    const host = shop(scheme, make);
    expect((await host.post(items(said('m1', words)))).status).toBe(200);
    expect(await host.texts('ann')).toEqual([words]);
    return (await host.orchestrator.briefing('user:ann')).consents.filter(({ state }) => state === 'withdrawn').map(({ channel, purpose }) => `${channel} ${purpose}`);
  };
  test.each(['Stop.', ' stop ', 'ＳＴＯＰ', 'STOP ALL', 'stop texting me'])('that says %s ends marketing, surveys and service there, and is heard as it came', async (words) => {
    expect(await withdrawn(words)).toEqual(['partner marketing', 'partner survey', 'partner service']);
  });
  test.each(['stop by tomorrow?', "please don't stop"])('that says %s is heard and ends nothing: what is not clear is not guessed', async (words) => {
    expect(await withdrawn(words)).toEqual([]);
  });
});
