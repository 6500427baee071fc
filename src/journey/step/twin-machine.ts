import { StateMachine, type AnyMachineSnapshot, type AnyStateMachine, type AnyStateNode } from 'xstate';
import { defaultLimits } from '../../model/limits.js';
import { isWait, waitLength } from '../waits.js';
import { checkNode } from './check-node.js';
import { checkedActions } from './checked-action.js';
import { asFunction, checkedGuard } from './checked-guard.js';
import type { Configuration } from './configuration.js';
import { checkedCall, definitionFault, type FaultLog, type Place } from './definition-fault.js';

/** A machine made ready for pure steps: the same states, every function of the definition checked, activities that do nothing. */
export interface Twin {
  readonly machine: AnyStateMachine;
  /** XState's own look-up splits an id at its dots and misses `id: 'a.b'` */
  readonly nodes: ReadonlyMap<string, AnyStateNode>;
  /** ids of what each state invokes */
  readonly invoked: ReadonlyMap<AnyStateNode, readonly string[]>;
  /** what stored values were found to mean, see `configurationOf` */
  readonly configurations: Map<string, Configuration>;
  readonly faults: FaultLog;
  readonly microsteps: number;
  /** a live snapshot of the initial states with nothing in it */
  readonly blank: AnyMachineSnapshot;
}

const twins = new WeakMap<AnyStateMachine, Twin>();

/** The twin of a machine, made once; the machine handed in is never changed. */
export function twinOf(machine: AnyStateMachine): Twin {
  const known = twins.get(machine);
  if (known) return known;
  const twin = createTwin(machine);
  twins.set(machine, twin);
  return twin;
}

function createTwin(original: AnyStateMachine): Twin {
  const faults: FaultLog = { first: undefined };
  const machine = rebuild(faults, original);
  const microsteps = Math.min(machine.options.maxIterations ?? Infinity, defaultLimits.microsteps);
  machine.options.maxIterations = Infinity; // the scope counts instead: it can say which limit was passed
  const nodes = allNodes(machine.root);
  const invoked = new Map(nodes.map((node) => [node, checkNode(faults, node)]));
  const blank = { ...machine.resolveState({ value: {}, context: {} }), status: 'active' } as AnyMachineSnapshot;
  return { machine, nodes: new Map(nodes.map((node) => [node.id, node])), invoked, configurations: new Map(), faults, microsteps, blank };
}

function rebuild(faults: FaultLog, { config, implementations }: AnyStateMachine): AnyStateMachine {
  const { actions, guards, delays } = implementations;
  const context: unknown = config.context;
  const checked = typeof context === 'function' ? { context: checkedContext(faults, config.id ?? '(machine)', context) } : {};
  return new StateMachine({ ...config, ...checked } as AnyStateMachine['config'], {
    actions: checkedActions(faults, actions),
    guards: byName(guards, (guard, name) => checkedGuard(faults, guard, name)),
    delays: byName(delays, (delay, name) => typeof delay === 'function' ? checkedCall(faults, { path: name, part: 'delay' }, asFunction(delay)) : isWait(delay) ? waitLength : delay),
    actors: {},
  } as AnyStateMachine['implementations']);
}

function checkedContext(faults: FaultLog, path: string, context: object): unknown {
  const place: Place = { path, part: 'context' };
  const create = asFunction(context);
  const spawn = (): never => { throw definitionFault(place, 'spawns a live actor; invoke an activity'); };
  return checkedCall(faults, place, (args) => create(typeof args === 'object' ? { ...args, spawn } : args));
}

function byName(implementations: object, check: (implementation: unknown, name: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(implementations).map(([name, implementation]: [string, unknown]) => [name, check(implementation, name)]));
}

const allNodes = (node: AnyStateNode): readonly AnyStateNode[] => [node, ...Object.values(node.states).flatMap(allNodes)];
