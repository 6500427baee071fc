export { journeyErrorCodes, type JourneyErrorCode } from './error-codes.js';
export { JourneyError } from './journey-error.js';
export { isRetryable, retryAfterMs } from './is-retryable.js';
