import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { readParts, type Channel, type RequestFormat } from 'throughline/ports';

/** The provider's own client, whatever it is; `status` is an HTTP status. */
export interface SmsProvider { post(body: object, io: { readonly signal: AbortSignal }): Promise<{ readonly status: number; readonly id: string }> }
const said = z.object({ id: z.string(), from: z.e164(), text: z.string() });
const format: RequestFormat = {
  body: 'json',
  parts: (body) => [body],
  idOf: (part) => said.pick({ id: true }).safeParse(part).data?.id,
  read: (part) => ({ kind: 'message', ...said.parse(part) }),
};

/** Sends texts through a provider and takes what customers write back, as signed webhooks. */
export function createSmsChannel({ provider, secret }: { readonly provider: SmsProvider; readonly secret: string }) {
  const closing = new AbortController();
  return {
    contract: 1,
    name: 'sms',
    identityNamespace: 'phone',
    capabilities: { text: true, inbound: true },
    limits: { maxTextLength: 1_600, perSecond: 20 },
    async verify(request, bytes) {
      const told = Buffer.from(request.headers.get('x-signature') ?? '');
      const own = Buffer.from(createHmac('sha256', secret).update(bytes).digest('hex'));
      return told.length === own.length && timingSafeEqual(told, own);
    },
    receive: (request, bytes) => ({ inbound: readParts({ request, bytes }, format) }),
    async send({ key, to, text }, { signal }) {
      try {
        const { status, id } = await provider.post({ idempotencyKey: key, to, text }, { signal: AbortSignal.any([signal, closing.signal]) });
        if (status === 429 || status >= 500) return { status: 'retry', retryAfterMs: 5_000 };
        return status < 300 ? { status: 'sent', providerId: id } : { status: 'refused', code: `http-${status}` };
      } catch {
        // nobody answered, or we were told to stop: it comes again under the same key
        return { status: 'retry' };
      }
    },
    close: async () => closing.abort(),
  } as const satisfies Channel;
}
