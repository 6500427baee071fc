import { JourneyError } from '../../src/errors/index.js';

/** How a verifier judges the time at which a request was signed. */
export interface SignedTimeConfig {
  /** how far a request's time may lie behind or ahead of ours, seconds; default 300, at most 3,600 */
  readonly toleranceS?: number;
  /** our clock, epoch milliseconds; default the machine's. For tests. */
  readonly now?: () => number;
}

const defaultToleranceS = 300;
const mostToleranceS = 3_600;

/** Makes the judge of times written as whole seconds; `InvalidOptions` for a tolerance that would let old requests in. */
export function createSignedTime({ toleranceS = defaultToleranceS, now = Date.now }: SignedTimeConfig): (seconds: string) => boolean {
  if (!Number.isFinite(toleranceS) || toleranceS < 1 || toleranceS > mostToleranceS) {
    throw new JourneyError('InvalidOptions', 'The tolerance for the time of a signature is 1 to 3,600 seconds.', { path: 'toleranceS', limit: mostToleranceS });
  }
  // ahead counts as much as behind: a time far ahead would be good for years
  return (seconds) => /^\d{1,12}$/.test(seconds) && Math.abs(Math.floor(now() / 1_000) - Number(seconds)) <= toleranceS;
}
