import { JourneyError } from '../errors/index.js';

/** UTF-16 units of one reason */
const longest = 1_000;

/** Refuses with InvalidInput a reason that nobody could read in the log later: 1 to 1,000 UTF-16 units. */
export function checkBecause(because: unknown): string {
  if (typeof because === 'string' && because.trim() !== '' && because.length <= longest) return because;
  throw new JourneyError('InvalidInput', `Say in 1 to ${longest} characters why, for whoever asks later.`, { path: 'because', limit: longest });
}
