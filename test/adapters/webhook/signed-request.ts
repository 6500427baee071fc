import { Webhook } from 'standardwebhooks';
import { createStandardWebhooksVerifier } from '../../../adapters/webhook/index.js';
import type { Verifier } from '../../../src/ports/index.js';

const secretOf = (letter: string): string => `whsec_${Buffer.from(letter.repeat(32)).toString('base64')}`;
const secret = secretOf('a');
let requests = 0;

/** Judges what `signedRequest` signs. */
export const theVerifier = (): Verifier => createStandardWebhooksVerifier({ secret });

/** A request signed by the scheme's own package; `by` another letter than `a`, it is somebody else's. */
export function signedRequest(body: string | Uint8Array<ArrayBuffer>, { by = 'a', type = 'application/json' }: { readonly by?: string; readonly type?: string } = {}): Request {
  const id = `msg_${requests += 1}`;
  const at = new Date();
  const signature = new Webhook(secretOf(by)).sign(id, at, typeof body === 'string' ? body : Buffer.from(body).toString());
  return new Request('https://shop.example/in', {
    method: 'POST', body,
    headers: { 'content-type': type, 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)), 'webhook-signature': signature },
  });
}
