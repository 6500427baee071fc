import type { Verifier } from '../../src/ports/verifier.js';
import { hmac, isSigned } from './is-signed.js';
import { onlyHeader } from './only-header.js';
import { createSignedTime, type SignedTimeConfig } from './signed-time.js';
import { readSecrets, type WebhookSecret } from './read-secrets.js';

/** What it takes to check requests signed as Stripe does, and those who do it alike. */
export interface StripeConfig extends SignedTimeConfig {
  /** the endpoint's secret, `whsec_` included. The new and the old one during a change */
  readonly secret: WebhookSecret;
  /** default `stripe-signature`, in lower case */
  readonly header?: string;
}

/** Checks `Stripe-Signature`: `t=...,v1=...`, where v1 may stand several times and other versions are passed over. Errors: `WebhookSecretInvalid`. */
export function createStripeVerifier(config: StripeConfig): Verifier {
  const secrets = readSecrets(config.secret);
  const isInTime = createSignedTime(config);
  const header = config.header ?? 'stripe-signature';
  return {
    scheme: 'stripe',
    verify: async (request, bytes) => {
      const fields = (onlyHeader(request, header) ?? '').split(',').map((field) => field.split('='));
      const [seconds, ...more] = valuesOf(fields, 't');
      if (seconds === undefined || more.length > 0 || !isInTime(seconds)) return false;
      return isSigned(valuesOf(fields, 'v1'), secrets.map((secret) => hmac('sha256', secret, [`${seconds}.`, bytes]).toString('hex')));
    },
  };
}

const valuesOf = (fields: readonly (readonly string[])[], name: string): readonly string[] =>
  fields.flatMap(([key, value, ...rest]) => (key === name && value !== undefined && rest.length === 0 ? [value] : []));
