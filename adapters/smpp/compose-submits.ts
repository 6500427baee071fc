import { createHash } from 'node:crypto';
import type { Outbound } from '../../src/ports/channel.js';
import type { SmppSettings } from './smpp-channel-config.js';
import { splitText } from './split-text.js';

/** The fields of one `submit_sm`. */
export type Submit = { readonly [field: string]: string | number | Uint8Array };

const udhIndicator = 0x40;
const headerBytes = { udh8: 6, udh16: 7 } as const;

/** A message as the units that carry it: the same units, byte for byte, for the same key and text. */
export function composeSubmits({ key, to, text }: Outbound, settings: SmppSettings): readonly Submit[] {
  const { source, longText, dataCodings } = settings;
  const alphabet = dataCodings[0] ?? 'gsm';
  const { dataCoding, parts } = longText === 'payload' ? whole(text, alphabet) : splitText(text, alphabet, headerBytes[longText]);
  const common = {
    source_addr_ton: source.ton, source_addr_npi: source.npi, source_addr: source.address,
    dest_addr_ton: 1, dest_addr_npi: 1, destination_addr: to.slice(1),
    registered_delivery: 1, data_coding: dataCoding,
  };
  if (longText === 'payload' && (parts[0]?.length ?? 0) > shortBytes) return parts.map((bytes) => ({ ...common, short_message: Buffer.alloc(0), message_payload: Buffer.from(bytes) }));
  if (parts.length === 1) return parts.map((bytes) => ({ ...common, short_message: Buffer.from(bytes) }));
  const reference = createHash('sha256').update(key).digest();
  return parts.map((bytes, at) => ({ ...common, esm_class: udhIndicator, short_message: Buffer.concat([header(reference, parts.length, at + 1, longText), bytes]) }));
}

/** what the field `short_message` holds of a text that is not split */
const shortBytes = 140;

const whole = (text: string, alphabet: string): ReturnType<typeof splitText> => {
  const { dataCoding, parts } = splitText(text, alphabet, 0);
  return { dataCoding, parts: [Buffer.concat(parts)] };
};

/** The user data header of 3GPP TS 23.040, 9.2.3.24: reference, how many, which. */
function header(reference: Buffer, total: number, number: number, longText: SmppSettings['longText']): Buffer {
  if (longText === 'udh16') return Buffer.from([6, 0x08, 4, ...reference.subarray(0, 2), total, number]);
  return Buffer.from([5, 0x00, 3, ...reference.subarray(0, 1), total, number]);
}
