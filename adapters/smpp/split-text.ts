import { toGsm } from './gsm-alphabet.js';
import type { Alphabet } from './smpp-channel-config.js';

/** A text as bytes for one or several short messages. */
export interface SplitText {
  /** 0: the SMSC's own alphabet, 8: UCS-2 */
  readonly dataCoding: 0 | 8;
  readonly parts: readonly Uint8Array[];
}

/** A character that may not be torn apart: its bytes, and how much of a short message it takes. */
interface Unit { readonly bytes: readonly number[]; readonly weight: number }

const messageBytes = 140;
const septets = (bytes: number): number => Math.floor((bytes * 8) / 7);

/**
 * Writes a text in the GSM alphabet where it has all characters, else in UCS-2, and splits it where it is longer than one short message;
 * `headerBytes` is what the numbering of parts takes in each. Characters of two units stay whole.
 */
export function splitText(text: string, alphabet: Alphabet, headerBytes: number): SplitText {
  const gsm = inGsm(text, alphabet);
  if (gsm !== undefined) return { dataCoding: 0, parts: pack(gsm, septets(messageBytes), septets(messageBytes - headerBytes)) };
  return { dataCoding: 8, parts: pack(inUcs2(text), messageBytes, messageBytes - headerBytes) };
}

/** An SMSC that takes Latin-1 turns it into the GSM alphabet on the air, so that alphabet still says what fits. */
function inGsm(text: string, alphabet: Alphabet): readonly Unit[] | undefined {
  const units: Unit[] = [];
  for (const char of text) {
    const codes = toGsm(char);
    const point = char.codePointAt(0) ?? 0;
    if (codes === undefined || (alphabet !== 'gsm' && point > latin1Of(alphabet))) return undefined;
    units.push({ bytes: alphabet === 'gsm' ? codes : [point], weight: codes.length });
  }
  return units;
}

/** of an alphabet we do not write ourselves only ASCII is certain */
const latin1Of = (alphabet: Alphabet): number => (alphabet === 'latin1' ? 0xff : 0x7f);

function inUcs2(text: string): readonly Unit[] {
  return [...text].map((char) => {
    const bytes = Array.from({ length: char.length }, (_, at) => char.charCodeAt(at)).flatMap((unit) => [unit >> 8, unit & 0xff]);
    return { bytes, weight: bytes.length };
  });
}

function pack(units: readonly Unit[], alone: number, together: number): readonly Uint8Array[] {
  const weight = units.reduce((sum, unit) => sum + unit.weight, 0);
  if (weight <= alone) return [Uint8Array.from(units.flatMap(({ bytes }) => bytes))];
  const parts: { bytes: number[]; weight: number }[] = [];
  for (const unit of units) {
    const last = parts.at(-1);
    if (last === undefined || last.weight + unit.weight > together) parts.push({ bytes: [...unit.bytes], weight: unit.weight });
    else {
      last.bytes.push(...unit.bytes);
      last.weight += unit.weight;
    }
  }
  return parts.map(({ bytes }) => Uint8Array.from(bytes));
}
