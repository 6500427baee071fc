import { createHash } from 'node:crypto';
import { JourneyError } from '../../src/errors/index.js';
import { readForm, type FormFields } from '../../src/model/read-form.js';
import type { Verifier } from '../../src/ports/verifier.js';
import { hmac, isSame, isSigned } from './is-signed.js';
import { onlyHeader } from './only-header.js';
import { readSecrets, type WebhookSecret } from './read-secrets.js';

/** What it takes to check requests of Twilio, which signs the address it called. */
export type TwilioConfig = {
  /** the auth token. The new and the old one during a change */
  readonly secret: WebhookSecret;
} & (
  /** the address that Twilio was given, as `https://shop.example/webhooks/sms`, without its query, which is taken from each request */
  | { readonly publicUrl: string; readonly trustedProxy?: never }
  /** true: a proxy that nobody can go round sets X-Forwarded-Proto and X-Forwarded-Host itself, and hands the path on unchanged */
  | { readonly trustedProxy: true; readonly publicUrl?: never }
);

/** Checks `X-Twilio-Signature` of forms, of queries and of bodies with `bodySHA256`. The scheme signs no time, so a replay is told by the ids of messages. Errors: `WebhookSecretInvalid`, `InvalidOptions`. */
export function createTwilioVerifier(config: TwilioConfig): Verifier {
  const secrets = readSecrets(config.secret);
  const addressOf = createAddress(config);
  return {
    scheme: 'twilio',
    verify: async (request, bytes) => {
      const given = onlyHeader(request, 'x-twilio-signature');
      const address = addressOf(request);
      const fields = signedFields(request, bytes);
      if (given === undefined || address === undefined || fields === undefined) return false;
      const { search } = new URL(request.url);
      const urls = bothPorts(address).map((url) => `${url}${search}`);
      return isSigned([given], secrets.flatMap((secret) => urls.map((url) => signTwilio(secret, url, fields))));
    },
  };
}

/** The signature of an address and the fields of a form, as it stands in its header. */
export function signTwilio(secret: string | Uint8Array, url: string, fields: FormFields): string {
  const values = Map.groupBy(fields, ([name]) => name);
  const sorted = [...values.keys()].sort().flatMap((name) => [...new Set((values.get(name) ?? []).map(([, value]) => value))].sort().map((value) => `${name}${value}`));
  return hmac('sha1', secret, [url, ...sorted]).toString('base64');
}

function createAddress({ publicUrl, trustedProxy }: TwilioConfig): (request: Request) => string | undefined {
  if (publicUrl === undefined) {
    if (trustedProxy !== true) throw invalid('Give the public address that Twilio calls, or say that a trusted proxy tells it.');
    return forwardedAddress;
  }
  const url = URL.parse(publicUrl);
  if (url === null || !/^https?:$/.test(url.protocol) || /[?#]/.test(publicUrl)) throw invalid('The public address is not an http or https address without query and fragment.');
  return () => publicUrl;
}

function forwardedAddress(request: Request): string | undefined {
  const [proto, host] = ['x-forwarded-proto', 'x-forwarded-host'].map((name) => onlyHeader(request, name));
  if (proto === undefined || host === undefined || !/^https?$/.test(proto) || !/^[a-z0-9.:[\]-]+$/i.test(host)) return undefined;
  return `${proto}://${host}${new URL(request.url).pathname}`;
}

/** Twilio signs the address now with its port and now without; both name the same place. */
function bothPorts(address: string): readonly string[] {
  const [, scheme = '', host = '', port, path = ''] = /^(https?:\/\/)([^/]*?)(:\d+)?(\/.*)?$/.exec(address) ?? [];
  return [`${scheme}${host}${path}`, `${scheme}${host}${port ?? (scheme === 'https://' ? ':443' : ':80')}${path}`];
}

/** The fields that the signature covers; `undefined` where it covers nothing of the body. */
function signedFields(request: Request, bytes: Uint8Array): FormFields | undefined {
  const [hash, ...more] = new URL(request.url).searchParams.getAll('bodySHA256');
  if (hash !== undefined) return more.length === 0 && isSame(hash, createHash('sha256').update(bytes).digest('hex')) ? [] : undefined;
  if (bytes.length === 0) return [];
  const fields = isForm(request) ? readForm(bytes) : undefined;
  return fields === undefined || fields.length > mostFields ? undefined : fields;
}

/** far more than Twilio sends; anybody may make us sort them */
const mostFields = 1_000;

const isForm = (request: Request): boolean => /^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers.get('content-type') ?? '');

const invalid = (message: string): JourneyError => new JourneyError('InvalidOptions', message, { path: 'publicUrl' });
