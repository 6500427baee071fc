import { isRetryable, JourneyError, retryAfterMs, type JourneyErrorCode } from '../../errors/index.js';
import type { Delivered } from './deliver-each.js';

const statusByCode: { readonly [C in JourneyErrorCode]?: number } = { TooLarge: 413, UnsupportedMediaType: 415, Timeout: 408, RawBodyRequired: 500, Busy: 429 };
const busyRetryMs = 1_000;
const storeRetryMs = 5_000;

/** The answer to a request that was handled: counts and codes alone, never a word of what it said. */
export function answerDelivered(delivered: Delivered, response: Response | undefined): Response {
  if (delivered.failures.length > 0) return answerTryAgain(delivered.failures);
  return response ?? Response.json({ accepted: delivered.accepted, refused: delivered.refused });
}

/** The answer to a request that was refused, by the error's code; 503 with a time to come back where it may be taken later. */
export function answerError(error: JourneyError): Response {
  const status = statusByCode[error.code];
  if (status !== undefined && status !== 429) return Response.json({ code: error.code }, { status });
  return isRetryable(error) ? answerTryAgain([error]) : Response.json({ code: error.code }, { status: 400 });
}

function answerTryAgain(failures: readonly unknown[]): Response {
  const down = failures.find((failure) => !JourneyError.is(failure, 'Busy'));
  const waitMs = Math.max(...failures.map((failure) => retryAfterMs(failure, down === undefined ? busyRetryMs : storeRetryMs)));
  const code = down === undefined ? 'Busy' : JourneyError.is(down) ? down.code : 'StoreUnavailable';
  return Response.json({ code }, { status: down === undefined ? 429 : 503, headers: { 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1_000))) } });
}
