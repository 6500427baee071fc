import { JourneyError } from '../../src/errors/index.js';

/** The secret a provider signs with; while it is being changed the new and the old one. */
export type WebhookSecret = string | readonly string[];

/** What our own scheme asks for and every provider here gives; a shorter one can be guessed. */
const minBytes = 24;
const mostSecrets = 4;

/** Reads the secrets of a verifier, failing closed: `WebhookSecretInvalid` where one is missing, shorter than 24 bytes or has blanks around it. */
export function readSecrets(secret: WebhookSecret, toBytes: (secret: string) => Buffer = Buffer.from): readonly Buffer[] {
  const secrets: readonly unknown[] = Array.isArray(secret) ? secret : [secret];
  if (secrets.length === 0 || secrets.length > mostSecrets) throw invalid(`Give 1 to ${mostSecrets} secrets to check signatures with.`, mostSecrets);
  return secrets.map((one) => {
    if (typeof one !== 'string' || one === '') throw invalid('The secret to check signatures with is missing.');
    if (one !== one.trim()) throw invalid('The secret to check signatures with begins or ends with a blank; take it out.');
    const bytes = toBytes(one);
    if (bytes.length < minBytes) throw invalid('The secret to check signatures with is too short, in bytes.', minBytes);
    return bytes;
  });
}

/** Reads a secret written in base64, with or without `whsec_` before it. */
export function base64Secret(secret: string): Buffer {
  const text = secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : secret;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw invalid('The secret to check signatures with is not base64, as in whsec_...');
  return Buffer.from(text, 'base64');
}

const invalid = (message: string, limit?: number): JourneyError => new JourneyError('WebhookSecretInvalid', message, limit === undefined ? {} : { limit });
