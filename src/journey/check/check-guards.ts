import type { AnyStateMachine } from 'xstate';
import { allStates, pathOf, waysOf } from '../walk-machine.js';
import { refuse, type Finding } from './finding.js';

/** Every guard that is named exists, also inside `and`, `or` and `not`; XState would fail only when the question is asked. */
export function checkGuards(machine: AnyStateMachine): readonly Finding[] {
  return allStates(machine).flatMap((state) => {
    const missing = new Set(waysOf(state).flatMap((way) => guardNames(way.guard)).filter((name) => !isGuard(machine, name)));
    return [...missing].map((name) => refuse(pathOf(state), `asks '${name}', which is not a guard of this journey`));
  });
}

function guardNames(guard: unknown): readonly string[] {
  if (typeof guard === 'string') return [guard];
  if (typeof guard === 'function') return 'guards' in guard && Array.isArray(guard.guards) ? guard.guards.flatMap(guardNames) : [];
  return typeof guard === 'object' && guard !== null && 'type' in guard && typeof guard.type === 'string' ? [guard.type] : [];
}

const isGuard = (machine: AnyStateMachine, name: string): boolean => Object.hasOwn(machine.implementations.guards, name) && typeof machine.implementations.guards[name] === 'function';
