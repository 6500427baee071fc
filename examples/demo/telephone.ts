import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a telephone system tells of a call, in the JSON of the voice channel. */
export interface CallTold { readonly id: string; readonly type: 'call.ringing' | 'call.answered' | 'call.ended'; readonly call: string; readonly caller: string; readonly by?: string; readonly reason?: string; readonly durationS?: number }
export interface SignedRequest { readonly headers: { readonly [name: string]: string }; readonly body: string }

/** Signs a request as Standard Webhooks says: an HMAC over its id, the time and the raw bytes. */
export function signCall(secret: string, told: CallTold): SignedRequest {
  const body = JSON.stringify({ events: [told] });
  const seconds = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', Buffer.from(secret, 'base64')).update(`${told.id}.${seconds}.${body}`).digest('base64');
  return { body, headers: { 'content-type': 'application/json', 'webhook-id': told.id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` } };
}

/** Tells the host of a call, again while the host is away, as telephone systems do; answers its status. */
export async function tellCall(url: string, secret: string, told: CallTold): Promise<number> {
  for (const start = Date.now(); ; await sleep(100)) {
    const response = await fetch(`${url}/webhooks/phone`, { method: 'POST', ...signCall(secret, told) }).catch(() => undefined);
    if (response !== undefined && response.status < 500) return response.status;
    if (Date.now() - start > 20_000) throw new Error('Nobody takes the calls.');
  }
}
