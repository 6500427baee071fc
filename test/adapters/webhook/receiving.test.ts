import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createStandardWebhooksVerifier, createWebhookChannel, type WebhookInbound } from 'throughline/adapters/webhook';
import { readForm, type RequestFormat } from 'throughline/ports';

const secret = `whsec_${Buffer.from('s'.repeat(32)).toString('base64')}`;
const make = (inbound: Partial<WebhookInbound> = {}) => createWebhookChannel({ identityNamespace: 'phone', inbound: { verifier: createStandardWebhooksVerifier({ secret }), ...inbound } });
const hear = (body: string, inbound: Partial<WebhookInbound> = {}, type = 'application/json') => {
  const bytes = new Uint8Array(Buffer.from(body));
  return make(inbound).receive(new Request('https://shop.example/in', { method: 'POST', body: bytes, headers: { 'content-type': type } }), bytes);
};

describe('the JSON of our own', () => {
  test('brings messages, receipts and events in their order', () => {
    const items = [
      { kind: 'message', id: 'm1', from: '+4915112345678', text: ' Ciao 👋 ', conversation: 'th-1', at: 1_800_000_000_000, verified: true },
      { kind: 'receipt', id: 'r1', providerId: 'their-1', state: 'read', at: 1_800_000_000_000 },
      { kind: 'event', id: 'e1', from: '+4915112345678', event: { type: 'order.placed', data: { order: 'A-17' } } },
    ];
    expect(hear(JSON.stringify({ items })).inbound).toEqual(items);
    expect(hear(JSON.stringify({ account: 'a', items }), { accounts: { a: 'acme' } }).inbound).toEqual(items.map((item) => ({ ...item, tenant: 'acme' })));
    expect(hear('{"items": []}').inbound).toEqual([]);
  });

  test.each([
    ['a field that nobody knows', { kind: 'message', id: 'm1', from: 'a', text: 'x', urgent: true }],
    ['a tenant of its own choice', { kind: 'message', id: 'm1', from: 'a', text: 'x', tenant: 'other' }],
    ['a sender of another kind', { kind: 'message', id: 'm1', from: 'a', text: 'x', namespace: 'email' }],
    ['a time that is text', { kind: 'message', id: 'm1', from: 'a', text: 'x', at: 'now' }],
    ['a state that no receipt has', { kind: 'receipt', id: 'm1', providerId: 'p', state: 'seen' }],
  ])('with %s is not understood by guessing', (_, item) => {
    expect(hear(JSON.stringify({ items: [item] })).inbound).toMatchObject([{ kind: 'unreadable', id: 'm1' }]);
  });

  test('hands the data of an event on as it was sent, also what the door will refuse', () => {
    expect(JSON.stringify(hear('{"items":[{"kind":"event","id":"e1","from":"a","event":{"type":"order.placed","data":{"__proto__":{"vip":true},"order":1}}}]}').inbound)).toContain('"data":{"__proto__":{"vip":true},"order":1}');
    for (const data of ['[]', '"x"', 'null', '1']) expect(hear(`{"items":[{"kind":"event","id":"e1","from":"a","event":{"type":"order.placed","data":${data}}}]}`).inbound).toMatchObject([{ kind: 'unreadable', id: 'e1' }]);
  });

  test('is read in no time although nothing in it can be read', () => {
    const begun = performance.now();
    const bodies = [5_000, 200_000].map((count) => `{"items":[${Array.from({ length: count }, () => 0).join(',')}]}${' '.repeat(600_000)}`);
    const [some = [], tooMany = []] = bodies.map((body) => hear(body).inbound);
    expect(new Set(some.map(({ id }) => id)).size).toBe(5_000);
    expect(tooMany).toMatchObject([{ kind: 'unreadable', reason: 'TooLarge' }]);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  test('is as its README shows it', async () => {
    const readme = await readFile(new URL('../../../adapters/webhook/README.md', import.meta.url), 'utf8');
    const shown = /```json\n([^`]+)```/.exec(readme)?.[1] ?? '';
    expect(hear(shown, { accounts: { 'acct-1': 'tenant-a' } }).inbound.map(({ kind, id, tenant }) => [kind, id, tenant])).toEqual([['message', 'm-1', 'tenant-a'], ['receipt', 'r-1', 'tenant-a'], ['event', 'e-1', 'tenant-a']]);
  });

  test('never names a value among its reasons', () => {
    const canary = 'canary-93b1';
    expect(JSON.stringify(hear(JSON.stringify({ items: [{ kind: canary, id: 'm1' }, { kind: 'message', id: 'm2', from: 'a', text: { [canary]: 1 } }] })).inbound)).not.toContain(canary);
  });
});

describe('the format of a provider', () => {
  const meta: RequestFormat = {
    body: 'json',
    parts: (body) => z.object({ entry: z.array(z.object({ changes: z.array(z.object({ value: z.object({ metadata: z.unknown(), messages: z.array(z.unknown()) }) })) })) }).parse(body)
      .entry.flatMap(({ changes }) => changes.flatMap(({ value }) => value.messages.map((message) => ({ metadata: value.metadata, message })))),
    idOf: (part) => z.object({ message: z.object({ id: z.string() }) }).parse(part).message.id,
    accountOf: (part) => z.object({ metadata: z.object({ phone_number_id: z.string() }) }).parse(part).metadata.phone_number_id,
    read: (part) => {
      const { id, from, text, echo } = z.object({ message: z.object({ id: z.string(), from: z.string(), echo: z.boolean().default(false), text: z.object({ body: z.string() }) }) }).parse(part).message;
      return echo ? undefined : { kind: 'message', id, from: `+${from}`, text: text.body };
    },
  };
  const body = (...messages: readonly object[]): string => JSON.stringify({ entry: [{ changes: [{ value: { metadata: { phone_number_id: 'PN1' }, messages } }] }] });

  test('takes many messages out of one body, leaves out our own echoes, and one that it cannot read does not take the others down', () => {
    const messages = [{ id: 'w1', from: '4915112345678', text: { body: 'one' } }, { id: 'w2', from: '49', sticker: {} }, { id: 'w3', from: '49', echo: true, text: { body: 'ours' } }, { id: 'w4', from: '4915112345678', text: { body: 'four' } }];
    const tenant = 'acme';
    expect(hear(body(...messages), { format: meta, accounts: { PN1: tenant } }).inbound).toEqual([
      { kind: 'message', id: 'w1', from: '+4915112345678', text: 'one', tenant }, { kind: 'unreadable', id: 'w2', reason: 'InvalidPayload at message.text', tenant }, { kind: 'message', id: 'w4', from: '+4915112345678', text: 'four', tenant },
    ]);
  });

  test('may be a form, whose fields that stand twice are a list', () => {
    const form: RequestFormat = { body: 'form', parts: (fields) => [fields], idOf: () => 'f1', read: (part) => ({ kind: 'event', id: 'f1', from: 'a', event: { type: 'form.sent', data: z.record(z.string(), z.unknown()).parse(part) } }) };
    expect(hear('a=1&b=x+y%2B&a=2&__proto__=z&c', { format: form }, 'application/x-www-form-urlencoded;charset=UTF-8').inbound).toMatchObject([{ event: { data: { a: ['1', '2'], b: 'x y+', c: '' } } }]);
    expect(hear('a=%ff', { format: form }, 'application/x-www-form-urlencoded').inbound).toMatchObject([{ kind: 'unreadable', reason: 'InvalidEncoding' }]);
    expect(() => hear('a=1', { format: form })).toThrow(expect.objectContaining({ code: 'UnsupportedMediaType' }));
  });
});

describe('a channel', () => {
  test('with a way in alone declares no more than that', () => {
    expect(make()).not.toHaveProperty('send');
    expect(make().capabilities).toEqual({ inbound: true });
  });
  test('with both ways has receipts too', () => {
    const both = createWebhookChannel({ identityNamespace: 'user', inbound: { verifier: createStandardWebhooksVerifier({ secret }) }, outbound: { url: 'https://shop.example/in', secret } });
    expect(both.capabilities).toEqual({ text: true, buttons: true, media: true, template: true, inbound: true, receipts: true });
  });
  test('that is closed takes nothing more, so that the provider sends it again', async () => {
    const channel = make();
    await channel.close();
    expect(() => channel.receive(new Request('https://shop.example/in', { method: 'POST', body: '{}' }), new Uint8Array())).toThrow(expect.objectContaining({ code: 'Closed' }));
  });
  test('takes nothing by GET', () => expect(make().receive(new Request('https://shop.example/in'), new Uint8Array()).response?.status).toBe(405));
});

test('a form is read strictly and keeps the order of its fields', () => {
  expect(readForm('a=1&a=2&&b=%C3%A9+%26=&=c')).toEqual([['a', '1'], ['a', '2'], ['b', 'é &='], ['', 'c']]);
  for (const bad of ['a=%', 'a=%zz', 'a=%c3']) expect(() => readForm(bad)).toThrow(expect.objectContaining({ code: 'InvalidEncoding' }));
  expect(() => readForm(Uint8Array.of(0x61, 0x3d, 0xff))).toThrow(expect.objectContaining({ code: 'InvalidEncoding' }));
});
