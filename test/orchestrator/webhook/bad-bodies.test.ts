import { describe, expect, it } from 'vitest';
import { createWebhookHandler } from '../../../src/orchestrator/webhook/create-webhook-handler.js';
import { createAcmeSmsChannel, signed } from './acme-sms.js';
import { badBodies, bytes, good } from './bad-body-rows.js';
import { processClock } from './process-clock.js';

const url = 'https://shop.example/webhooks/sms';
const rows = badBodies(1_000);

function shop() {
  const accepted: unknown[] = [];
  const handler = createWebhookHandler({ channel: createAcmeSmsChannel(), clock: processClock, limits: { bodyBytes: 1_000, readMs: 60 }, deliver: async (items) => void accepted.push(...items) });
  return { accepted, handler, post: (init: RequestInit) => handler(new Request(url, { ...init, ...(init.body instanceof ReadableStream ? { duplex: 'half' } : {}) })) };
}

describe('a request with', () => {
  it.each(rows)('$says gets $status $code and nothing else happens ($row)', async ({ init, status, code }) => {
    const { post, accepted } = shop();
    const answer = await post(init());
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
