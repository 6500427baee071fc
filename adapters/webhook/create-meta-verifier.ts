import type { Verifier } from '../../src/ports/verifier.js';
import { hmac, isSame, isSigned } from './is-signed.js';
import { onlyHeader } from './only-header.js';
import { readSecrets, type WebhookSecret } from './read-secrets.js';

/** What it takes to check requests of Meta: WhatsApp, Messenger, Instagram. */
export interface MetaConfig {
  /** the app secret, as it is shown. The new and the old one during a change */
  readonly secret: WebhookSecret;
  /** the token that you gave Meta for its handshake; at least 24 bytes */
  readonly verifyToken: string;
}

/** Checks `X-Hub-Signature-256` and answers the handshake by GET. The scheme signs no time, so a replay is told by the ids of messages. Errors: `WebhookSecretInvalid`. */
export function createMetaVerifier(config: MetaConfig): Verifier {
  const secrets = readSecrets(config.secret);
  readSecrets(config.verifyToken);
  return {
    scheme: 'meta',
    verify: async (request, bytes) => {
      if (request.method === 'GET') return asksForHandshake(request);
      const given = onlyHeader(request, 'x-hub-signature-256');
      return given !== undefined && isSigned([given], secrets.map((secret) => `sha256=${hmac('sha256', secret, [bytes]).toString('hex')}`));
    },
    handshake: (request) => (request.method === 'GET' ? shakeHands(request, config.verifyToken) : undefined),
  };
}

const asksForHandshake = ({ url }: Request): boolean => new URL(url).searchParams.get('hub.mode') === 'subscribe';

function shakeHands({ url }: Request, token: string): Response {
  const query = new URL(url).searchParams;
  const [given, ...more] = query.getAll('hub.verify_token');
  const challenge = query.get('hub.challenge');
  const isOurs = given !== undefined && more.length === 0 && isSame(given, token);
  if (!isOurs || challenge === null || query.get('hub.mode') !== 'subscribe') return new Response(null, { status: 403 });
  // what a stranger chose is never answered as something that a browser would run
  return new Response(challenge, { headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' } });
}
