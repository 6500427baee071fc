import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createWebhookHandler } from '../../../src/orchestrator/webhook/create-webhook-handler.js';
import { createAcmeSmsChannel, signed, texts } from './acme-sms.js';
import { processClock } from './process-clock.js';

const url = 'https://shop.example/webhooks/sms';
const good = texts({ id: 'm1', from: '+390000000001', text: 'è arrivato?' });
const bytes = (...parts: readonly (string | number)[]): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part)))));

interface Row { readonly row: string; readonly says: string; readonly init: RequestInit; readonly status: number; readonly code: string }
const malformed = (says: string, body: string | Uint8Array<ArrayBuffer>): Row => ({ row: 'A1', says, init: signed(body), status: 400, code: 'InvalidJson' });
const encoding = (says: string, body: Uint8Array<ArrayBuffer>): Row => ({ row: 'A3', says, init: signed(body), status: 400, code: 'InvalidEncoding' });
const media = (says: string, init: RequestInit): Row => ({ row: 'A4', says, init, status: 415, code: 'UnsupportedMediaType' });
const stream = (...chunks: readonly Uint8Array[]): ReadableStream => new ReadableStream({ start: (out) => { for (const chunk of chunks) out.enqueue(chunk); out.close(); } });

const rows: readonly Row[] = [
  malformed('a truncated body', good.slice(0, -1)),
  malformed('a trailing comma', '{"items":[],}'),
  malformed('a comment', '{"items":[]} // none'),
  malformed('single quotes', "{'items':[]}"),
  malformed('an empty body', ''),
  malformed('null', 'null'),
  malformed('a bare number', '42'),
  malformed('a bare text', '"items"'),
  malformed('two objects', '{"items":[]}{"items":[]}'),
  { ...malformed('a byte order mark', bytes(0xef, 0xbb, 0xbf, good)), row: 'A2' },
  encoding('a byte that UTF-8 does not know', bytes('{"items":"', 0xff, '"}')),
  encoding('an overlong slash', bytes('{"items":"', 0xc0, 0xaf, '"}')),
  encoding('half of a letter', bytes('{"items":"', 0xc3, '"}')),
  encoding('a surrogate in UTF-8', bytes('{"items":"', 0xed, 0xa0, 0x80, '"}')),
  encoding('UTF-16 with its mark', bytes(0xff, 0xfe, '{', 0, '}', 0)),
  media('compressed bytes', signed(new Uint8Array(gzipSync(good)), { 'content-encoding': 'gzip' })),
  media('bytes compressed twice', signed(good, { 'content-encoding': 'gzip, br' })),
  media('another charset', signed(good, { 'content-type': 'application/json; charset=iso-8859-1' })),
  media('another charset in quotes', signed(good, { 'content-type': 'application/json; charset="utf-16"' })),
  media('two charsets', signed(good, { 'content-type': 'application/json; charset=utf-8; charset=utf-7' })),
  media('no content type', signed(bytes(good), { 'content-type': '' })),
  { row: 'A5', says: 'a body over the limit', init: signed(`{"items":[],"x":"${'x'.repeat(2_000)}"}`), status: 413, code: 'TooLarge' },
  { row: 'A5', says: 'a small body that announces a large one', init: signed(good, { 'content-length': '1e9' }), status: 413, code: 'TooLarge' },
  { row: 'A5', says: 'a body over the limit with no length', init: { ...signed(good), body: stream(...Array.from({ length: 30 }, () => bytes('x'.repeat(100)))) }, status: 413, code: 'TooLarge' },
  { row: 'W4', says: 'a body that was used up before', init: { ...signed(''), headers: { 'content-type': 'application/json', 'content-length': '20' } }, status: 500, code: 'RawBodyRequired' },
];

function shop() {
  const accepted: unknown[] = [];
  const handler = createWebhookHandler({ channel: createAcmeSmsChannel(), clock: processClock, limits: { bodyBytes: 1_000, readMs: 60 }, deliver: async (items) => void accepted.push(...items) });
  return { accepted, handler, post: (init: RequestInit) => handler(new Request(url, { ...init, ...(init.body instanceof ReadableStream ? { duplex: 'half' } : {}) })) };
}

describe('a request with', () => {
  it.each(rows)('$says gets $status $code and nothing else happens ($row)', async ({ init, status, code }) => {
    const { post, accepted } = shop();
    const answer = await post(init);
    expect([answer.status, await answer.json(), accepted]).toEqual([status, { code }, []]);
  });

  it.each(['application/json; charset=utf-8', 'application/json; charset="UTF-8"', 'application/cloudevents+json'])('%s is taken', async (type) => {
    const { post, accepted } = shop();
    expect([(await post(signed(good, { 'content-type': type }))).status, accepted]).toEqual([200, [{ kind: 'message', id: 'm1', from: '+390000000001', text: 'è arrivato?' }]]);
  });

  it('two equal keys counts the last one', async () => {
    const { post, accepted } = shop();
    expect((await post(signed(`{"items":[],"items":${good.slice(9, -1)}}`))).status).toBe(200);
    expect(accepted).toHaveLength(1);
  });
});

describe('a body', () => {
  it('over the limit is not read to its end', async () => {
    let pulled = 0;
    const endless = new ReadableStream({ pull: (out) => { pulled += 1; out.enqueue(bytes('x'.repeat(100))); } });
    const { post } = shop();
    expect((await post({ ...signed(''), body: endless })).status).toBe(413);
    expect(pulled).toBeLessThan(20);
  });

  it('that drips slower than the limit is given up', async () => {
    let timer: NodeJS.Timeout | undefined;
    const drip = new ReadableStream({ start: (out) => { timer = setInterval(() => out.enqueue(bytes(' ')), 5); }, cancel: () => clearInterval(timer) });
    const answer = await shop().post({ ...signed(''), body: drip });
    expect([answer.status, await answer.json()]).toEqual([408, { code: 'Timeout' }]);
  });

  it('that breaks off is refused', async () => {
    const broken = new ReadableStream({ pull: (out) => out.error(new Error('gone')) });
    const answer = await shop().post({ ...signed(''), body: broken });
    expect([answer.status, await answer.json()]).toEqual([400, { code: 'InvalidInput' }]);
  });

  it.each([
    ['read', async (request: Request): Promise<void> => void (await request.text())],
    ['being read', async (request: Request): Promise<void> => void request.body?.getReader()],
  ] as const)('that is %s by somebody else is named as such', async (_, use) => {
    const request = new Request(url, signed(good));
    await use(request);
    const answer = await shop().handler(request);
    expect([answer.status, await answer.json()]).toEqual([500, { code: 'RawBodyRequired' }]);
  });
});
