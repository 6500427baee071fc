import type { ConnectionOptions } from 'node:tls';
import { JourneyError } from '../../src/errors/index.js';

/** An address with its type of number and its numbering plan, as the SMPP specification numbers them. */
export interface SmppAddress { readonly address: string; readonly ton: number; readonly npi: number }

/** What the SMSC sent, for a host whose SMSC has ways of its own; `fields` are named as in the specification, unknown parameters by their tag. */
export interface SmppDelivery { readonly from: SmppAddress; readonly to: SmppAddress; readonly fields: { readonly [field: string]: unknown } }

/** `gsm` and `latin1`, or an encoding that `TextDecoder` knows, such as `utf-16be` or `shift_jis`. */
export type Alphabet = 'gsm' | 'latin1' | (string & {});

/** What a host agrees with its SMSC: where it is, who we are, from which number we write, how much at once. */
export interface SmppChannelConfig {
  readonly host: string;
  /** default 2775, with `tls` 3550 */
  readonly port?: number;
  /** without it the password and all texts travel in the clear; options as of `tls.connect` */
  readonly tls?: true | ConnectionOptions;
  readonly systemId: string;
  readonly password: string;
  /** default empty */
  readonly systemType?: string;
  /** from which address we write: a number as `+4930123456`, a name of at most 11 characters, a short code of 3 to 8 digits, or what was agreed */
  readonly source: string | SmppAddress;
  /** longest text, UTF-16 units; at most 16,000, as a payload 8,000; default 1,600 */
  readonly maxTextLength?: number;
  /** how a long text travels: numbered parts with a reference of 8 or 16 bits, or whole in `message_payload`; default `udh8` */
  readonly longText?: 'udh8' | 'udh16' | 'payload';
  /** what the SMSC means by its data codings, where it is not the usual: `{ 0: 'latin1' }` */
  readonly dataCodings?: { readonly [dataCoding: number]: Alphabet };
  /** parts that may wait for their answer at once; default 10 */
  readonly window?: number;
  /** parts a second; declared as the channel's limit too; default 10 */
  readonly perSecond?: number;
  /** how the text of a receipt writes message ids, where not as the SMSC wrote them in its answer: `decimal` where that was hexadecimal, and the other way round */
  readonly receiptIds?: 'decimal' | 'hex';
  /** `together`: parts of a long message are acknowledged when all of it is accepted. `at-once`: for an SMSC that sends a part only after the last one was acknowledged; parts are lost if the process dies between. Default `together` */
  readonly acknowledgeParts?: 'together' | 'at-once';
  /** how long the missing parts of a long message are waited for; milliseconds, default 30,000 */
  readonly partsMs?: number;
  /** for so long the same text of the same sender counts as a redelivery if the process was restarted between; milliseconds, default 300,000 */
  readonly restartWindowMs?: number;
  /** how long an answer of the SMSC is waited for; milliseconds, default 10,000 */
  readonly responseMs?: number;
  /** after so long without a word the SMSC is asked whether it is there; milliseconds, default 30,000 */
  readonly enquireMs?: number;
  /** the first wait before connecting again; doubles up to a minute; milliseconds, default 1,000 */
  readonly reconnectMs?: number;
  /** the sender in E.164, for an SMSC that writes numbers in a form of its own; `undefined` leaves it to this adapter */
  readonly phoneOf?: (delivery: SmppDelivery) => string | undefined;
  /** the SMSC's own id of an incoming message, where a vendor's parameter carries it: the same at a redelivery, another for every message */
  readonly messageIdOf?: (delivery: SmppDelivery) => string | undefined;
  /** whose message it is, where numbers of several tenants end here; called with an outgoing message's receipt too */
  readonly tenantOf?: (delivery: SmppDelivery) => string | undefined;
}

type Defaulted = keyof typeof defaults | 'port';
/** The configuration with every default filled in. */
export type SmppSettings = Omit<SmppChannelConfig, Defaulted | 'source'> & Required<Pick<SmppChannelConfig, Defaulted>> & { readonly source: SmppAddress };

const defaults = {
  systemType: '', maxTextLength: 1_600, longText: 'udh8', dataCodings: {}, window: 10, perSecond: 10, acknowledgeParts: 'together',
  partsMs: 30_000, restartWindowMs: 300_000, responseMs: 10_000, enquireMs: 30_000, reconnectMs: 1_000,
} as const;
/** 255 parts, each of which may lose one unit to a pair that must stay whole */
const longestInParts = 16_000;
/** the package writes and reads units of 16,384 bytes at most */
const longestPayload = 8_000;
const times = ['partsMs', 'restartWindowMs', 'responseMs', 'enquireMs', 'reconnectMs'] as const;

/** Fills in the defaults and fails closed: `InvalidOptions` names the setting that cannot be used. */
export function checkConfig(config: SmppChannelConfig): SmppSettings {
  const settings: SmppSettings = { ...defaults, port: config.tls === undefined ? 2775 : 3550, ...config, source: toSource(config.source) };
  for (const name of ['host', 'systemId', 'password'] as const) {
    if (typeof settings[name] !== 'string' || !/^[\x20-\x7e]+$/.test(settings[name])) throw invalid(name, 'The setting is not a printable ASCII text.');
  }
  const longestText = settings.longText === 'payload' ? longestPayload : longestInParts;
  for (const name of ['port', 'window', 'perSecond', 'maxTextLength', ...times] as const) {
    const limit = name === 'port' ? 65_535 : name === 'maxTextLength' ? longestText : 2 ** 31 - 1;
    if (!Number.isSafeInteger(settings[name]) || settings[name] < 1 || settings[name] > limit) throw invalid(name, `The setting is not a whole number from 1 to ${limit}.`);
  }
  for (const alphabet of Object.values(settings.dataCodings)) checkAlphabet(alphabet);
  return settings;
}

function toSource(source: string | SmppAddress): SmppAddress {
  if (typeof source === 'object' && source !== null) return source;
  const text = String(source);
  if (/^\+[1-9]\d{7,14}$/.test(text)) return { address: text.slice(1), ton: 1, npi: 1 };
  // a short code is known in one network alone
  if (/^\d{3,8}$/.test(text)) return { address: text, ton: 3, npi: 0 };
  if (/^(?=.*[A-Za-z])[\x20-\x7e]{1,11}$/.test(text)) return { address: text, ton: 5, npi: 0 };
  throw invalid('source', 'The source is no number with + and country code, no short code of 3 to 8 digits and no name of at most 11 ASCII characters.');
}

function checkAlphabet(alphabet: Alphabet): void {
  if (alphabet === 'gsm' || alphabet === 'latin1') return;
  try {
    new TextDecoder(alphabet);
  } catch {
    throw invalid('dataCodings', 'A data coding names an alphabet that nobody knows.');
  }
}

const invalid = (path: string, message: string): JourneyError => new JourneyError('InvalidOptions', message, { path });
