import type { AnyStateNode } from 'xstate';
import { isLeaf } from './active-states.js';

/**
 * The ids of active states where the order in which XState lets them act is not the one they are written in. XState goes through the regions of
 * one state and through the lowest states in the order of its list; the place of the others in it has no effect, so it is not kept: equal
 * behaviour is equal data.
 */
export function actingOrder(nodes: readonly AnyStateNode[]): readonly string[] | undefined {
  let leaf = -1;
  for (const [index, node] of nodes.entries()) {
    const earlier = isLeaf(node) ? leaf : -1;
    if (earlier > node.order || isRegion(node) && followsLaterRegion(nodes, index)) return asWrittenWherePossible(nodes).map(({ id }) => id);
    if (isLeaf(node)) leaf = node.order;
  }
  return undefined;
}

function followsLaterRegion(nodes: readonly AnyStateNode[], index: number): boolean {
  const region = nodes[index];
  for (let other = 0; other < index; other++) {
    if (region && nodes[other]?.parent === region.parent && (nodes[other]?.order ?? -1) > region.order) return true;
  }
  return false;
}

/** The first as written among those that need to follow none that is left, one after the other. */
function asWrittenWherePossible(nodes: readonly AnyStateNode[]): readonly AnyStateNode[] {
  const follows = new Map(nodes.map((node, index) => [node, [
    isLeaf(node) ? nodes.findLast((other, at) => at < index && isLeaf(other)) : undefined,
    isRegion(node) ? nodes.findLast((other, at) => at < index && other.parent === node.parent) : undefined,
  ]] as const));
  const left = new Set([...nodes].sort((a, b) => a.order - b.order));
  const isFree = (node: AnyStateNode): boolean => follows.get(node)?.every((other) => other === undefined || !left.has(other)) ?? true;
  return nodes.flatMap(() => {
    const next = [...left].find(isFree);
    if (next) left.delete(next);
    return next ?? [];
  });
}

const isRegion = ({ parent }: AnyStateNode): boolean => parent?.type === 'parallel';
