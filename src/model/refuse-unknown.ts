import { JourneyError } from '../errors/index.js';

/** A misspelt option would be passed over. Throws `InvalidOptions` naming the first that is none of the `known`, which has one field for each there is. */
export function refuseUnknown(given: object, known: object, whose: string): void {
  const names = Object.keys(known);
  const stranger = Object.keys(given).find((name) => !names.includes(name));
  if (stranger === undefined) return;
  const path = stranger.slice(0, 100);
  throw new JourneyError('InvalidOptions', `'${path}' is no option of ${whose}; known are ${names.join(', ')}.`, { path });
}
