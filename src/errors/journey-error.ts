import type { JourneyErrorCode } from './error-codes.js';

/** Facts beside the code; ids, paths and limits only, never a value, a text or an address (they end up in logs). */
export interface JourneyErrorFacts {
  /** where in the input, as `data.items[3].name` */
  readonly path?: string;
  /** the limit that was passed, in the unit the message names */
  readonly limit?: number;
  /** every place at fault, where there is more than one */
  readonly paths?: readonly string[];
  readonly [fact: string]: unknown;
}

const brand = Symbol.for('throughline.JourneyError');

/**
 * The one error this library throws: a promise was broken by input, host or adapter. Expected outcomes (a duplicate, a busy
 * queue) are return values. Test with `JourneyError.is(error, 'InvalidPayload')`; it works across two copies of the package.
 *
 * @example
 * {@includeCode ../../examples/guide/an-error.ts#take}
 */
export class JourneyError extends Error {
  override readonly name = 'JourneyError';
  readonly code: JourneyErrorCode;
  readonly facts: JourneyErrorFacts;

  constructor(code: JourneyErrorCode, message: string, facts: JourneyErrorFacts = {}, cause?: unknown) {
    super(`${message} [${code}; docs/errors.md#${code.toLowerCase()}]`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.facts = facts;
    Object.defineProperty(this, brand, { value: true });
  }

  /** True for a JourneyError of any copy of this package, with that code where one is given. */
  static is(error: unknown, code?: JourneyErrorCode): error is JourneyError {
    if (typeof error !== 'object' || error === null || !Object.hasOwn(error, brand)) return false;
    return code === undefined || ('code' in error && error.code === code);
  }
}
