import { z } from 'zod';
import { alphabetOf } from './decode-text.js';
import type { Pdu } from './pdu.js';
import { readReceipt, type Receipt } from './read-receipt.js';
import { readSender, type Sender } from './read-sender.js';
import { readUserData, type PartNumber } from './read-user-data.js';
import type { SmppDelivery, SmppSettings } from './smpp-channel-config.js';

/** A text of a customer or a part of one, its bytes still to be decoded. */
export interface Body {
  readonly from: Sender;
  /** the number it was sent to */
  readonly to: string;
  readonly bytes: Uint8Array;
  readonly alphabet: string;
  readonly part?: PartNumber;
}
/** What the SMSC says in one unit. */
export type Said =
  | { readonly kind: 'text'; readonly body: Body }
  | { readonly kind: 'receipt'; readonly receipt: Receipt; readonly addresses: readonly string[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable'; readonly reason: string };
export interface Delivery {
  readonly said: Said;
  /** the same when the same unit comes again */
  readonly content: string;
  /** the SMSC's own id of it, where it gives one */
  readonly named?: string;
  readonly tenant?: string;
}

const byte = z.number().default(0);
const deliverySchema = z.looseObject({
  source_addr_ton: byte, source_addr_npi: byte, source_addr: z.string(),
  dest_addr_ton: byte, dest_addr_npi: byte, destination_addr: z.string(),
  esm_class: byte, data_coding: byte.nullable().transform((coding) => coding ?? 0),
  short_message: z.instanceof(Uint8Array).optional(), message_payload: z.instanceof(Uint8Array).optional(),
  receipted_message_id: z.string().optional(), message_state: z.number().optional(),
  sar_msg_ref_num: z.number().optional(), sar_total_segments: z.number().optional(), sar_segment_seqnum: z.number().optional(),
});
export type DeliveryFields = z.infer<typeof deliverySchema>;

/** Reads a `deliver_sm` or `data_sm`. Whether it is a receipt is the SMSC's word, not that of its text, which a customer may have written. */
export function readDelivery(pdu: Pdu, settings: SmppSettings): Delivery {
  const parsed = deliverySchema.safeParse(pdu.fields);
  if (!parsed.success) return { content: `malformed ${pdu.body.toString('base64')}`, said: { kind: 'unreadable', reason: 'malformed' } };
  const fields = parsed.data;
  const about = toAbout(fields);
  const tenant = settings.tenantOf?.(about);
  const named = settings.messageIdOf?.(about) ?? (isReceipt(fields) ? undefined : fields.receipted_message_id);
  return {
    said: isReceipt(fields) ? receiptIn(fields) : textIn(fields, about, settings),
    content: contentOf(fields),
    ...(tenant !== undefined && { tenant }), ...(named !== undefined && { named }),
  };
}

const toAbout = (fields: DeliveryFields): SmppDelivery => ({
  from: { address: fields.source_addr, ton: fields.source_addr_ton, npi: fields.source_addr_npi },
  to: { address: fields.destination_addr, ton: fields.dest_addr_ton, npi: fields.dest_addr_npi },
  fields,
});

/** the bits of `esm_class` that say what kind of message it is; all 0 in one of a customer */
const kindBits = 0x3c;
const headerBit = 0x40;

function isReceipt({ esm_class, receipted_message_id, message_state }: DeliveryFields): boolean {
  return (esm_class & kindBits) !== 0 || (receipted_message_id !== undefined && message_state !== undefined);
}

function bytesOf({ short_message, message_payload }: DeliveryFields): Uint8Array {
  return short_message === undefined || short_message.length === 0 ? message_payload ?? new Uint8Array() : short_message;
}

function contentOf(fields: DeliveryFields): string {
  const { source_addr, destination_addr, esm_class, data_coding, sar_msg_ref_num, sar_segment_seqnum, receipted_message_id, message_state } = fields;
  return JSON.stringify([source_addr, destination_addr, esm_class, data_coding, Buffer.from(bytesOf(fields)).toString('base64'), sar_msg_ref_num, sar_segment_seqnum, receipted_message_id, message_state]);
}

function receiptIn(fields: DeliveryFields): Said {
  const receipt = readReceipt(fields, bytesOf(fields));
  if (receipt === 'unreadable') return { kind: 'unreadable', reason: 'receipt' };
  if (receipt === 'not-final') return { kind: 'nothing' };
  // SMSCs differ in which of the two is the customer
  return { kind: 'receipt', receipt, addresses: [fields.source_addr, fields.destination_addr].map((address) => address.replace(/^\+/, '')) };
}

function textIn(fields: DeliveryFields, about: SmppDelivery, settings: SmppSettings): Said {
  const from = readSender(about, settings);
  if (from === undefined) return { kind: 'unreadable', reason: 'sender' };
  const alphabet = alphabetOf(fields.data_coding, settings.dataCodings);
  if (alphabet === undefined) return { kind: 'unreadable', reason: 'data-coding' };
  const data = readUserData(bytesOf(fields), { hasHeader: (fields.esm_class & headerBit) !== 0, fields });
  if (typeof data === 'string') return { kind: 'unreadable', reason: data };
  return { kind: 'text', body: { from, to: about.to.address, alphabet, ...data } };
}
