import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { listenExpress, listenHono, listenNodeHttp } from '../../../examples/webhook-hosts/webhook-hosts.js';
import { createWebhookHandler } from '../../../src/orchestrator/webhook/create-webhook-handler.js';
import type { Inbound } from '../../../src/ports/channel.js';
import { createAcmeSmsChannel, sign, signed, texts } from './acme-sms.js';
import { processClock } from './process-clock.js';

const open: { close(done?: () => void): unknown; closeAllConnections?(): void }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections?.();
    await new Promise<void>((done) => server.close(done));
  }
});

const body = texts({ id: 'm1', from: '+390000000001', text: 'é' });
const hosts = [['node:http', listenNodeHttp], ['Hono', listenHono], ['Express', listenExpress]] as const;

function shop() {
  const accepted: Inbound[] = [];
  const handler = createWebhookHandler({ channel: createAcmeSmsChannel(), clock: processClock, limits: { bodyBytes: 2_000, readMs: 200 }, deliver: async (items) => void accepted.push(...items) });
  return { accepted, handler };
}

async function portOf(server: ReturnType<(typeof hosts)[number][1]>): Promise<number> {
  open.push(server);
  if (!server.listening) await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe.each(hosts)('a webhook on %s', (_, listen) => {
  it('takes a signed request and no other', async () => {
    const { accepted, handler } = shop();
    const url = `http://127.0.0.1:${await portOf(listen(handler, 0))}/webhooks/sms`;
    const good = await fetch(url, signed(body));
    const bad = await fetch(url, signed(body, { 'x-acme-signature': sign('other') }));
    const hello = await fetch(`${url}?token=open%20sesame&challenge=7`);
    expect([good.status, bad.status, await hello.text()]).toEqual([200, 401, '7']);
    expect(accepted).toEqual([{ kind: 'message', id: 'm1', from: '+390000000001', text: 'é' }]);
  });

  it('refuses a large body while it is read, however it is sent', async () => {
    const { accepted, handler } = shop();
    const url = `http://127.0.0.1:${await portOf(listen(handler, 0))}/webhooks/sms`;
    const large = `{"items":[],"x":"${'x'.repeat(100_000)}"}`;
    const chunked = new ReadableStream({ start: (out) => { out.enqueue(Buffer.from(large)); out.close(); } });
    const whole = await fetch(url, signed(large));
    const inChunks = await fetch(url, { ...signed(large), body: chunked, duplex: 'half' } as RequestInit);
    expect([whole.status, inChunks.status, accepted]).toEqual([413, 413, []]);
  });

  it('gives up a body that drips', async () => {
    const { handler } = shop();
    const socket = connect(await portOf(listen(handler, 0)), '127.0.0.1');
    socket.write('POST /webhooks/sms HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{');
    const [answer] = await once(socket, 'data');
    socket.destroy();
    expect(String(answer)).toMatch(/^HTTP\/1.1 408 /);
  });
});

describe('a webhook behind a body parser', () => {
  it.each([['a length', {}], ['chunks', { chunked: true }]] as const)('says that it needs the raw body, sent with %s', async (_, { chunked = false }: { chunked?: boolean }) => {
    const { accepted, handler } = shop();
    const app = express().use(express.json()).all('/webhooks/sms', getRequestListener(handler));
    const port = await portOf(app.listen(0, '127.0.0.1') as Server);
    const stream = new ReadableStream({ start: (out) => { out.enqueue(Buffer.from(body)); out.close(); } });
    const answer = await fetch(`http://127.0.0.1:${port}/webhooks/sms`, { ...signed(body), ...(chunked ? { body: stream, duplex: 'half' } : {}) } as RequestInit);
    expect([answer.status, await answer.json(), accepted]).toEqual([500, { code: 'RawBodyRequired' }, []]);
  });
});
