import type { AnyMachineSnapshot, AnyStateNode } from 'xstate';
import { JourneyError } from '../../errors/index.js';
import { activeStates, toStateValue } from './active-states.js';
import type { StoredSnapshot } from './step-contract.js';
import type { Twin } from './twin-machine.js';

/** What stands for an activity at work: XState asks a child only for its id when it stops it. */
export interface ActivityStub { readonly id: string; readonly src: string }

/**
 * Brings a stored snapshot back to life, or throws `DefinitionFault`: a state that was removed, a value of another shape or the
 * history of another machine is refused here and not somewhere inside a step.
 */
export function restoreSnapshot(twin: Twin, stored: StoredSnapshot): AnyMachineSnapshot {
  if (!isObject(stored.context)) throw mismatch('context', 'is not an object of facts');
  const nodes = restoreStates(twin, stored);
  return {
    ...twin.blank,
    context: stored.context,
    _nodes: nodes,
    value: toStateValue(twin.machine.root, nodes),
    tags: new Set(nodes.flatMap((node) => node.tags)),
    children: restoreChildren(nodes, stored.invoked),
    historyValue: restoreHistory(twin, stored.history),
  } as AnyMachineSnapshot;
}

function restoreStates(twin: Twin, { value, order }: StoredSnapshot): AnyStateNode[] {
  const written = activeStates(twin.machine.root, value);
  if ('misfit' in written) throw mismatch(written.misfit, written.why);
  if (order === undefined) return [...written];
  const byId = new Map(written.map((node) => [node.id, node]));
  const ordered = isIds(order) ? order.flatMap((id) => byId.get(id) ?? []) : [];
  if (new Set(ordered).size !== byId.size || ordered.length !== byId.size) throw mismatch('order', 'does not name each active state once');
  return ordered;
}

function restoreChildren(nodes: readonly AnyStateNode[], invoked: unknown): Record<string, ActivityStub> {
  if (invoked === undefined) return {};
  if (!isObject(invoked)) throw mismatch('invoked', 'is not an object');
  const known = new Set(nodes.flatMap((node) => node.invoke.map(({ id }) => id)));
  const children: Record<string, ActivityStub> = {};
  for (const [id, src] of Object.entries(invoked)) {
    if (!known.has(id) || typeof src !== 'string') throw mismatch('invoked', 'names an activity that no active state invokes');
    children[id] = { id, src };
  }
  return children;
}

function restoreHistory(twin: Twin, history: unknown): Record<string, readonly AnyStateNode[]> {
  if (history === undefined) return {};
  if (!isObject(history)) throw mismatch('history', 'is not an object');
  return Object.fromEntries(Object.entries(history).map(([id, ids]) => {
    if (twin.nodes.get(id)?.type !== 'history' || !isIds(ids)) throw mismatch('history', 'names a state that is no history state');
    return [id, ids.map((state) => twin.nodes.get(state) ?? missing(id))];
  }));
}

function missing(id: string): never {
  throw mismatch(id, 'remembers a state that was removed');
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isIds(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((id) => typeof id === 'string');
}

function mismatch(path: string, why: string): JourneyError {
  return new JourneyError('DefinitionFault', `The stored snapshot does not fit this machine: '${path}' ${why}. Migrate it or run it on the version it was stored with`, { path });
}
