import { JourneyError } from '../../src/errors/index.js';
import type { AssistSaid } from '../../src/model/assist-said.js';
import type { Assist, AssistReceived } from '../../src/ports/assist.js';
import { readParts, type AccountTenants, type RequestFormat } from '../../src/ports/read-parts.js';
import type { SendResult } from '../../src/ports/channel.js';
import type { Verifier } from '../../src/ports/verifier.js';
import { assistFormat } from './assist-format.js';
import { postSigned } from './post-message.js';
import { checkConfig, readOutbound, type WebhookOutbound } from './webhook-channel-config.js';

/** How what a router says comes in. */
export interface WebhookAssistInbound {
  /** judges the signature of each request; one of this adapter's, or your own */
  readonly verifier: Verifier;
  /** how the router's bodies are read; default the JSON of the README */
  readonly format?: RequestFormat<AssistSaid>;
  /** the tenant of each account, for a router that signs those of many with one secret; others are kept as `UnknownAccount`. Absent: any account */
  readonly accounts?: AccountTenants;
  /** a body in which an object names a key twice is heard as unreadable, `DuplicateKey`; default false: the last one counts */
  readonly strict?: boolean;
}

/** Where contacts are handed over: an address, what signs, and limits as of a channel. */
export type WebhookAssistOutbound = Omit<WebhookOutbound, 'maxTextLength' | 'perSecond'>;

/** What a host decides about a router that is reached over webhooks. */
export interface WebhookAssistConfig { readonly inbound: WebhookAssistInbound; readonly outbound: WebhookAssistOutbound }

/** A router that is reached over webhooks. */
export interface WebhookAssist extends Assist {
  readonly name: 'webhook';
  /** True only for a request that the router signed, judged on the raw bytes. */
  verify(request: Request, bytes: Uint8Array): Promise<boolean>;
  /** One request of the router into what it says; handshakes answer through `response`. */
  receive(request: Request, bytes: Uint8Array): AssistReceived;
}

/**
 * Makes an assist out of signed requests, both ways: contacts go to one address, what the router says of them comes in by the desk's `assistHandler`. Errors:
 * `InvalidOptions` for a configuration that cannot be served safely, `WebhookSecretInvalid` for a secret that is missing or too short.
 */
export function createWebhookAssist({ inbound, outbound }: WebhookAssistConfig): WebhookAssist {
  checkConfig({ identityNamespace: 'assist', inbound: { verifier: inbound?.verifier } });
  const { verifier, format = assistFormat, accounts, strict = false } = inbound;
  const settings = readOutbound(outbound);
  const closing = new AbortController();
  const post = (key: string, body: object, signal: AbortSignal): Promise<SendResult> => postSigned({ key, body }, settings, AbortSignal.any([signal, closing.signal]));
  return {
    contract: 1,
    name: 'webhook',
    hand: async (work, { signal }) => {
      const result = await post(work.item, { type: 'hand-over', key: work.item, work }, signal);
      return result.status === 'sent' ? { status: 'taken' } : result.status === 'refused' ? result : { status: 'retry', ...(result.retryAfterMs !== undefined && { retryAfterMs: result.retryAfterMs }) };
    },
    takeBack: async ({ item, tenant }, { signal }) => {
      const result = await post(`${item}/take-back`, { type: 'take-back', key: `${item}/take-back`, item, tenant }, signal);
      if (result.status !== 'sent' && !isGone(result)) throw new JourneyError('HandoffFailed', 'The router could not be told to let go of a contact.', { status: result.status });
    },
    verify: (request, bytes) => verifier.verify(request, bytes),
    receive: (request, bytes) => {
      closing.signal.throwIfAborted();
      const response = verifier.handshake?.(request, bytes);
      if (response !== undefined) return { heard: [], response };
      if (request.method !== 'POST') return { heard: [], response: new Response(null, { status: 405, headers: { allow: 'POST' } }) };
      return { heard: readParts({ request, bytes, strict }, format, accounts) };
    },
    close: async () => closing.abort(new JourneyError('Closed', 'The webhook assist is closed.', {})),
  };
}

/** who does not know a contact has let go of it */
const isGone = (result: SendResult): boolean => result.status === 'refused' && (result.code === 'http-404' || result.code === 'http-410');
