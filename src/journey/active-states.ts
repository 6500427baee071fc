import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { JourneyError } from '../errors/index.js';
import type { StoredValue } from './step/step-contract.js';

/** The states that a stored value says a machine is in, the root first; JourneyError `DefinitionFault` where this definition has no such state. */
export function activeStates(machine: AnyStateMachine, value: StoredValue): readonly AnyStateNode[] {
  return [machine.root, ...statesBelow(machine.root, value)];
}

function statesBelow(state: AnyStateNode, value: StoredValue): readonly AnyStateNode[] {
  if (typeof value === 'string') return [childOf(state, value)];
  return Object.entries(value).flatMap(([name, inside]) => {
    const child = childOf(state, name);
    return [child, ...statesBelow(child, inside)];
  });
}

function childOf(state: AnyStateNode, name: string): AnyStateNode {
  const child = Object.hasOwn(state.states, name) ? state.states[name] : undefined;
  if (child === undefined) throw new JourneyError('DefinitionFault', `Journey '${state.machine.id}' is stored in a state that this version does not have; keep the version it was stored with.`, { path: state.id });
  return child;
}
