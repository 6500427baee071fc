import { createHash } from 'node:crypto';
import type { Outbound, SendResult } from '../../src/ports/channel.js';
import { signStandardWebhook } from './create-standard-webhooks-verifier.js';
import { readAnswer } from './read-answer.js';
import type { OutboundSettings } from './webhook-channel-config.js';

/** Posts one message; as `postSigned`. */
export const postMessage = ({ key, to, conversation, text, subject, buttons, mediaUrl, template }: Outbound, settings: OutboundSettings, signal: AbortSignal): Promise<SendResult> =>
  postSigned({ key, body: { key, to, conversation, text, subject, buttons, mediaUrl, template } }, settings, signal);

/** One thing to be posted as JSON; `key` is the same at every retry. */
export interface Posted { readonly key: string; readonly body: object }

/**
 * Posts one thing, signed, and says what became of it: a redirect is never followed, an answer never read whole without end. Rejects only
 * where `signal` aborts.
 */
export async function postSigned(posted: Posted, settings: OutboundSettings, signal: AbortSignal): Promise<SendResult> {
  signal.throwIfAborted();
  try {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(settings.timeoutMs)]);
    const response = await fetch(settings.url, { ...requestOf(posted, settings), redirect: 'manual', signal: patience });
    return await readAnswer(response, { key: posted.key, maxBytes: settings.maxAnswerBytes });
  } catch {
    signal.throwIfAborted();
    return { status: 'retry' };
  }
}

function requestOf({ key, body: what }: Posted, { secrets, headers }: OutboundSettings): RequestInit {
  const body = JSON.stringify(what);
  // an id must have no full stop, and a key may have one
  const id = `msg_${createHash('sha256').update(key).digest('base64url')}`;
  const seconds = String(Math.floor(Date.now() / 1_000));
  const signature = secrets.map((secret) => signStandardWebhook(secret, { id, seconds, bytes: body })).join(' ');
  return {
    method: 'POST', body,
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': /^[\x21-\x7e]{1,255}$/.test(key) ? key : id, 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signature },
  };
}
