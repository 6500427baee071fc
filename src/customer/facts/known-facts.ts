import type { AnyDeclaration } from '../../model/declaration.js';
import { stricterClass } from '../../model/data-class.js';
import type { KnownFacts } from '../instance/applying.js';
import type { CarriedFact } from '../customer-state.js';
import type { InstanceState } from '../instance/instance-state.js';
import { originOf } from './facts-origin.js';
import { declarationOf } from '../journey-book.js';
import { isStrangers } from '../merge/origin.js';
import { openThread } from '../conversation/thread.js';
import type { Turn } from '../turn.js';

/**
 * What a journey that begins is told (care-rules 2.1 E): facts of the scope `customer`, those of the conversation while it is open, and what
 * the customer's running journeys know. Of one name the newest counts, under the strictest class that any source gave it; a value that does
 * not fit the schema by which this journey declares that name is left out.
 */
export function knownFacts(turn: Turn, declaration: AnyDeclaration): KnownFacts {
  const known: Record<string, CarriedFact> = {};
  for (const [name, fact] of everyFact(turn)) {
    if (isStrangers(turn.customer, turn.state, fact.origin)) continue;
    const other = known[name];
    const newest = other === undefined || fact.origin.at >= other.origin.at ? fact : other;
    known[name] = { ...newest, dataClass: stricterClass(fact.dataClass, other?.dataClass) };
  }
  return Object.fromEntries(Object.entries(known).filter(([name, { value }]) => fits(declaration, name, value)));
}

/** Those later in the list win where two are equally new. */
function everyFact(turn: Turn): readonly (readonly [name: string, fact: CarriedFact])[] {
  const { facts = {}, instances } = turn.state;
  return [...Object.entries(facts), ...Object.entries(openThread(turn)?.facts ?? {}), ...instances.flatMap((instance) => factsOf(turn, instance))];
}

function factsOf(turn: Turn, { journey, version, snapshot, origins }: InstanceState): readonly (readonly [string, CarriedFact])[] {
  const found = turn.world.book.find(journey, version);
  const declared = found === undefined ? {} : declarationOf(found).facts;
  return Object.entries(snapshot.context).flatMap(([name, value]) => {
    const origin = originOf(origins, name);
    if (origin === undefined || value === null) return [];
    // of a definition that is gone nobody can say how careful to be
    const dataClass = stricterClass(declared[name]?.dataClass ?? 'sensitive', origin.dataClass);
    return [[name, { value, dataClass, origin, journey }] as const];
  });
}

function fits({ facts }: AnyDeclaration, name: string, value: unknown): boolean {
  const declared: AnyDeclaration['facts'][string] | undefined = facts[name];
  return declared === undefined || declared.schema.safeParse(value).success;
}
