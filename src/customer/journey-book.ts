import type { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import type { AnyJourney } from '../journey/journey.js';
import type { AnyDeclaration } from '../model/declaration.js';

/** Every journey version the host knows: running instances stay on theirs, new ones take the newest. */
export interface JourneyBook {
  readonly newest: readonly AnyJourney[];
  /** every version of each */
  readonly all: readonly AnyJourney[];
  /** the schemas that any version declares, by event type */
  readonly eventSchemas: ReadonlyMap<string, ReadonlySet<z.ZodType<object>>>;
  /** the fields by which any version tells its runs apart, by event type */
  readonly keyFields: ReadonlyMap<string, ReadonlySet<string>>;
  find(id: string, version: number): AnyJourney | undefined;
  latest(id: string): AnyJourney | undefined;
}

/** Opens the book; two definitions with one id and version are refused with InvalidOptions. */
export function createJourneyBook(journeys: readonly AnyJourney[]): JourneyBook {
  const byVersion = new Map<string, Map<number, AnyJourney>>();
  const latest = new Map<string, AnyJourney>();
  for (const journey of journeys) {
    const { id, version } = declarationOf(journey);
    const versions = byVersion.get(id) ?? new Map<number, AnyJourney>();
    if (versions.has(version)) throw new JourneyError('InvalidOptions', `journey '${id}' version ${version} is given twice: give the changed one a higher version`);
    byVersion.set(id, versions.set(version, journey));
    const known = latest.get(id);
    if (known === undefined || declarationOf(known).version < version) latest.set(id, journey);
  }
  return {
    newest: [...latest.values()],
    all: journeys,
    eventSchemas: schemasOf(journeys),
    keyFields: keyFieldsOf(journeys),
    find: (id, version) => byVersion.get(id)?.get(version),
    latest: (id) => latest.get(id),
  };
}

function schemasOf(journeys: readonly AnyJourney[]): JourneyBook['eventSchemas'] {
  const schemas = new Map<string, Set<z.ZodType<object>>>();
  for (const { events } of journeys.map(declarationOf)) {
    for (const type of Object.keys(events)) schemas.set(type, (schemas.get(type) ?? new Set()).add(events[type]));
  }
  return schemas;
}

function keyFieldsOf(journeys: readonly AnyJourney[]): JourneyBook['keyFields'] {
  const fields = new Map<string, Set<string>>();
  for (const { events, entry } of journeys.map(declarationOf)) {
    if (entry.key !== undefined) for (const type of Object.keys(events)) fields.set(type, (fields.get(type) ?? new Set()).add(entry.key));
  }
  return fields;
}

/** The contract half of a journey. */
export const declarationOf = (journey: AnyJourney): AnyDeclaration => journey.journey.declaration;
