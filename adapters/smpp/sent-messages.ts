import { Remembered } from './remembered.js';
import type { SmppSettings } from './smpp-channel-config.js';

/** A message on its way: which of its parts the SMSC has taken, and what became of them. */
export interface SentMessage {
  readonly to: string;
  /** the SMSC's ids of its parts, in order; `undefined` for one that it has not taken */
  readonly ids: (string | undefined)[];
  readonly states: Map<number, FinalState>;
}
export type FinalState = 'delivered' | 'failed';
/** What a receipt says of the whole message; no state while parts are still on their way. */
export interface Told { readonly providerId: string; readonly state?: FinalState }

/** Knows by a receipt's id, in whichever form the SMSC writes it there, whose part it is. */
export interface SentMessages {
  /** A message of the same key and text as before is the same message. */
  of(name: string, to: string, parts: number): SentMessage;
  accepted(message: SentMessage, part: number, id: string): void;
  /** The id that all receipts of the message will carry: that of its last part, which arrives last. */
  providerId(message: SentMessage): string | undefined;
  /** `undefined` for an id that was not given in this process, as before a restart. */
  told(receipt: { readonly id: string; readonly addresses: readonly string[]; readonly state: FinalState }): Told | undefined;
  /** What all receipts up to now say of the message together. */
  stateOf(message: SentMessage): FinalState | undefined;
  /** The providerId of an id that nobody here remembers. */
  unremembered(id: string): string;
}

const maxParts = 50_000;
/** SMSCs give up after three days at most */
const receiptsMs = 4 * 86_400_000;
/** as long as a phone may wait for the missing parts: later, all of the message must travel again */
const partialMs = 900_000;

export function createSentMessages({ receiptIds }: Pick<SmppSettings, 'receiptIds'>): SentMessages {
  const byName = new Remembered<string, SentMessage>({ max: maxParts, ms: partialMs });
  const byId = new Remembered<string, { readonly message: SentMessage; readonly part: number }>({ max: 2 * maxParts, ms: receiptsMs });
  const responseRadix = receiptIds === 'decimal' ? 16 : 10;
  const agreed = (id: string, radix: 10 | 16): string => (receiptIds === undefined ? id : numberOf(id, radix) ?? id);
  const stateOf = ({ ids, states }: SentMessage): FinalState | undefined => {
    if (ids.includes(undefined)) return undefined;
    if ([...states.values()].includes('failed')) return 'failed';
    return states.size === ids.length ? 'delivered' : undefined;
  };
  const providerId = ({ ids }: SentMessage): string | undefined => {
    const last = ids.at(-1);
    return last === undefined || last === '' ? undefined : agreed(last, responseRadix);
  };
  return {
    stateOf, providerId,
    of(name, to, parts) {
      const message = byName.get(name) ?? { to, ids: Array.from({ length: parts }, () => undefined), states: new Map<number, FinalState>() };
      byName.set(name, message);
      return message;
    },
    accepted(message, part, id) {
      message.ids[part] = id;
      for (const form of formsGiven(id)) byId.set(form, { message, part });
    },
    told({ id, addresses, state }) {
      const found = byId.get(`text ${id}`) ?? formsAsked(id).map((form) => byId.get(form)).find((one) => one !== undefined && isAmong(addresses, one.message.to));
      if (found === undefined) return undefined;
      // delivered is delivered, whatever a later receipt says of the same part
      if (found.message.states.get(found.part) !== 'delivered') found.message.states.set(found.part, state);
      const together = stateOf(found.message);
      return { providerId: providerId(found.message) ?? '', ...(together !== undefined && { state: together }) };
    },
    unremembered: (id) => agreed(id, responseRadix === 16 ? 10 : 16),
  };
}

/** A number read in another form may be another message's: its customer must be the same, in whichever form the SMSC writes the number. */
const isAmong = (addresses: readonly string[], to: string): boolean => addresses.some((address) => address.length >= comparedDigits && address.slice(-comparedDigits) === to.slice(-comparedDigits));
const comparedDigits = 8;

const numberOf = (id: string, radix: 10 | 16): string | undefined => {
  if (!(radix === 10 ? /^\d+$/ : /^[\da-f]+$/i).test(id)) return undefined;
  return BigInt(radix === 10 ? id : `0x${id}`).toString();
};

/** An id as it was given, and the numbers it may stand for. */
function formsGiven(id: string): readonly string[] {
  return [`text ${id}`, `10 ${numberOf(id, 10)}`, `16 ${numberOf(id, 16)}`].filter((form) => !form.endsWith('undefined'));
}

/** The same form first; then hexadecimal where it was given decimal, and the other way round, as SMSCs mix them. */
function formsAsked(id: string): readonly string[] {
  const [decimal, hex] = [numberOf(id, 10), numberOf(id, 16)];
  return [`10 ${decimal}`, `16 ${hex}`, `16 ${decimal}`, `10 ${hex}`].filter((form) => !form.endsWith('undefined'));
}
