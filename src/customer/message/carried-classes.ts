import { stricterClass, type DataClass } from '../../model/data-class.js';
import type { AnyDeclaration } from '../../model/declaration.js';
import type { StepEvent } from '../../journey/step/step-contract.js';
import { originOf } from '../facts/facts-origin.js';
import type { Applying } from '../instance/applying.js';
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
    getOwnPropertyDescriptor(target, name) {
      if (typeof name === 'string') read.add(name);
      return Reflect.getOwnPropertyDescriptor(target, name);
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

/** The classes of those facts: as the journey declares them, or stricter where they came from a stricter source. One that it keeps without declaring it is personal. */
export function classesOf({ facts }: AnyDeclaration, { origins, snapshot }: InstanceState, names: ReadonlySet<string>): readonly DataClass[] {
  const classes = [...names].flatMap((name): readonly DataClass[] => {
    const isDeclared = Object.hasOwn(facts, name);
    if (!isDeclared && !Object.hasOwn(snapshot.context, name)) return [];
    const declared: DataClass = isDeclared ? facts[name].dataClass : 'personal';
    return [stricterClass(declared, originOf(origins, name)?.dataClass)];
  });
  return [...new Set(classes)];
}

/**
 * The classes of what a function may have made words of beside the facts: the event at hand, which is personal where it says anything, since its
 * schema has no classes; and what the journey was told as it began.
 */
export function classesHeard({ heard, begins }: Pick<Applying, 'heard' | 'begins'>): readonly DataClass[] {
  const told = Object.values(begins?.known ?? {}).map(({ dataClass }) => dataClass);
  return [...new Set<DataClass>([...(saysAnything(heard) ? ['personal'] as const : []), ...told])];
}

function saysAnything(event: StepEvent): boolean {
  if ('done' in event) return holds(event.done.output);
  if ('failed' in event) return true;
  if ('timer' in event) return typeof event.timer.event === 'object' && Object.entries(event.timer.event ?? {}).some(([name, value]) => name !== 'type' && holds(value));
  return holds(event.data) || event.via?.conversation !== undefined || ('intent' in event && event.intent !== undefined);
}

const holds = (value: unknown): boolean => value !== undefined && value !== null && value !== '' && (typeof value !== 'object' || Object.keys(value).length > 0);
