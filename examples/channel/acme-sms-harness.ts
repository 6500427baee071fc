import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { Arrived, ChannelHarness, Said } from 'throughline/testing';
import { z } from 'zod';
import { createAcmeSmsChannel } from './acme-sms.js';

const secret = 'a secret of more than 24 bytes';
const message = z.object({ to: z.string().regex(/^\+\d{8,15}$/), text: z.string() });

/** Acme on the loopback: what the cases need of the other side of the wire. */
export const acmeSmsHarness: ChannelHarness = {
  async create() {
    const arrived: Arrived[] = [];
    const take = (response: ServerResponse, headers: IncomingHttpHeaders, body: unknown): void => {
      const read = message.safeParse(body);
      const key = String(headers['idempotency-key']);
      if (read.success) arrived.push({ ...read.data, key });
      response.writeHead(read.success ? 200 : 400).end(JSON.stringify({ id: `acme:${key}` }));
    };
    const answering = (status: number, headers = {}) => (response: ServerResponse): void => void response.writeHead(status, headers).end();
    let answer = take;
    const server = createServer((request, response) => void json(request).then((body) => answer(response, request.headers, body)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    const report = (status: 'delivered' | 'failed') => (providerId: string) => requestOf([{ id: `${providerId}:${status}`, message: providerId, status }]);
    return {
      channel: createAcmeSmsChannel({ url, secret }),
      outside: {
        received: () => arrived,
        request: (said) => requestOf([said]),
        forge: (said) => requestOf([said], 'the secret of somebody else'),
        together: (all) => requestOf(all.map((one) => (one === 'unreadable' ? { id: 'lost' } : one))),
        report: { delivered: report('delivered'), failed: report('failed') },
        trouble: {
          down: () => { answer = answering(503); },
          rate: () => { answer = answering(429, { 'retry-after': '2' }); return 2_000; },
          refuse: () => { answer = answering(422); },
          slow: () => { answer = () => {}; },
          none: () => { answer = take; },
        },
        async dispose() {
          server.closeAllConnections();
          await new Promise((resolve) => server.close(resolve));
        },
      },
    };
  },
};

function requestOf(events: readonly (Said | object)[], by = secret): Request {
  const body = JSON.stringify({ events });
  const signature = createHmac('sha256', by).update(body).digest('hex');
  return new Request('https://shop.example/sms', { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-acme-signature': signature } });
}
