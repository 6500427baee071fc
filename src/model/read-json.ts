import { JourneyError } from '../errors/index.js';

/**
 * Turns the bytes a provider sent into an object or an array, for an adapter's `receive`. Strict: `InvalidEncoding` where they are not
 * UTF-8, `InvalidJson` for a byte order mark, anything JSON does not know, and a bare value. Of two equal keys the last one counts;
 * signatures are judged on the bytes before, so this cannot tell two readers apart. Sizes and keys are checked at the door.
 */
export function readJson(bytes: Uint8Array): object {
  const value = parse(decode(bytes));
  if (typeof value !== 'object' || value === null) throw new JourneyError('InvalidJson', 'The body is a bare value; send an object or an array.');
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new JourneyError('InvalidEncoding', 'The body is not valid UTF-8; send it as UTF-8 without a byte order mark.');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // the parser's own error quotes the body, so it is not kept as the cause
    throw new JourneyError('InvalidJson', 'The body is not JSON; send one object or array, with nothing before or after it.');
  }
}
