import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { allStates, findState, pathOf, waysOf } from '../walk-machine.js';
import { refuse, type Finding } from './finding.js';

/** Every transition and every history leads to a state of this machine (XState follows JavaScript's own names, and reads a history's default late). */
export function checkTargets(machine: AnyStateMachine): readonly Finding[] {
  const states = allStates(machine);
  const known = new Set(states);
  const astray = states.flatMap((state) => waysOf(state).filter((way) => way.targets.some((target) => !known.has(target))).map(() => refuse(pathOf(state), 'has a transition to a state that is not there')));
  return [...astray, ...states.filter((state) => !hasDefault(state)).map((state) => refuse(pathOf(state), 'is a history whose default state is not there'))];
}

function hasDefault(state: AnyStateNode): boolean {
  const { target } = state.config;
  if (state.type !== 'history' || target === undefined) return true;
  return [target].flat().every((path) => findState(state, path) !== undefined);
}
