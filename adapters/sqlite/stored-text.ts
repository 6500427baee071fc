const escape = '\u{10ffff}';
const unkeepable = /\p{Surrogate}|\u{10ffff}/gu;
const escaped = /\u{10ffff}([0-9a-f]{4})/gu;

/**
 * Text as UTF-8 can keep it. Half a surrogate pair would come back as U+FFFD, and two different keys would become one: it is written
 * as U+10FFFF (a noncharacter nobody may use) and its number, U+10FFFF itself likewise.
 */
export function toStored(text: string): string {
  return text.isWellFormed() && !text.includes(escape) ? text : text.replace(unkeepable, numberOf);
}

/** The text that `toStored` was given. */
export function fromStored(text: string): string {
  return text.includes(escape) ? text.replace(escaped, (_, number: string) => (number === 'ffff' ? escape : String.fromCharCode(parseInt(number, 16)))) : text;
}

/** Behind every stored text that begins with this one, and before all others. */
export function behindPrefix(prefix: string): string {
  return toStored(prefix) + escape + escape;
}

function numberOf(unit: string): string {
  return escape + (unit === escape ? 'ffff' : unit.charCodeAt(0).toString(16));
}
