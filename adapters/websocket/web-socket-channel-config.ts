import type { IncomingMessage, Server } from 'node:http';
import { JourneyError } from '../../src/errors/index.js';

/** What a host decides about its chat: where it listens, who may come in, and how much of it at once. */
export interface WebSocketChannelConfig {
  /** signs conversation tokens and message keys; at least 24 bytes, the same after a restart, or nobody can resume */
  readonly secret: string;
  /** whose address the name in a hello is; default `user`. Say `visitor` where ids are random: such a customer counts as anonymous */
  readonly identityNamespace?: string;
  /** port of a server of its own; default 0, which picks a free one */
  readonly port?: number;
  /** address of a server of its own; default 127.0.0.1 */
  readonly host?: string;
  /** an existing server to attach to instead; it is neither started nor closed here */
  readonly server?: Server;
  /** default `/chat` */
  readonly path?: string;
  /**
   * Says who connects, from a cookie or a token in the request; `undefined` turns them away with 401. Absent: the user named in the
   * client's hello is believed, so an id is as secret as its visitor keeps it. Use that for random visitor ids and demonstrations only.
   */
  readonly authenticate?: (request: IncomingMessage) => Promise<{ readonly user: string } | undefined>;
  /** origins of pages that may connect, as `https://shop.example`. Absent: any, or with `authenticate` pages of the same host alone */
  readonly origins?: readonly string[];
  /** event types that a client may send besides messages; default none */
  readonly events?: readonly string[];
  /** a frame in which an object names a key twice is answered `DuplicateKey`; default false: the last one counts */
  readonly strict?: boolean;
  /** bytes of one frame from a client; default 16,384 */
  readonly maxMessageBytes?: number;
  /** sockets at once, those still being let in included; default 10,000 */
  readonly maxConnections?: number;
  /** bytes that may wait for one slow client before it is dropped; default 1,048,576 */
  readonly maxBufferedBytes?: number;
  /** a client silent for this long is asked, and dropped after as long again; milliseconds, default 30,000 */
  readonly idleMs?: number;
  /** time to say hello, and to authenticate; milliseconds, default 10,000 */
  readonly helloMs?: number;
}

/** The configuration with every default filled in. */
export type WebSocketSettings = WebSocketChannelConfig & Required<Omit<WebSocketChannelConfig, 'server' | 'authenticate' | 'origins'>>;

const defaults = { identityNamespace: 'user', port: 0, host: '127.0.0.1', path: '/chat', events: [], strict: false, maxMessageBytes: 16_384, maxConnections: 10_000, maxBufferedBytes: 1_048_576, idleMs: 30_000, helloMs: 10_000 };
const minSecretBytes = 24;

/** Fills in the defaults and fails closed: `InvalidOptions` names the setting that cannot be served safely. */
export function checkConfig(config: WebSocketChannelConfig): WebSocketSettings {
  const settings = { ...defaults, ...config };
  if (typeof config.secret !== 'string' || Buffer.byteLength(config.secret) < minSecretBytes) throw invalid('secret', 'The secret is too short, in bytes.', minSecretBytes);
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(settings.identityNamespace)) throw invalid('identityNamespace', 'A namespace is lower-case letters, digits and hyphens, at most 32.', 32);
  if (!settings.path.startsWith('/')) throw invalid('path', 'The path does not begin with a slash.');
  if (settings.events.some((type) => /^(message|channel)\./.test(type))) throw invalid('events', 'A client may not send the events that only the channel itself can know.');
  for (const name of ['maxMessageBytes', 'maxConnections', 'maxBufferedBytes', 'idleMs', 'helloMs'] as const) {
    if (!Number.isSafeInteger(settings[name]) || settings[name] < 1 || settings[name] > 2 ** 31 - 1) throw invalid(name, 'The limit is not a positive whole number.');
  }
  return settings;
}

const invalid = (path: string, message: string, limit?: number): JourneyError => new JourneyError('InvalidOptions', message, limit === undefined ? { path } : { path, limit });
