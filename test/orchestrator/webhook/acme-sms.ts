import { createHmac, timingSafeEqual } from 'node:crypto';
import { JourneyError } from '../../../src/errors/index.js';
import { readJson } from '../../../src/model/read-json.js';
import type { Channel, Inbound } from '../../../src/ports/channel.js';

const secret = 'a secret of more than 24 bytes';

/** A small third-party channel as an integrator would write it: signed JSON with a list of items, and a handshake by GET. */
export function createAcmeSmsChannel() {
  return {
    contract: 1,
    name: 'acme-sms',
    identityNamespace: 'phone',
    capabilities: { text: true, inbound: true, receipts: true },
    verify: async (request, bytes) => {
      if (request.method === 'GET') return new URL(request.url).searchParams.get('token') === 'open sesame';
      const given = Buffer.from(request.headers.get('x-acme-signature') ?? '');
      const right = Buffer.from(sign(bytes));
      return given.length === right.length && timingSafeEqual(given, right);
    },
    receive: (request, bytes) => {
      if (request.method === 'GET') return { inbound: [], response: new Response(new URL(request.url).searchParams.get('challenge'), { headers: { 'content-type': 'text/plain' } }) };
      const body = readJson(bytes);
      if (!('items' in body) || !Array.isArray(body.items)) throw new JourneyError('InvalidPayload', 'The body has no items.');
      return { inbound: body.items.map(toInbound) };
    },
    close: async () => {},
  } as const satisfies Channel;
}

export const sign = (body: string | Uint8Array): string => createHmac('sha256', secret).update(body).digest('hex');

export const texts = (...items: readonly { id: string; from: string; text?: string }[]): string => JSON.stringify({ items });

export const signed = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): RequestInit => ({ method: 'POST', body, headers: { 'content-type': 'application/json', 'x-acme-signature': sign(body), ...headers } });

function toInbound(item: { id: string; from: string; text: string }): Inbound {
  return { kind: 'message', id: item.id, from: item.from, text: item.text.trim() };
}
