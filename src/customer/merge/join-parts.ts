import type { CustomerId } from '../../model/customer-id.js';
import type { CarriedFact } from '../customer-state.js';

type Facts = { readonly [fact: string]: CarriedFact };

/** Facts with their origin written down: from here on they stand beside those of another customer. */
export const ownedBy = (facts: Facts, customer: CustomerId): Facts => Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, { ...fact, origin: { ...fact.origin, origin: fact.origin.origin ?? customer } }]));

/** Of each fact the one that was learnt last. */
export const newestByName = (mine: Facts, theirs: Facts): Facts => ({ ...mine, ...Object.fromEntries(Object.entries(theirs).filter(([name, fact]) => fact.origin.at > (mine[name]?.origin.at ?? -1))) });

/** The first of each name. */
export function withoutSecond<T>(items: readonly T[], nameOf: (item: T) => string): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => !seen.has(nameOf(item)) && seen.add(nameOf(item)));
}
