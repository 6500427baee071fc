import { JourneyError } from '../errors/index.js';

/** The names that are none of those that are known; each cut, as a stranger may have written it. */
export const unknownIn = (given: object, known: readonly string[]): readonly string[] => Object.keys(given).filter((name) => !known.includes(name)).map((name) => name.slice(0, 100));

/** A misspelt option would be passed over. Throws `InvalidOptions` naming the first that is none of the `known`, which has one field for each there is. */
export function refuseUnknown(given: object, known: object, whose: string): void {
  const names = Object.keys(known);
  const [path] = unknownIn(given, names);
  if (path !== undefined) throw new JourneyError('InvalidOptions', `'${path}' is no option of ${whose}; known are ${names.join(', ')}.`, { path });
}
