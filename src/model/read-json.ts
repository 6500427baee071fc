import { JourneyError } from '../errors/index.js';
import { equalKeyIn } from './equal-key.js';
import { pathText } from './value-path.js';

/** How `readJson` reads. */
export interface ReadJsonOptions {
  /** refuses a text in which an object names a key twice with `DuplicateKey`; default false: the last one counts */
  readonly strict?: boolean;
}

/**
 * Turns the bytes a provider sent into an object or an array, for an adapter's `receive`. Strict: `InvalidEncoding` where they are not
 * UTF-8, `InvalidJson` for a byte order mark, anything JSON does not know, and a bare value. Of two equal keys the last one counts, and what
 * an event says is compared after that: signatures are judged on the bytes before, so this cannot tell two readers apart. With `strict`
 * two equal keys are refused. Sizes and keys are checked at the door.
 */
export function readJson(bytes: Uint8Array, { strict = false }: ReadJsonOptions = {}): object {
  const text = decode(bytes);
  const value = parse(text);
  if (strict) refuseEqualKeys(text);
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

function refuseEqualKeys(text: string): void {
  const twice = equalKeyIn(text);
  if (twice !== undefined) throw new JourneyError('DuplicateKey', 'An object names a key twice; send each key once.', { path: pathText('', twice) });
}
