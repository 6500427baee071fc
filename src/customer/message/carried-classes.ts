import { stricterClass, type DataClass } from '../../model/data-class.js';
import type { AnyDeclaration } from '../../model/declaration.js';
import { originOf } from '../facts/facts-origin.js';
import type { InstanceState } from '../instance/instance-state.js';

type Facts = Readonly<Record<string, unknown>>;

/** A run's facts as a text is given them, and the names of those it reads. */
export interface WatchedFacts { readonly facts: Facts; readonly read: ReadonlySet<string> }

/** Gives facts to a text and notes which it reads: what it says is made of those and no others. */
export function watchFacts(facts: Facts): WatchedFacts {
  const read = new Set<string>();
  const watched = new Proxy(facts, {
    get(target, name) {
      if (typeof name === 'string') read.add(name);
      return Reflect.get(target, name);
    },
    ownKeys(target) {
      for (const name of Object.keys(target)) read.add(name);
      return Reflect.ownKeys(target);
    },
  });
  return { facts: watched, read };
}

/** What a function may have made a text of. */
export const factsWithValue = (facts: Facts = {}): readonly string[] => Object.keys(facts).filter((name) => facts[name] !== undefined && facts[name] !== null);

/** The classes of those facts: as the journey declares them, or stricter where they came from a stricter source. */
export function classesOf({ facts }: AnyDeclaration, { origins }: InstanceState, names: ReadonlySet<string>): readonly DataClass[] {
  const classes = [...names].flatMap((name): readonly DataClass[] => {
    if (!Object.hasOwn(facts, name)) return [];
    const declared: DataClass = facts[name].dataClass;
    return [stricterClass(declared, originOf(origins, name)?.dataClass)];
  });
  return [...new Set(classes)];
}
