import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWebhookChannel, type WebhookOutbound } from 'throughline/adapters/webhook';
import { Receiver, type Answer } from './receiver.js';

const secret = `whsec_${Buffer.from('s'.repeat(32)).toString('base64')}`;
const old = `whsec_${Buffer.from('o'.repeat(32)).toString('base64')}`;
const message = { key: 'default/c-1/welcome/1/0/0', to: 'ann', text: 'Ciao 👋 日本' };
const never = new AbortController().signal;

let receiver: Receiver;
let url: string;
beforeEach(async () => { receiver = new Receiver(); url = await receiver.open(); });
afterEach(() => receiver.close());

const channel = (more: Partial<WebhookOutbound> = {}) => createWebhookChannel({ identityNamespace: 'user', outbound: { url, secret, ...more } });
const send = (more: Partial<WebhookOutbound> = {}, signal = never) => channel(more).send(message, { signal });

describe('a message that goes out by webhook', () => {
  test('arrives whole, under its key and signed, and the receiver names it', async () => {
    const full = { ...message, conversation: 'th-1', subject: 'Hi', buttons: ['yes', 'no'], mediaUrl: 'https://shop.example/a.png', template: 'welcome' };
    expect(await channel({ headers: { 'x-api-key': 'k' } }).send(full, { signal: never })).toEqual({ status: 'sent', providerId: 'their-1' });
    const [got] = receiver.got;
    expect(JSON.parse(got?.body ?? '')).toEqual(full);
    expect(got).toMatchObject({ url: '/in?key=1', headers: { 'idempotency-key': message.key, 'content-type': 'application/json', 'x-api-key': 'k' } });
    expect(new Webhook(secret).verify(got?.body ?? '', { ...got?.headers } as Record<string, string>)).toEqual(full);
  });

  test('is the same at a retry, so that the receiver can ignore the second one', async () => {
    const one = channel();
    await one.send(message, { signal: never });
    await one.send(message, { signal: never });
    const [first, second] = receiver.got.map(({ body, headers }) => [body, headers['idempotency-key'], headers['webhook-id']]);
    expect(first).toEqual(second);
    expect(String(first?.[2])).toMatch(/^msg_[\w-]+$/);
  });

  test('is signed by the old secret too while the secret is changed', async () => {
    await send({ secret: [secret, old] });
    const [got] = receiver.got;
    for (const each of [secret, old]) expect(() => new Webhook(each).verify(got?.body ?? '', { ...got?.headers } as Record<string, string>)).not.toThrow();
  });

  test('under a key that no header can hold is named in its body alone', async () => {
    await channel().send({ ...message, key: 'ключ\r\nx: y' }, { signal: never });
    expect(receiver.got[0]?.headers['idempotency-key']).toBe(receiver.got[0]?.headers['webhook-id']);
    expect(JSON.parse(receiver.got[0]?.body ?? '')).toMatchObject({ key: 'ключ\r\nx: y' });
  });
});

const status = (code: number, headers: Record<string, string> = {}): Answer => (response) => void response.writeHead(code, headers).end('busy');
describe('an answer', () => {
  test.each([
    ['200 without a body', status(204), { status: 'sent', providerId: message.key }],
    ['200 that is no JSON', status(200), { status: 'sent', providerId: message.key }],
    ['201 with an id that is no text', ((response) => void response.writeHead(201).end('{"id": 7}')) as Answer, { status: 'sent', providerId: message.key }],
    ['201 with an id that nobody can see', ((response) => void response.writeHead(201).end('{"id": "a\\u202eb"}')) as Answer, { status: 'sent', providerId: message.key }],
    ['200 of five megabytes', ((response) => void response.writeHead(200).end('x'.repeat(5_000_000))) as Answer, { status: 'sent', providerId: message.key }],
    ['429 with seconds', status(429, { 'retry-after': '17' }), { status: 'retry', retryAfterMs: 17_000 }],
    ['503 with seconds', status(503, { 'retry-after': '3' }), { status: 'retry', retryAfterMs: 3_000 }],
    ['503 with a date long ago', status(503, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }), { status: 'retry', retryAfterMs: 0 }],
    ['503 that asks for a hundred years', status(503, { 'retry-after': '999999999' }), { status: 'retry', retryAfterMs: 86_400_000 }],
    ['500 with nonsense', status(500, { 'retry-after': 'soon' }), { status: 'retry' }],
    ['408', status(408), { status: 'retry' }],
    ['401, as of a secret that the host must change', status(401), { status: 'retry' }],
    ['400', status(400), { status: 'refused', code: 'http-400' }],
    ['410', status(410), { status: 'refused', code: 'http-410' }],
    ['302 to the inside', status(302, { location: 'http://169.254.169.254/latest/meta-data' }), { status: 'refused', code: 'redirected' }],
    ['a line that breaks', ((response) => void response.destroy()) as Answer, { status: 'retry' }],
  ] as const)('%s is understood', async (_what, answer, expected) => {
    receiver.answer = answer;
    expect(await send()).toEqual(expected);
    expect(receiver.got).toHaveLength(1);
  });

  test('that never comes is given up, and the message tried again later', async () => {
    receiver.answer = () => {};
    expect(await send({ timeoutMs: 50 })).toEqual({ status: 'retry' });
  });

  test('that drips without end is given up', async () => {
    receiver.answer = (response) => { response.writeHead(200).write('{'); };
    expect(await send({ timeoutMs: 50 })).toEqual({ status: 'retry' });
  });
});

describe('sending', () => {
  test('ends at once when it is told to', async () => {
    receiver.answer = () => {};
    const stop = new AbortController();
    const sending = send({}, stop.signal);
    setTimeout(() => stop.abort(new Error('stop')), 20);
    await expect(sending).rejects.toThrow('stop');
    await expect(send({}, AbortSignal.abort(new Error('stopped before')))).rejects.toThrow('stopped before');
  });

  test('ends when the channel is closed, which may be done twice', async () => {
    receiver.answer = () => {};
    const one = channel();
    const sending = one.send(message, { signal: never });
    await one.close();
    await one.close();
    await expect(sending).rejects.toMatchObject({ code: 'Closed' });
    await expect(one.send(message, { signal: never })).rejects.toMatchObject({ code: 'Closed' });
  });

  test('refuses a text that is longer than the receiver takes', async () => {
    expect(await send({ maxTextLength: 5 })).toEqual({ status: 'refused', code: 'text-too-long' });
    expect(receiver.got).toEqual([]);
  });

  test('to nobody at the other end is tried again', async () => {
    await receiver.close();
    expect(await send()).toEqual({ status: 'retry' });
  });
});

describe('a way out', () => {
  test.each([
    ['over plain http', { url: 'http://shop.example/in' }], ['to a file', { url: 'file:///etc/passwd' }], ['to no address', { url: 'shop' }], ['with a password in its address', { url: 'https://a:b@shop.example/' }],
    ['with no time to answer', { timeoutMs: 0 }], ['with a header that the channel sets', { headers: { 'Webhook-Id': 'x' } }], ['with a header that the connection sets', { headers: { 'Transfer-Encoding': 'chunked' } }],
    ['with a header of two lines', { headers: { 'x-key': 'a\nb' } }], ['with a header whose name is none', { headers: { 'x key': 'a' } }],
  ])('%s is refused when it is made', (_, more) => {
    expect(() => channel(more)).toThrow(expect.objectContaining({ code: 'InvalidOptions' }));
  });

  test.each([['missing', ''], ['too short', 'whsec_c2hvcnQ='], ['no base64', 'not base64 at all, but long enough']])('with a secret that is %s is refused when it is made', (_, bad) => {
    expect(() => channel({ secret: bad })).toThrow(expect.objectContaining({ code: 'WebhookSecretInvalid' }));
  });

  test('or a way in must be there, and the namespace must be one', () => {
    expect(() => createWebhookChannel({ identityNamespace: 'user' } as never)).toThrow(expect.objectContaining({ code: 'InvalidOptions' }));
    expect(() => createWebhookChannel({ identityNamespace: 'User', outbound: { url, secret } })).toThrow(expect.objectContaining({ code: 'InvalidOptions' }));
  });

  test('alone declares what it can and no way in', () => {
    expect(channel()).not.toHaveProperty('receive');
    expect(channel().capabilities).toEqual({ text: true, buttons: true, media: true, template: true });
  });
});
