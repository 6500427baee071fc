/** What `jsonTextBytes` answers for a text with half a surrogate pair. */
export const notWellFormed = -1;
/** What `jsonTextBytes` answers for a text that holds U+0000, which Postgres cannot keep. */
export const holdsNul = -2;

/** Says how many bytes a text takes as JSON in UTF-8, quotes and escapes included, or why it cannot be kept (a negative figure). */
export function jsonTextBytes(text: string): number {
  // found out by the engine's own scan, which takes a third of the time of the loop below
  if (plainAscii.test(text)) return text.length + 2;
  let bytes = 2;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      if (unit === 0) return holdsNul;
      bytes += asciiBytes(unit);
    } else if (unit < 0x800) bytes += 2;
    else if (unit < 0xd800 || unit > 0xdfff) bytes += 3;
    else {
      if (!isPair(unit, text.charCodeAt(at + 1))) return notWellFormed;
      bytes += 4;
      at++;
    }
  }
  return bytes;
}

/** Says how many bytes a well-formed text takes in UTF-8, for a limit on texts. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // each half of a surrogate pair counts as one unit already and as two bytes
    if (unit >= 0x80) bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}

/** Texts of these characters alone are written as they are, one byte each. */
const plainAscii = /^[ !#-[\]-~]*$/;

function asciiBytes(unit: number): number {
  if (unit >= 0x20) return unit === 0x22 || unit === 0x5c ? 2 : 1;
  return (unit >= 0x08 && unit <= 0x0d && unit !== 0x0b) ? 2 : 6;
}

function isPair(high: number, low: number): boolean {
  return high < 0xdc00 && low >= 0xdc00 && low <= 0xdfff;
}
