import { JourneyError } from '../../../src/errors/index.js';

/** An event of a journey, accepted at a fixed time. */
export const event = (type: string, data: object = {}): { type: string; data: object; at: number } => ({ type, data, at: 1_000 });

/** The JourneyError that a call ends with. */
export function refusal(call: () => unknown): JourneyError {
  try {
    call();
  } catch (error) {
    if (JourneyError.is(error)) return error;
    throw error;
  }
  throw new Error('the call was not refused');
}
