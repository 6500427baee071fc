import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { checkedAction } from './checked-action.js';
import { asFunction, checkedGuard } from './checked-guard.js';
import { checkedCall, type FaultLog } from './definition-fault.js';
import { invoking } from './invoking.js';

/** Checks every function of one state of a twin machine, in place: its actions, guards, inputs and output. Answers the ids of what it invokes. */
export function checkNode(faults: FaultLog, node: AnyStateNode): readonly string[] {
  const { ids, begin, end } = invoking(faults, node);
  Object.assign(node, { entry: [...checkedList(faults, node.entry, node.id), ...begin], exit: [...checkedList(faults, node.exit, node.id), ...end] });
  for (const transition of [...node.transitions.values()].flat().concat(node.always ?? [])) checkTransition(faults, transition, node.id);
  if (node.type === 'compound') checkTransition(faults, node.initial, node.id);
  settle(node);
  const output: unknown = node.output;
  if (typeof output === 'function') node.output = checkedCall(faults, { path: node.id, part: 'output' }, asFunction(output));
  return ids;
}

const checkedList = (faults: FaultLog, actions: readonly unknown[], path: string): readonly unknown[] =>
  actions.map((action) => checkedAction(faults, action, path));

function checkTransition(faults: FaultLog, transition: Pick<AnyTransitionDefinition, 'actions' | 'guard'>, path: string): void {
  Object.assign(transition, { actions: checkedList(faults, transition.actions, path) });
  if (transition.guard !== undefined) Object.assign(transition, { guard: checkedGuard(faults, transition.guard, path) });
}

/** XState looks these up in a cache each time it enters or leaves a state; as plain properties they are simply there. What is invoked are actions now. */
function settle(node: AnyStateNode): void {
  Object.defineProperties(node, { invoke: { value: [] }, initial: { value: node.initial } });
}
