import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { allStates, childrenOf, findState, lineage, waysOf } from '../walk-machine.js';
import { refuse, warn, type Finding } from './finding.js';

/** A state that no event, delay or first step leads to is a slip of the pen: refused. An unused history is only named. */
export function checkReachable(machine: AnyStateMachine): readonly Finding[] {
  const reached = reachableStates(machine);
  return allStates(machine).filter((state) => !reached.has(state)).map((state) =>
    state.type === 'history' ? warn(state, 'is a history that nothing returns to') : refuse(state, "can never be reached; let a transition lead to it or take it out"));
}

function reachableStates(machine: AnyStateMachine): ReadonlySet<AnyStateNode> {
  const reached = new Set<AnyStateNode>();
  const open: AnyStateNode[] = [machine.root];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (reached.has(state)) continue;
    reached.add(state);
    open.push(...lineage(state), ...enteredWith(state), ...waysOf(state).flatMap((way) => way.targets));
  }
  return reached;
}

/** the states that XState enters together with this one */
function enteredWith(state: AnyStateNode): readonly AnyStateNode[] {
  if (state.type === 'parallel') return childrenOf(state);
  if (state.type === 'compound') return state.initial.target;
  if (state.type === 'history') return historyDefault(state);
  return [];
}

function historyDefault(state: AnyStateNode): readonly AnyStateNode[] {
  const { target } = state.config;
  if (target === undefined) return state.parent === undefined ? [] : [state.parent];
  return [target].flat().flatMap((path) => findState(state, path) ?? []);
}
