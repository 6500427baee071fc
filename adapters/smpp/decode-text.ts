import { fromGsm } from './gsm-alphabet.js';
import type { Alphabet } from './smpp-channel-config.js';

/** What SMSCs mean by a data coding where the host says nothing (SMPP 3.4, 5.2.19); those left out are binary or have more than one reading. */
const usual: { readonly [dataCoding: number]: Alphabet } = { 0: 'gsm', 1: 'latin1', 3: 'latin1', 6: 'iso-8859-5', 7: 'iso-8859-8', 8: 'utf-16be', 10: 'iso-2022-jp', 14: 'euc-kr' };

/** Which alphabet bytes of a data coding are in; `undefined` for binary ones. Message classes of GSM 03.38 say the same in other bits. */
export function alphabetOf(dataCoding: number, own: { readonly [dataCoding: number]: Alphabet } = {}): Alphabet | undefined {
  const named = own[dataCoding] ?? usual[dataCoding];
  if (named !== undefined || dataCoding < 0x10) return named;
  const binary = dataCoding >= 0xf0 ? (dataCoding & 0x04) !== 0 : (dataCoding & 0x0c) === 0x04;
  if (binary || (dataCoding > 0x3f && dataCoding < 0xf0)) return undefined;
  return dataCoding < 0xf0 && (dataCoding & 0x0c) === 0x08 ? 'utf-16be' : 'gsm';
}

/** Bytes as text; `undefined` where they are none of the alphabet. */
export function decodeText(bytes: Uint8Array, alphabet: Alphabet): string | undefined {
  if (alphabet === 'gsm') return fromGsm(bytes);
  if (alphabet === 'latin1') return Buffer.from(bytes).toString('latin1');
  try {
    return new TextDecoder(alphabet, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
