import { JourneyError } from '../../src/errors/index.js';

/** The refusal that a call ends in; anything else is a failure of the test. */
export function refusalOf(run: () => unknown): JourneyError {
  try {
    run();
  } catch (error) {
    if (JourneyError.is(error)) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
