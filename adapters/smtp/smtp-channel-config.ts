import { JourneyError } from '../../src/errors/index.js';
import { normaliseEmail } from '../../src/model/normalise-email.js';
import { isPrintable } from '../../src/model/printable-text.js';
import type { Outbound } from '../../src/ports/channel.js';
import type { Verifier } from '../../src/ports/verifier.js';

/** The mail server that takes outgoing mails. */
export interface SmtpServer {
  readonly host: string;
  /** default 587 with `starttls`, 465 with `implicit`, 25 with `none` */
  readonly port?: number;
  /** `starttls` (default) and `implicit`: nothing is said before the line is encrypted. `none`: for a server on the same machine; it takes no password */
  readonly tls?: 'starttls' | 'implicit' | 'none';
  readonly user?: string;
  readonly password?: string;
}

/** What a host decides about its e-mail: who writes, through which server, and what of the mail that comes in is believed. */
export interface SmtpChannelConfig {
  /** who the mails are from; a mail that comes in from this address is an own echo */
  readonly from: { readonly address: string; readonly name?: string };
  readonly server: SmtpServer;
  /** where answers go; default the address of `from` */
  readonly replyTo?: string;
  /** where mail servers report what they could not deliver (the envelope's sender); default the address of `from` */
  readonly bouncesTo?: string;
  /** the subject of a message that has none; default the name of `from`, or its domain */
  readonly subject?: string;
  /** asks mail servers to report deliveries too, a mail each; default false. Many never do */
  readonly deliveryReports?: boolean;
  /** the https link by which the receiver of this mail ends mails of its kind with one click, as `linkOf` of `createSmtpUnsubscribeChannel`; where it gives none, the mail carries none */
  readonly unsubscribeLink?: (message: Outbound) => string | undefined;
  /** judges requests that post a mail; absent: the channel has no `verify` */
  readonly verifier?: Verifier;
  /** the name (authserv-id) under which your own server writes `Authentication-Results`, having removed those that came in under it; absent: no sender counts as verified */
  readonly trustedAuthServer?: string;
  /** `trim` (default): the old text quoted below a reply is left out, as the README says. `keep`: all of it is handed over */
  readonly quotes?: 'trim' | 'keep';
  /** the tenant of all mail that comes in, where the host serves several */
  readonly tenant?: string;
  /** bytes of one incoming mail with its attachments; default 10,485,760 */
  readonly maxMailBytes?: number;
  /** UTF-8 bytes of what a person says in one mail; default 65,536, the library's own limit of a text */
  readonly maxTextBytes?: number;
  /** connections to the server at once; default 5 */
  readonly maxConnections?: number;
  /** mails a second over all customers; default as fast as the server takes them */
  readonly perSecond?: number;
  /** silence after which the server counts as gone; milliseconds, default 30,000 */
  readonly timeoutMs?: number;
  /** how long to hold back where the server says that it is too busy or that we are too fast; milliseconds, default 60,000 */
  readonly slowDownMs?: number;
}

/** The configuration with every default filled in and its addresses in their one form. */
export type SmtpSettings = SmtpChannelConfig & Required<Omit<SmtpChannelConfig, 'verifier' | 'unsubscribeLink' | 'trustedAuthServer' | 'tenant' | 'perSecond'>> & {
  readonly server: SmtpServer & { readonly port: number; readonly tls: 'starttls' | 'implicit' | 'none' };
  readonly domain: string;
};

const defaults = { deliveryReports: false, quotes: 'trim', maxMailBytes: 10_485_760, maxTextBytes: 65_536, maxConnections: 5, timeoutMs: 30_000, slowDownMs: 60_000 } as const;
const ports = { starttls: 587, implicit: 465, none: 25 };

/** Fills in the defaults and fails closed: `InvalidOptions` names the setting that cannot be served safely. */
export function checkConfig(config: SmtpChannelConfig): SmtpSettings {
  const address = addressAt('from.address', config.from.address);
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const { name } = config.from;
  const subject = config.subject ?? name ?? domain;
  for (const [path, text] of [['from.name', name ?? 'none'], ['subject', subject]] as const) {
    if (text === '' || !isPrintable(text)) throw invalid(path, 'The text is empty or not one line.');
  }
  const settings = {
    ...defaults, ...config, from: { ...config.from, address }, domain, subject, server: checkServer(config.server),
    replyTo: addressAt('replyTo', config.replyTo ?? address), bouncesTo: addressAt('bouncesTo', config.bouncesTo ?? address),
  };
  for (const limit of ['maxMailBytes', 'maxTextBytes', 'maxConnections', 'timeoutMs', 'slowDownMs'] as const) checkLimit(limit, settings[limit]);
  if (config.perSecond !== undefined) checkLimit('perSecond', config.perSecond);
  return settings;
}

function checkServer(server: SmtpServer): SmtpSettings['server'] {
  const tls = server.tls ?? 'starttls';
  if (!Object.hasOwn(ports, tls)) throw invalid('server.tls', 'The line is encrypted by starttls or implicit, or by none.');
  if (server.host === '') throw invalid('server.host', 'The mail server has no name.');
  if ((server.user === undefined) !== (server.password === undefined)) throw invalid('server.password', 'A user and a password come together.');
  if (tls === 'none' && server.password !== undefined) throw invalid('server.tls', 'A password is never sent over a line that is not encrypted.');
  const port = server.port ?? ports[tls];
  checkLimit('server.port', port);
  return { ...server, tls, port };
}

function addressAt(path: string, given: string): string {
  const address = normaliseEmail(given);
  if (address === undefined) throw invalid(path, 'The setting is not one e-mail address.');
  return address;
}

function checkLimit(path: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1 || value > 2 ** 31 - 1) throw invalid(path, 'The setting is not a positive whole number.');
}

const invalid = (path: string, message: string): JourneyError => new JourneyError('InvalidOptions', message, { path, channel: 'smtp' });
