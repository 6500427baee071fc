import type { Change } from '../../src/ports/index.js';

/** Where a change stands in its batch. */
export interface Placed { readonly change: Change; readonly at: number }

/**
 * A batch as waves that the server can take at once, in order: in one wave no change depends on what another does. A new one begins where a
 * lane comes again, or a dedupe key, or an identity; in the common batch nothing does. A mark that only settles effects may stand before a change
 * of its lane, since settling comes first there too.
 */
export function toWaves(batch: readonly Change[]): readonly (readonly Placed[])[] {
  const waves: Placed[][] = [];
  let taken = new Set<string>();
  for (const [at, change] of batch.entries()) {
    const names = namesOf(change);
    const epoch = waves.at(-1)?.[0]?.change.epoch;
    if (epoch !== change.epoch || names.some((name) => taken.has(name))) {
      waves.push([]);
      taken = new Set();
    }
    waves.at(-1)?.push({ change, at });
    for (const name of names.slice(isSettling(change) ? 1 : 0)) taken.add(name);
  }
  return waves;
}

/** What no other change of the wave may touch, its lane first. */
function namesOf({ tenant, lane, entries = [], identities }: Change): readonly string[] {
  return [
    JSON.stringify(['lane', tenant, lane]),
    ...entries.flatMap(({ dedupe }) => (dedupe === undefined ? [] : [JSON.stringify(['event', tenant, dedupe.source, dedupe.id])])),
    ...[...(identities?.claim ?? []), ...(identities?.release ?? [])].map((identity) => JSON.stringify(['identity', tenant, identity])),
  ];
}

/** A mark that says how effects ended and counts it, no more. */
function isSettling({ expect, entries, effects, identities, instances, timers, parked, rows }: Change): boolean {
  const lists = [entries, effects?.add, ...[identities, instances, timers, parked, rows].flatMap((part) => Object.values(part ?? {}))];
  return expect === -1 && lists.every((list) => list === undefined || list.length === 0);
}
