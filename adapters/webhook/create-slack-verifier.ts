import { z } from 'zod';
import { readJson } from '../../src/model/read-json.js';
import type { Verifier } from '../../src/ports/verifier.js';
import { hmac, isSigned } from './is-signed.js';
import { onlyHeader } from './only-header.js';
import { createSignedTime, type SignedTimeConfig } from './signed-time.js';
import { readSecrets, type WebhookSecret } from './read-secrets.js';

/** What it takes to check requests of Slack. */
export interface SlackConfig extends SignedTimeConfig {
  /** the signing secret, as it is shown. The new and the old one during a change */
  readonly secret: WebhookSecret;
}

const urlVerification = z.object({ type: z.literal('url_verification'), challenge: z.string().min(1).max(1_024) });

/** Checks `X-Slack-Signature`, version v0, and answers `url_verification` once its signature is good. Errors: `WebhookSecretInvalid`. */
export function createSlackVerifier(config: SlackConfig): Verifier {
  const secrets = readSecrets(config.secret);
  const isInTime = createSignedTime(config);
  return {
    scheme: 'slack',
    verify: async (request, bytes) => {
      const given = onlyHeader(request, 'x-slack-signature');
      const seconds = onlyHeader(request, 'x-slack-request-timestamp');
      if (given === undefined || seconds === undefined || !isInTime(seconds)) return false;
      return isSigned([given], secrets.map((secret) => `v0=${hmac('sha256', secret, [`v0:${seconds}:`, bytes]).toString('hex')}`));
    },
    handshake: (request, bytes) => {
      const challenge = request.method === 'POST' ? challengeIn(bytes) : undefined;
      return challenge === undefined ? undefined : new Response(challenge, { headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' } });
    },
  };
}

function challengeIn(bytes: Uint8Array): string | undefined {
  try {
    return urlVerification.safeParse(readJson(bytes)).data?.challenge;
  } catch {
    // a form, as of a command: whoever reads it says what is wrong with it
    return undefined;
  }
}
