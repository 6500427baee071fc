import type { AnyStateNode } from 'xstate';
import type { StoredValue } from './step-contract.js';

/** A state value that does not fit the machine, told by the id of the state where it stops fitting. */
export interface Misfit { readonly misfit: string; readonly why: string }

/**
 * The states a stored value means, parents first, in the order they are written; or where the value does not fit. XState itself
 * fills what is missing with initial states and takes two states of one region for both.
 */
export function activeStates(root: AnyStateNode, value: unknown): readonly AnyStateNode[] | Misfit {
  const found: AnyStateNode[] = [];
  return visit(root, value, found) ?? found;
}

/** The value of a machine in these states, its regions in the states' order. */
export function toStateValue(node: AnyStateNode, states: readonly AnyStateNode[]): StoredValue {
  const active = states.filter((state) => state.parent === node);
  const [only] = active;
  if (node.type === 'compound' && only && isLeaf(only)) return only.key;
  return Object.fromEntries(active.map((state) => [state.key, toStateValue(state, states)]));
}

/**
 * The state where a set of active states is impossible, if there is one: XState may end in two states of one region, in a region that was left, or
 * in no state at all.
 */
export function impossibleAt(root: AnyStateNode, states: readonly AnyStateNode[]): AnyStateNode | undefined {
  if (!states.includes(root)) return root;
  return states.find((state) => (state.parent !== undefined && !states.includes(state.parent)) || activeWithin(state, states) !== neededWithin(state));
}

/** True for a state without states in it. */
export const isLeaf = (node: AnyStateNode): boolean => node.type === 'atomic' || node.type === 'final';

function visit(node: AnyStateNode, value: unknown, found: AnyStateNode[]): Misfit | undefined {
  found.push(node);
  switch (node.type) {
    case 'compound': return typeof value === 'string' ? visitLeaf(node, value, found) : visitOne(node, value, found);
    case 'parallel': return visitRegions(node, value, found);
    case 'history': return { misfit: node.id, why: 'cannot be active' };
    default: return keysOf(value)?.length === 0 ? undefined : { misfit: node.id, why: 'has no states in it' };
  }
}

function visitLeaf(node: AnyStateNode, key: string, found: AnyStateNode[]): Misfit | undefined {
  const child = childOf(node, key);
  if (!child) return { misfit: node.id, why: 'lacks the state named' };
  if (!isLeaf(child)) return { misfit: child.id, why: 'needs one of its own states' };
  found.push(child);
  return undefined;
}

function visitOne(node: AnyStateNode, value: unknown, found: AnyStateNode[]): Misfit | undefined {
  const [key, ...more] = keysOf(value) ?? [];
  if (key === undefined || more.length > 0) return { misfit: node.id, why: 'needs one active state' };
  const child = childOf(node, key);
  if (!child) return { misfit: node.id, why: 'lacks the state named' };
  return isLeaf(child) ? { misfit: child.id, why: 'has no states in it' } : visit(child, valueAt(value, key), found);
}

function visitRegions(node: AnyStateNode, value: unknown, found: AnyStateNode[]): Misfit | undefined {
  const keys = new Set(keysOf(value));
  const regions = regionsOf(node);
  if (keys.size !== regions.length) return { misfit: node.id, why: 'needs a state in each of its regions' };
  for (const region of regions) {
    if (!keys.has(region.key)) return { misfit: region.id, why: 'is a region without a state' };
    const misfit = visit(region, valueAt(value, region.key), found);
    if (misfit) return misfit;
  }
  return undefined;
}

const regionsOf = (node: AnyStateNode): readonly AnyStateNode[] => Object.values(node.states).filter(({ type }) => type !== 'history');
const childOf = (node: AnyStateNode, key: string): AnyStateNode | undefined => Object.hasOwn(node.states, key) ? node.states[key] : undefined;
const keysOf = (value: unknown): readonly string[] | undefined => typeof value === 'object' && value !== null ? Object.keys(value) : undefined;
const valueAt = (value: unknown, key: string): unknown => typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

function neededWithin(node: AnyStateNode): number {
  if (node.type === 'parallel') return regionsOf(node).length;
  return node.type === 'compound' ? 1 : 0;
}

function activeWithin(node: AnyStateNode, states: readonly AnyStateNode[]): number {
  let active = 0;
  for (const { parent } of states) if (parent === node) active++;
  return active;
}
