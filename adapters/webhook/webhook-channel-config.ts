import { JourneyError } from '../../src/errors/index.js';
import type { AccountTenants, RequestFormat } from '../../src/ports/read-parts.js';
import type { Verifier } from '../../src/ports/verifier.js';
import { base64Secret, readSecrets, type WebhookSecret } from './read-secrets.js';

/** What a host decides about a channel over webhooks; `inbound`, `outbound` or both. */
export interface WebhookChannelConfig {
  /** which of a customer's identities is the address here, as `phone` or `user` */
  readonly identityNamespace: string;
  readonly inbound?: WebhookInbound;
  readonly outbound?: WebhookOutbound;
}

/** How requests come in. */
export interface WebhookInbound {
  /** judges the signature of each request; one of this adapter's, or your own */
  readonly verifier: Verifier;
  /** how the provider's bodies are read; default the JSON of the README */
  readonly format?: RequestFormat;
  /** the tenant of each account, for a provider that signs those of many with one secret; others are kept as `UnknownAccount`. Absent: any account, one tenant */
  readonly accounts?: AccountTenants;
  /** a body in which an object names a key twice is kept as `DuplicateKey` and says nothing; default false: the last one counts */
  readonly strict?: boolean;
}

/** Where messages go. */
export interface WebhookOutbound {
  /** `https`, or `http` on the loopback; nothing a customer says can change it */
  readonly url: string;
  /** signs as Standard Webhooks says: base64 of at least 24 bytes, with or without `whsec_`. With two, each signs, so that the receiver can change over */
  readonly secret: WebhookSecret;
  /** further headers of every request, such as an API key */
  readonly headers?: Readonly<Record<string, string>>;
  /** milliseconds until the receiver must have answered whole; default 10,000 */
  readonly timeoutMs?: number;
  /** bytes of an answer that are read; the rest of a longer one is left; default 65,536 */
  readonly maxAnswerBytes?: number;
  /** UTF-16 units of one text; default no limit */
  readonly maxTextLength?: number;
  /** messages a second over all customers; default no limit */
  readonly perSecond?: number;
}

/** The way out, checked and with its defaults. */
export type OutboundSettings = Required<Pick<WebhookOutbound, 'timeoutMs' | 'maxAnswerBytes' | 'headers'>> & Pick<WebhookOutbound, 'maxTextLength' | 'perSecond'> & { readonly url: URL; readonly secrets: readonly Buffer[] };

/** Checks the way out: `InvalidOptions` names the setting that cannot be served safely, `WebhookSecretInvalid` a bad secret. */
export function readOutbound(outbound: WebhookOutbound): OutboundSettings {
  const { secret, url, ...given } = outbound;
  const settings = { timeoutMs: 10_000, maxAnswerBytes: 65_536, headers: {}, ...given };
  for (const name of ['timeoutMs', 'maxAnswerBytes', 'maxTextLength', 'perSecond'] as const) {
    const limit = settings[name];
    if (limit !== undefined && (!Number.isSafeInteger(limit) || limit < 1 || limit > 2 ** 31 - 1)) throw invalid(`outbound.${name}`, 'The limit is not a positive whole number.');
  }
  if (Object.keys(settings.headers).some((name) => reserved.test(name))) throw invalid('outbound.headers', 'A header is one that this channel or the connection sets itself.');
  if (!areHeaders(settings.headers)) throw invalid('outbound.headers', 'A header has a name or a value that no header can have.');
  return { ...settings, url: readUrl(url), secrets: readSecrets(secret, base64Secret) };
}

const reserved = /^(webhook-.*|idempotency-key|content-(type|length|encoding)|host|connection|keep-alive|transfer-encoding|upgrade|expect|te|trailer)$/i;

/** One that cannot be written would make every message fail, and be tried again, for ever. */
function areHeaders(headers: Readonly<Record<string, string>>): boolean {
  try {
    return new Headers(headers) instanceof Headers;
  } catch {
    return false;
  }
}

/** Checks that there is a way in or out, and that what comes in is judged. */
export function checkConfig({ inbound, outbound, identityNamespace }: WebhookChannelConfig): void {
  if (inbound === undefined && outbound === undefined) throw invalid('inbound', 'The channel has neither a way in nor a way out.');
  if (inbound !== undefined && typeof inbound.verifier?.verify !== 'function') throw invalid('inbound.verifier', 'The way in has no verifier, so anybody could speak for a customer.');
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(identityNamespace)) throw invalid('identityNamespace', 'The namespace is not lower case letters, digits and hyphens, a letter first, at most 32.');
}

function readUrl(text: string): URL {
  const url = URL.parse(text);
  const isLoopback = url !== null && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url === null || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback))) throw invalid('outbound.url', 'The address is not https, nor http on the loopback.');
  if (url.username !== '' || url.password !== '') throw invalid('outbound.url', 'The address holds a user or a password; use a header.');
  return url;
}

const invalid = (path: string, message: string): JourneyError => new JourneyError('InvalidOptions', message, { path });
