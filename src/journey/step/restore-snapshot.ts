import type { AnyMachineSnapshot, AnyStateNode } from 'xstate';
import { configurationOf, isIds, mismatch } from './configuration.js';
import type { ActivityStub } from './invoking.js';
import type { StoredSnapshot } from './step-contract.js';
import type { Twin } from './twin-machine.js';

/**
 * Brings a stored snapshot back to life, or throws `DefinitionFault`: a state that was removed, a value of another shape or the
 * history of another machine is refused here and not somewhere inside a step.
 */
export function restoreSnapshot(twin: Twin, stored: StoredSnapshot): AnyMachineSnapshot {
  if (!isObject(stored.context)) throw mismatch('context', 'is not an object of facts');
  const { nodes, value, tags, invokes } = configurationOf(twin, stored);
  return {
    ...twin.blank,
    context: stored.context,
    _nodes: nodes,
    value,
    tags,
    children: restoreChildren(invokes, stored),
    historyValue: restoreHistory(twin, stored.history),
  } as AnyMachineSnapshot;
}

function restoreChildren(invokes: ReadonlySet<string>, { invoked, began }: { readonly invoked?: unknown; readonly began?: unknown }): Record<string, ActivityStub> {
  if (invoked === undefined) return {};
  if (!isObject(invoked)) throw mismatch('invoked', 'is not an object');
  const children: Record<string, ActivityStub> = {};
  for (const id of began === undefined ? Object.keys(invoked) : orderedAs(began, invoked)) {
    const src = invoked[id];
    if (!invokes.has(id) || typeof src !== 'string') throw mismatch('invoked', 'names an activity that no active state invokes');
    children[id] = { id, src };
  }
  return children;
}

function orderedAs(began: unknown, invoked: object): readonly string[] {
  if (isIds(began) && new Set(began).size === Object.keys(invoked).length && began.every((id) => Object.hasOwn(invoked, id))) return began;
  throw mismatch('began', 'does not name the activities that are at work');
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
