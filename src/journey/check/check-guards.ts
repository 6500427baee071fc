import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { allStates, waysOf } from '../walk-machine.js';
import { refuse, type Finding } from './finding.js';

/** Every guard that is named exists, also inside `and`, `or` and `not`, and `stateIn` asks about states that exist; XState would fail only when the question is asked. */
export function checkGuards(machine: AnyStateMachine): readonly Finding[] {
  const declared = Object.values(machine.implementations.guards).flatMap(simpleGuards);
  return [
    ...allStates(machine).flatMap((state) => {
      const asked = waysOf(state).flatMap((way) => simpleGuards(way.guard));
      return [...new Set(asked.flatMap((guard) => problemOf(machine, guard) ?? []))].map((problem) => refuse(state, problem));
    }),
    ...[...new Set(declared.flatMap((guard) => problemOf(machine, guard) ?? []))].map((problem) => refuse('a guard of this journey', problem)),
  ];
}

/** a guard, or those that `and`, `or` and `not` are made of */
function simpleGuards(guard: unknown): readonly unknown[] {
  if (guard === undefined) return [];
  return typeof guard === 'function' && 'guards' in guard && Array.isArray(guard.guards) ? guard.guards.flatMap(simpleGuards) : [guard];
}

function problemOf(machine: AnyStateMachine, guard: unknown): string | undefined {
  if (typeof guard === 'function') return !('stateValue' in guard) || isState(machine.root, guard.stateValue) ? undefined : 'asks with stateIn about a state that is not there';
  const name = typeof guard === 'object' && guard !== null && 'type' in guard ? guard.type : guard;
  if (typeof name !== 'string') return 'has a guard that is neither a name nor a function';
  const found = Object.hasOwn(machine.implementations.guards, name) && typeof machine.implementations.guards[name] === 'function';
  return found ? undefined : `asks '${name}', which is not a guard of this journey`;
}

function isState(state: AnyStateNode, value: unknown): boolean {
  if (typeof value === 'string') return value.startsWith('#') ? allStates(state.machine).some(({ id }) => id === value.slice(1)) : Object.hasOwn(state.states, value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).every(([name, inside]) => {
    const child = Object.hasOwn(state.states, name) ? state.states[name] : undefined;
    return child !== undefined && (isState(child, inside) || isEmpty(inside));
  });
}

const isEmpty = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length === 0;
