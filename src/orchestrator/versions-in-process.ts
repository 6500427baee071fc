import type { AnyJourney } from '../journey/journey.js';
import { packageVersion, versionMark } from '../model/package-version.js';

/** one list for all copies of the package in a process, whatever module system loaded them */
const registry = Symbol.for('throughline.versions');

/** Enters this copy into the process's list of versions. */
export function enterVersion(): void {
  const versions = knownVersions() ?? new Set<unknown>();
  versions.add(packageVersion);
  Object.defineProperty(globalThis, registry, { value: versions, configurable: true });
}

/** The versions of the package that work in this process, of orchestrators and of the journeys given to this one; each copy is asked by a symbol, since their classes differ. */
export function versionsInProcess(journeys: readonly AnyJourney[]): readonly string[] {
  const marks: readonly unknown[] = journeys.map((journey) => Reflect.get(journey, versionMark));
  const found = [packageVersion, ...marks, ...(knownVersions() ?? [])].filter((version) => typeof version === 'string');
  return [...new Set(found)].toSorted();
}

function knownVersions(): Set<unknown> | undefined {
  const found: unknown = Reflect.get(globalThis, registry);
  return found instanceof Set ? found : undefined;
}
