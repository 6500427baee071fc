import { JourneyError, type JourneyErrorCode } from '../errors/index.js';

/** The code of a fault that nobody waits for, for the host's log; a stranger's error has none. */
export const faultCode = (error: unknown): JourneyErrorCode | 'Unknown' => (JourneyError.is(error) ? error.code : 'Unknown');
