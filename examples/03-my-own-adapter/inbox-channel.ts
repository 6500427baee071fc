import { createHmac, timingSafeEqual } from 'node:crypto';
import { readParts, type Channel, type RequestFormat } from 'throughline/ports';
import { z } from 'zod';

const named = z.object({ id: z.string() });
const told = z.discriminatedUnion('what', [
  z.object({ what: z.enum(['tapped', 'wrote']), id: z.string(), guest: z.string(), text: z.string() }),
  z.object({ what: z.enum(['delivered', 'read', 'failed']), id: z.string(), message: z.string() }),
]);

/** The inbox posts `{ news: [...] }`: what guests tap and write, and what became of our messages. */
const format: RequestFormat = {
  body: 'json',
  parts: (body) => z.object({ news: z.array(z.unknown()) }).parse(body).news,
  idOf: (part) => named.safeParse(part).data?.id,
  read(part) {
    const news = told.parse(part);
    if ('message' in news) return { kind: 'receipt', id: news.id, providerId: news.message, state: news.what };
    // who tapped says the words on the button; guests are logged in to the app, so it is them
    return { kind: 'message', id: news.id, from: news.guest, text: news.text, verified: true };
  },
};

/** Where the inbox takes messages, the token we show there, and the secret by which it signs its news. */
export interface InboxChannelConfig { readonly url: string; readonly token: string; readonly secret: string }

/** The inbox in the restaurant's own app: questions with buttons go out by HTTP, taps and receipts come in as signed requests. */
export function createInboxChannel({ url, token, secret }: InboxChannelConfig) {
  const closing = new AbortController();
  return {
    contract: 1,
    name: 'app-inbox',
    identityNamespace: 'user',
    capabilities: { text: true, buttons: true, receipts: true, inbound: true },
    limits: { maxTextLength: 500 },
    async verify(request, bytes) {
      const shown = Buffer.from(request.headers.get('inbox-signature') ?? '');
      const right = Buffer.from(createHmac('sha256', secret).update(bytes).digest('hex'));
      return shown.length === right.length && timingSafeEqual(shown, right);
    },
    receive: (request, bytes) => ({ inbound: readParts({ request, bytes }, format) }),
    async send({ key, to, text, buttons }, { signal }) {
      try {
        const stop = AbortSignal.any([signal, closing.signal]);
        const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key };
        const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ guest: to, text, buttons }), signal: stop, redirect: 'error' });
        if (response.ok) return { status: 'sent', providerId: named.parse(await response.json()).id };
        // a token that ran out is ours to renew: no message should be lost by it
        if (response.status < 500 && response.status !== 401 && response.status !== 429) return { status: 'refused', code: `inbox-${response.status}` };
        return { status: 'retry', retryAfterMs: 1_000 * (Number(response.headers.get('retry-after')) || 1) };
      } catch {
        // we were told to stop, or the line broke, perhaps after the inbox took it: under the same key it is shown once
        return { status: 'retry' };
      }
    },
    close: async () => closing.abort(),
  } as const satisfies Channel;
}
