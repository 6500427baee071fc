import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { readJson, type Channel } from 'throughline/ports';

/** The provider's own client, whatever it is; `status` is an HTTP status. */
export interface SmsProvider { post(body: object, io: { readonly signal: AbortSignal }): Promise<{ readonly status: number; readonly id: string }> }
const said = z.object({ id: z.string(), from: z.string(), text: z.string() });

/** Sends texts through a provider and takes what customers write back, as signed webhooks. */
export function createSmsChannel({ provider, secret }: { readonly provider: SmsProvider; readonly secret: string }) {
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
    receive(_request, bytes) {
      const { id, from, text } = said.parse(readJson(bytes));
      return { inbound: [{ kind: 'message', id, from, text }] };
    },
    async send({ key, to, text }, { signal }) {
      const { status, id } = await provider.post({ idempotencyKey: key, to, text }, { signal });
      if (status === 429 || status >= 500) return { status: 'retry', retryAfterMs: 5_000 };
      return status < 300 ? { status: 'sent', providerId: id } : { status: 'refused', code: `http-${status}` };
    },
    close: async () => {},
  } as const satisfies Channel;
}
