const escape = '\u{10ffff}';
// oxlint-disable-next-line no-control-regex -- U+0000 is the very character that is meant
const unkeepable = /[\u0000\u0001]|\p{Surrogate}|\u{10ffff}/gu;
// oxlint-disable-next-line no-control-regex
const kept = /\u0001([\u0001\u0002])|\u{10ffff}([0-9a-f]{4})/gu;
// oxlint-disable-next-line no-control-regex
const suspicious = /[\u0000\u0001\u{10ffff}]/u;

/**
 * Text as PostgreSQL can keep it, which has no U+0000 and no half surrogate pairs. U+0000 is written as U+0001 U+0001 and U+0001 as U+0001
 * U+0002, which leaves the order of texts as it is; half a pair as U+10FFFF (a noncharacter nobody may use) and its number, U+10FFFF itself likewise.
 */
export function toStored(text: string): string {
  return text.isWellFormed() && !suspicious.test(text) ? text : text.replace(unkeepable, numberOf);
}

/** The text that `toStored` was given. */
export function fromStored(text: string): string {
  return suspicious.test(text) ? text.replace(kept, (_, low: string | undefined, number: string | undefined) => unitOf(low, number)) : text;
}

/** Behind every stored text that begins with this one, and before all others. */
export function behindPrefix(prefix: string): string {
  return toStored(prefix) + escape + escape;
}

function numberOf(unit: string): string {
  if (unit === '\u0000') return '\u0001\u0001';
  if (unit === '\u0001') return '\u0001\u0002';
  return escape + (unit === escape ? 'ffff' : unit.charCodeAt(0).toString(16));
}

function unitOf(low: string | undefined, number = 'ffff'): string {
  if (low !== undefined) return low === '\u0001' ? '\u0000' : '\u0001';
  return number === 'ffff' ? escape : String.fromCharCode(parseInt(number, 16));
}
