import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { checkedAction } from './checked-action.js';
import { asFunction, checkedGuard } from './checked-guard.js';
import { checkedCall, definitionFault, type FaultLog } from './definition-fault.js';

/** Checks every function of one state of a twin machine, in place: its actions, guards, inputs and output. */
export function checkNode(faults: FaultLog, node: AnyStateNode): void {
  Object.assign(node, { entry: checkedList(faults, node.entry, node.id), exit: checkedList(faults, node.exit, node.id) });
  for (const transition of [...node.transitions.values()].flat().concat(node.always ?? [])) checkTransition(faults, transition, node.id);
  if (node.type === 'compound') checkTransition(faults, node.initial, node.id);
  for (const invoke of node.invoke) checkInvoke(faults, invoke, node.id);
  settle(node);
  const output: unknown = node.output;
  if (typeof output === 'function') node.output = checkedCall(faults, { path: node.id, part: 'output' }, asFunction(output));
}

const checkedList = (faults: FaultLog, actions: readonly unknown[], path: string): readonly unknown[] =>
  actions.map((action) => checkedAction(faults, action, path));

function checkTransition(faults: FaultLog, transition: Pick<AnyTransitionDefinition, 'actions' | 'guard'>, path: string): void {
  Object.assign(transition, { actions: checkedList(faults, transition.actions, path) });
  if (transition.guard !== undefined) Object.assign(transition, { guard: checkedGuard(faults, transition.guard, path) });
}

function checkInvoke(faults: FaultLog, invoke: { readonly src: unknown; readonly input?: unknown }, path: string): void {
  if (typeof invoke.src !== 'string' || invoke.src.startsWith('xstate.invoke.')) {
    throw definitionFault({ path, part: 'input' }, 'belongs to an invoke without a name; invoke an activity by its name');
  }
  if (typeof invoke.input === 'function') Object.assign(invoke, { input: checkedCall(faults, { path, part: 'input' }, asFunction(invoke.input)) });
}

/** XState looks these up in a cache each time it enters or leaves a state; as plain properties they are simply there. */
function settle(node: AnyStateNode): void {
  Object.defineProperties(node, { invoke: { value: node.invoke }, initial: { value: node.initial } });
}
