import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { isLeaf } from './active-states.js';
import type { Microstep } from './inert-scope.js';
import type { StepDecision } from './step-contract.js';

/** What each microstep did to the states, for people; microsteps of events that nothing took are left out. */
export function stepDecisions(before: readonly AnyStateNode[], microsteps: readonly Microstep[]): readonly StepDecision[] {
  const decisions: StepDecision[] = [];
  let from = before;
  for (const { event, snapshot, transitions } of microsteps) {
    if (transitions.length > 0) decisions.push({ event: event.type, ...moveOf(from, snapshot._nodes, transitions) });
    from = snapshot._nodes;
  }
  return decisions;
}

/** The start of a journey as a decision: the states before any transition that follows at once. */
export function startDecision(initial: readonly AnyStateNode[]): StepDecision {
  return { event: 'xstate.init', from: [], to: initial.filter(isLeaf).map(({ id }) => id) };
}

/** True where a transition entered a state, be it one that was active before. */
export function hasMoved(microsteps: readonly Microstep[]): boolean {
  return microsteps.some(({ transitions }) => transitions.some(enters));
}

function moveOf(before: readonly AnyStateNode[], after: readonly AnyStateNode[], transitions: readonly AnyTransitionDefinition[]): Pick<StepDecision, 'from' | 'to'> {
  if (before !== after) {
    const left = leavesMissing(before, after);
    const entered = leavesMissing(after, before);
    if (left.length + entered.length > 0) return { from: left, to: entered };
  }
  return { from: idsOf(transitions), to: idsOf(transitions.filter(enters)) };
}

function leavesMissing(states: readonly AnyStateNode[], others: readonly AnyStateNode[]): readonly string[] {
  return states.filter((state) => isLeaf(state) && !others.includes(state)).map(({ id }) => id);
}

const idsOf = (transitions: readonly AnyTransitionDefinition[]): readonly string[] => [...new Set(transitions.map(({ source }) => source.id))];

/** A leaf that targets itself without `reenter` is the one target that XState does not enter. */
function enters({ target, source, reenter }: AnyTransitionDefinition): boolean {
  return target !== undefined && target.some((state) => reenter || state !== source || !isLeaf(state));
}
