import { JourneyError } from '../errors/index.js';

/** The fields of a form in the order they were sent; one name may stand several times. */
export type FormFields = readonly (readonly [name: string, value: string])[];

/**
 * Turns the bytes of an `application/x-www-form-urlencoded` body or of a query into fields, for an adapter's `receive`. Strict: `InvalidEncoding`
 * where they or what their percent signs stand for are not UTF-8, since two such bodies would read the same.
 */
export function readForm(bytes: Uint8Array | string): FormFields {
  const text = typeof bytes === 'string' ? bytes : decode(bytes);
  if (text === '') return [];
  return text.split('&').filter((pair) => pair !== '').map((pair) => {
    const equals = pair.indexOf('=');
    return equals < 0 ? [unescape(pair), ''] : [unescape(pair.slice(0, equals)), unescape(pair.slice(equals + 1))];
  });
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalidEncoding();
  }
}

function unescape(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    throw invalidEncoding();
  }
}

const invalidEncoding = (): JourneyError => new JourneyError('InvalidEncoding', 'The form is not valid UTF-8; send it as UTF-8, percent-encoded.');
