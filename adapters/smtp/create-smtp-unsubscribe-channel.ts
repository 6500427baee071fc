import { createHash } from 'node:crypto';
import { JourneyError } from '../../src/errors/index.js';
import type { Purpose } from '../../src/model/effect.js';
import { normaliseEmail } from '../../src/model/normalise-email.js';
import type { Channel, Inbound, Outbound, Received } from '../../src/ports/channel.js';
import { isOneClick } from './is-one-click.js';
import { openToken, sealToken, tokenKeysOf, type Unsubscribing } from './unsubscribe-token.js';

/** Where mails can be ended by one click, and what is said to whoever comes there. */
export interface SmtpUnsubscribeChannelConfig {
  /** the host's own https address that hands requests to the handler of this channel; links are this address with a token behind it */
  readonly url: string;
  /** at least 24 bytes; the new one and the old ones during a change, for as long as people look into old mails */
  readonly secret: string | readonly string[];
  /** the host's name of its mail channel, whose consent is withdrawn */
  readonly channel: string;
  /** what is withdrawn, and which mails carry the link; default marketing and survey */
  readonly purposes?: readonly Exclude<Purpose, 'transactional'>[];
  /** the tenant whose mails carry the links, where the host serves several */
  readonly tenant?: string;
  /** the page's words, plain text */
  readonly words?: { readonly ask: string; readonly button: string; readonly done: string };
}

/** One-click unsubscribing (RFC 8058): what `createSmtpUnsubscribeChannel` makes. */
export interface SmtpUnsubscribeChannel extends Channel {
  readonly name: 'smtp-unsubscribe';
  readonly capabilities: { readonly inbound: true };
  verify(request: Request, bytes: Uint8Array): Promise<boolean>;
  receive(request: Request, bytes: Uint8Array): Promise<Received>;
  /** the link of a mail, for `unsubscribeLink` of the mail channel; none for what has to be sent */
  linkOf(message: Outbound): string | undefined;
}

const usualWords = { ask: 'Do you want no more mails of this kind from us?', button: 'Unsubscribe', done: 'You will get no more mails of this kind from us.' };

/**
 * Makes the door by which people and their mail programs end mails with one click (RFC 8058). Only a POST of `List-Unsubscribe=One-Click` to a link
 * that was sealed here withdraws consent; a GET, as scanners of links make it, shows a page with a button. Errors: `InvalidOptions`.
 *
 * @example
 * {@includeCode ../../examples/guide/one-click.ts}
 */
export function createSmtpUnsubscribeChannel(config: SmtpUnsubscribeChannelConfig): SmtpUnsubscribeChannel {
  const { channel, purposes = ['marketing', 'survey'], tenant, words = usualWords } = config;
  const url = checkUrl(config.url);
  const secrets = checkSecrets(config.secret);
  const keys = secrets.map(tokenKeysOf);
  const [newest = tokenKeysOf('')] = keys;
  const saidBy = (request: Request): Unsubscribing | undefined => {
    const [token, ...more] = new URL(request.url).searchParams.getAll('t');
    return token === undefined || more.length > 0 ? undefined : openToken(keys, token);
  };
  return {
    contract: 1,
    name: 'smtp-unsubscribe',
    identityNamespace: 'email',
    capabilities: { inbound: true },
    verify: async (request) => saidBy(request) !== undefined,
    receive: async (request, bytes) => {
      if (request.method === 'GET') return { inbound: [], response: page(`<p>${escaped(words.ask)}</p><form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>${escaped(words.button)}</button></form>`) };
      if (!(await isOneClick(request, bytes))) throw new JourneyError('InvalidPayload', 'The body does not say List-Unsubscribe=One-Click.', { channel: 'smtp-unsubscribe' });
      const said = saidBy(request);
      return { inbound: said === undefined ? [] : withdrawals(said, { channel, purposes }), response: page(`<p>${escaped(words.done)}</p>`) };
    },
    linkOf: ({ to, purpose }) => {
      const address = normaliseEmail(to);
      if (address === undefined || purpose === undefined || !purposes.some((one) => one === purpose)) return undefined;
      const link = new URL(url);
      link.searchParams.set('t', sealToken(newest, { address, ...(tenant !== undefined && { tenant }) }));
      return link.href;
    },
    close: async () => {},
  } as const satisfies SmtpUnsubscribeChannel;
}

/** A mail program may ask again when it got no answer; a click of another minute is another wish, also where consent was given in between. */
function withdrawals({ address, tenant }: Unsubscribing, { channel, purposes }: { readonly channel: string; readonly purposes: readonly string[] }): readonly Inbound[] {
  const minute = Math.floor(Date.now() / 60_000);
  const hash = createHash('sha256').update(`${tenant ?? ''} ${address}`).digest('hex').slice(0, 40);
  return purposes.map((purpose) => ({
    kind: 'event', id: `one-click ${hash} ${purpose} ${minute}`, from: address,
    event: { type: 'consent.withdrawn', data: { channel, purpose, evidence: 'List-Unsubscribe=One-Click' } },
    ...(tenant !== undefined && { tenant }),
  }));
}

const page = (body: string): Response => new Response(`<!doctype html><meta charset="utf-8"><meta name="robots" content="noindex"><meta name="viewport" content="width=device-width"><title></title>${body}`, {
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'content-security-policy': "default-src 'none'; form-action 'self'", 'x-content-type-options': 'nosniff' },
});

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function checkUrl(given: string): string {
  if (URL.canParse(given) && new URL(given).protocol === 'https:' && new URL(given).hash === '') return given;
  throw invalid('url', 'The address of one-click unsubscribing is an https address of the host.');
}

function checkSecrets(secret: string | readonly string[]): readonly string[] {
  const secrets = typeof secret === 'string' ? [secret] : secret;
  if (secrets.length === 0 || secrets.some((one) => typeof one !== 'string' || Buffer.byteLength(one) < 24)) throw invalid('secret', 'A secret to seal links with has 24 bytes or more.');
  return secrets;
}

const invalid = (path: string, message: string): JourneyError => new JourneyError('InvalidOptions', message, { path, channel: 'smtp-unsubscribe' });
