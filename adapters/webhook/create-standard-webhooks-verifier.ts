import type { Verifier } from '../../src/ports/verifier.js';
import { hmac, isSigned } from './is-signed.js';
import { onlyHeader } from './only-header.js';
import { createSignedTime, type SignedTimeConfig } from './signed-time.js';
import { base64Secret, readSecrets, type WebhookSecret } from './read-secrets.js';

/** What it takes to check requests signed as Standard Webhooks says. */
export interface StandardWebhooksConfig extends SignedTimeConfig {
  /** base64, with or without `whsec_`; at least 24 bytes. The new and the old one during a change */
  readonly secret: WebhookSecret;
}

/** Checks the scheme of Standard Webhooks, version v1: `webhook-id`, `webhook-timestamp` and `webhook-signature`. Errors: `WebhookSecretInvalid`. */
export function createStandardWebhooksVerifier(config: StandardWebhooksConfig): Verifier {
  const secrets = readSecrets(config.secret, base64Secret);
  const isInTime = createSignedTime(config);
  return {
    scheme: 'standard-webhooks',
    verify: async (request, bytes) => {
      const [id, seconds, given] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => onlyHeader(request, name));
      if (id === undefined || seconds === undefined || given === undefined || !isInTime(seconds)) return false;
      return isSigned(given.split(' '), secrets.map((secret) => signStandardWebhook(secret, { id, seconds, bytes })));
    },
  };
}

/** One request to be signed, and when in epoch seconds. */
export interface StandardWebhook { readonly id: string; readonly seconds: string; readonly bytes: string | Uint8Array }

/** The signature of a request, as it stands in its header. */
export function signStandardWebhook(secret: Uint8Array, { id, seconds, bytes }: StandardWebhook): string {
  return `v1,${hmac('sha256', secret, [`${id}.${seconds}.`, bytes]).toString('base64')}`;
}
