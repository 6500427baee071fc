import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { allStates, pathOf, waysOf } from '../walk-machine.js';
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
  return [target].flat().every((path) => typeof path === 'string' && reaches(state, path));
}

function reaches(state: AnyStateNode, path: string): boolean {
  if (path.startsWith('#')) return state.machine.idMap.has(path.slice(1));
  let at: AnyStateNode | undefined = state.parent;
  for (const name of path.split('.')) at = at !== undefined && Object.hasOwn(at.states, name) ? at.states[name] : undefined;
  return at !== undefined;
}
