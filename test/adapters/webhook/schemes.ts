import { createHash, createHmac } from 'node:crypto';
import Stripe from 'stripe';
import { Webhook } from 'standardwebhooks';
import twilio from 'twilio';
import { createMetaVerifier, createSlackVerifier, createStandardWebhooksVerifier, createStripeVerifier, createTwilioVerifier } from 'throughline/adapters/webhook';
import type { Verifier } from 'throughline/ports';

export const url = 'https://shop.example/webhooks/in';
/** Our clock while requests are judged, epoch milliseconds. */
export const now = Date.UTC(2026, 0, 31, 12);

export type Bytes = Uint8Array<ArrayBuffer>;
/** A request before it is made, for a test to spoil. */
export interface Signed { readonly url: string; readonly headers: readonly (readonly [string, string])[]; readonly body: Bytes }
export interface Signing { readonly secret?: string; readonly seconds?: string }

/** One way to sign requests, with what it takes to sign as its provider does. */
export interface Scheme {
  readonly name: string;
  readonly header: string;
  readonly timeHeader?: string;
  /** what stands before the signature itself */
  readonly prefix: string;
  readonly type: 'json' | 'form';
  readonly encoding: 'hex' | 'base64';
  readonly secrets: { readonly ours: string; readonly old: string; readonly others: string };
  verifier(secret: string | readonly string[], at?: number): Verifier;
  sign(body: Bytes, signing?: Signing): Signed;
  /** puts the request's time into another word than digits, or at another moment */
  readonly signsTime: boolean;
}

export const bytesOf = (text: string): Bytes => new Uint8Array(Buffer.from(text));
export const textOf = (bytes: Bytes): string => Buffer.from(bytes).toString();
export const requestOf = ({ url: to, headers, body }: Signed): Request => new Request(to, { method: 'POST', headers: headers.map(([name, value]): [string, string] => [name, value]), body });
export const judge = async (verifier: Verifier, signed: Signed): Promise<boolean> => verifier.verify(requestOf(signed), signed.body);

const json = ['content-type', 'application/json'] as const;
const hex = (secret: string, ...parts: readonly (string | Bytes)[]): string => {
  const hash = createHmac('sha256', secret);
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
const text = (letter: string): string => letter.repeat(32);
const whsec = (letter: string): string => `whsec_${Buffer.from(text(letter)).toString('base64')}`;
const atNow = String(now / 1_000);

const standardWebhooks: Scheme = {
  name: 'Standard Webhooks', header: 'webhook-signature', timeHeader: 'webhook-timestamp', prefix: 'v1,', type: 'json', encoding: 'base64', signsTime: true,
  secrets: { ours: whsec('a'), old: whsec('b'), others: whsec('c') },
  verifier: (secret, at = now) => createStandardWebhooksVerifier({ secret, now: () => at }),
  sign: (body, { secret = whsec('a'), seconds = atNow } = {}) => ({
    url, body, headers: [json, ['webhook-id', 'msg_1'], ['webhook-timestamp', seconds], ['webhook-signature', signStandard(secret, seconds, body)]],
  }),
};

/** by the scheme's own package where the time is one it can write */
function signStandard(secret: string, seconds: string, body: Bytes): string {
  if (/^\d{10}$/.test(seconds)) return new Webhook(secret).sign('msg_1', new Date(Number(seconds) * 1_000), textOf(body));
  return `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`msg_1.${seconds}.`).update(body).digest('base64')}`;
}

const slack: Scheme = {
  name: 'Slack', header: 'x-slack-signature', timeHeader: 'x-slack-request-timestamp', prefix: 'v0=', type: 'json', encoding: 'hex', signsTime: true,
  secrets: { ours: text('a'), old: text('b'), others: text('c') },
  verifier: (secret, at = now) => createSlackVerifier({ secret, now: () => at }),
  sign: (body, { secret = text('a'), seconds = atNow } = {}) => ({ url, body, headers: [json, ['x-slack-request-timestamp', seconds], ['x-slack-signature', `v0=${hex(secret, `v0:${seconds}:`, body)}`]] }),
};

const stripe: Scheme = {
  name: 'Stripe', header: 'stripe-signature', prefix: '', type: 'json', encoding: 'hex', signsTime: true,
  secrets: { ours: `whsec_${text('a')}`, old: `whsec_${text('b')}`, others: `whsec_${text('c')}` },
  verifier: (secret, at = now) => createStripeVerifier({ secret, now: () => at }),
  sign: (body, { secret = `whsec_${text('a')}`, seconds = atNow } = {}) => ({ url, body, headers: [json, ['stripe-signature', signStripe(secret, seconds, body)]] }),
};

function signStripe(secret: string, seconds: string, body: Bytes): string {
  if (/^\d{10}$/.test(seconds)) return Stripe.webhooks.generateTestHeaderString({ payload: textOf(body), secret, timestamp: Number(seconds) });
  return `t=${seconds},v1=${hex(secret, `${seconds}.`, body)}`;
}

const meta: Scheme = {
  name: 'Meta', header: 'x-hub-signature-256', prefix: 'sha256=', type: 'json', encoding: 'hex', signsTime: false,
  secrets: { ours: text('a'), old: text('b'), others: text('c') },
  verifier: (secret) => createMetaVerifier({ secret, verifyToken: text('t') }),
  sign: (body, { secret = text('a') } = {}) => ({ url, body, headers: [json, ['x-hub-signature-256', `sha256=${hex(secret, body)}`]] }),
};

const twilioForm: Scheme = {
  name: 'Twilio (form)', header: 'x-twilio-signature', prefix: '', type: 'form', encoding: 'base64', signsTime: false,
  secrets: { ours: text('a'), old: text('b'), others: text('c') },
  verifier: (secret) => createTwilioVerifier({ secret, publicUrl: url }),
  sign: (body, { secret = text('a') } = {}) => ({
    url, body, headers: [['content-type', 'application/x-www-form-urlencoded'], ['x-twilio-signature', twilio.getExpectedTwilioSignature(secret, url, Object.fromEntries(new URLSearchParams(textOf(body))))]],
  }),
};

const twilioJson: Scheme = {
  ...twilioForm, name: 'Twilio (JSON)', type: 'json',
  sign: (body, { secret = text('a') } = {}) => {
    const to = `${url}?bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
    return { url: to, body, headers: [json, ['x-twilio-signature', twilio.getExpectedTwilioSignature(secret, to, {})]] };
  },
};

export const schemes: readonly Scheme[] = [standardWebhooks, twilioForm, twilioJson, meta, slack, stripe];

/** A sound body of each kind, with a letter that Meta writes escaped. */
export const soundBody = ({ type }: Scheme): Bytes => bytesOf(type === 'json' ? '{"id": "m-1", "text": "caf\\u00e9"}' : 'MessageSid=SM1&From=%2B4915112345678&Body=caf%C3%A9+STOP');
