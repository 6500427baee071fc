import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMachine, type AnyStateNode } from 'xstate';
import { actingOrder } from '../../../src/journey/step/acting-order.js';

const open = { states: { deep: { states: { low: {} }, initial: 'low' } }, initial: 'deep' } as const;
const { root } = createMachine({ id: 'm', type: 'parallel', states: { a: open, b: open, c: {}, d: { type: 'parallel', states: { e: open, f: {} } } } });
const written = within(root);
const anyOrder = fc.shuffledSubarray([...written], { minLength: written.length, maxLength: written.length });

it('is told only where leaves or regions act in another order than they are written in', () => {
  expect(actingOrder(written)).toBeUndefined();
  expect(actingOrder([...written.filter((node) => !isDeep(node)), ...written.filter(isDeep)])).toBeUndefined();
});

it('keeps the leaves and the regions of each state in the order they act in, and nothing else', () => {
  fc.assert(fc.property(anyOrder, (nodes) => {
    const told = (actingOrder(nodes) ?? written.map(({ id }) => id)).flatMap((id) => written.find((node) => node.id === id) ?? []);
    expect(partsOf(told)).toEqual(partsOf(nodes));
    expect([...told].sort(byOrder)).toEqual(written);
  }));
});

it('is the same wherever the states stand that are neither', () => {
  fc.assert(fc.property(anyOrder, fc.infiniteStream(fc.nat({ max: written.length - 1 })), (nodes, places) => {
    const moved = nodes.filter((node) => !isDeep(node));
    for (const node of written.filter(isDeep)) moved.splice(places.next().value ?? 0, 0, node);
    expect(actingOrder(moved)).toEqual(actingOrder(nodes));
  }));
});

function within(node: AnyStateNode): readonly AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(within)];
}

/** Neither a leaf nor a region. */
function isDeep(node: AnyStateNode): boolean {
  return node.key === 'deep';
}

function partsOf(nodes: readonly AnyStateNode[]): readonly (readonly string[])[] {
  const partOf = (is: (node: AnyStateNode) => boolean): readonly string[] => nodes.filter(is).map(({ id }) => id);
  return [partOf(({ type }) => type === 'atomic'), ...written.filter(({ type }) => type === 'parallel').map((parent) => partOf((node) => node.parent === parent))];
}

function byOrder(a: AnyStateNode, b: AnyStateNode): number {
  return a.order - b.order;
}
