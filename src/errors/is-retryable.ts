import type { JourneyErrorCode } from './error-codes.js';
import { JourneyError } from './journey-error.js';

const sameAtEveryRetry: ReadonlySet<JourneyErrorCode> = new Set([
  'InvalidJson', 'DuplicateKey', 'InvalidEncoding', 'UnsupportedMediaType', 'TooLarge', 'TooDeep', 'ForbiddenKey', 'NotWellFormed', 'ForbiddenCharacter',
  'NotFinite', 'UnsafeInteger', 'NotSerializable', 'InvalidInput', 'InvalidEventId', 'InvalidEventType', 'ReservedEventType', 'InvalidPayload',
  'InvalidTime', 'InvalidTimeZone', 'InvalidDelay', 'InvalidTenant', 'TenantRequired', 'InvalidIdentity', 'EventIdConflict', 'UnknownEvent',
  'AmbiguousCustomer', 'UnknownCustomer', 'UnknownJourney', 'JourneyClosed', 'Erased',
] satisfies readonly JourneyErrorCode[]);

/**
 * Tells a sender whether the same input may be taken later. False only where the input itself is at fault: whatever is not known
 * to be refused for good (the store is away, an error of someone else) must be offered again, or it would be lost.
 */
export function isRetryable(error: unknown): boolean {
  return !(JourneyError.is(error) && sameAtEveryRetry.has(error.code));
}

/** How long the sender of something retryable should wait, in milliseconds: what the error names, else `otherwise`. */
export function retryAfterMs(error: unknown, otherwise: number): number {
  const named = JourneyError.is(error) ? error.facts['retryAfterMs'] : undefined;
  return typeof named === 'number' && Number.isFinite(named) && named >= 0 ? named : otherwise;
}
