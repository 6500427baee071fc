import { createHmac, timingSafeEqual } from 'node:crypto';
import { JourneyError } from 'throughline';
import { readParts, type Channel, type RequestFormat } from 'throughline/ports';
import { z } from 'zod';

const accepted = z.object({ id: z.string() });
const told = z.union([
  z.object({ id: z.string(), from: z.string(), text: z.string() }),
  z.object({ id: z.string(), message: z.string(), status: z.enum(['delivered', 'failed']) }),
]);

/** Acme posts `{ events: [...] }`: what customers write, and what became of our messages. */
const format: RequestFormat = {
  body: 'json',
  parts: (body) => z.object({ events: z.array(z.unknown()) }).parse(body).events,
  idOf: (part) => accepted.safeParse(part).data?.id,
  read(part) {
    const said = told.parse(part);
    return 'text' in said ? { kind: 'message', ...said } : { kind: 'receipt', id: said.id, providerId: said.message, state: said.status };
  },
};

/** Short messages through the provider Acme: sent by HTTP, heard by signed requests. */
export function createAcmeSmsChannel({ url, secret }: { readonly url: string; readonly secret: string }) {
  const closing = new AbortController();
  return {
    contract: 1,
    name: 'acme-sms',
    identityNamespace: 'phone',
    capabilities: { text: true, receipts: true, inbound: true },
    limits: { maxTextLength: 1_600, perSecond: 20 },
    async verify(request, bytes) {
      const given = Buffer.from(request.headers.get('x-acme-signature') ?? '');
      const right = Buffer.from(createHmac('sha256', secret).update(bytes).digest('hex'));
      return given.length === right.length && timingSafeEqual(given, right);
    },
    receive: (request, bytes) => ({ inbound: readParts({ request, bytes }, format) }),
    async send({ key, to, text }, { signal }) {
      const stop = AbortSignal.any([signal, closing.signal]);
      stop.throwIfAborted();
      try {
        const headers = { 'content-type': 'application/json', 'idempotency-key': key };
        const response = await fetch(url, { method: 'POST', body: JSON.stringify({ to, text }), headers, signal: stop, redirect: 'error' });
        if (response.ok) return { status: 'sent', providerId: accepted.parse(await response.json()).id };
        if (response.status < 500 && response.status !== 429) return { status: 'refused', code: `acme-${response.status}` };
        return { status: 'retry', retryAfterMs: 1_000 * (Number(response.headers.get('retry-after')) || 1) };
      } catch {
        stop.throwIfAborted();
        return { status: 'retry' };
      }
    },
    close: async () => closing.abort(new JourneyError('Closed', 'The channel is closed.')),
  } as const satisfies Channel;
}
