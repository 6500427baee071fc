import type { AnyMachineSnapshot, AnyStateNode } from 'xstate';
import { JourneyError } from '../../errors/index.js';
import { isLeaf } from './active-states.js';
import type { StoredSnapshot } from './step-contract.js';

/** A snapshot in both its forms. */
export interface KnownSnapshot { readonly stored: StoredSnapshot; readonly live: AnyMachineSnapshot }

/** The snapshot as data for the store. What did not change since `before` is shared with it, so that equal parts are identical parts. */
export function storeSnapshot(live: AnyMachineSnapshot, unnamedDelays: number, before?: KnownSnapshot): StoredSnapshot {
  if (before && before.live === live && (before.stored.unnamedDelays ?? 0) === unnamedDelays) return before.stored;
  const { status, value, context, output } = live;
  if (status === 'stopped') throw new JourneyError('DefinitionFault', 'An event of the definition stopped the machine', { path: live.machine.id });
  const history = historyOf(live, before);
  const invoked = status === 'active' ? invokedOf(live, before) : undefined;
  const order = status === 'active' ? orderOf(live._nodes) : undefined;
  return {
    status, value, context,
    ...(history && { history }),
    ...(invoked && { invoked }),
    ...(order && { order }),
    ...(unnamedDelays > 0 && { unnamedDelays }),
    ...(output !== undefined && { output }),
  };
}

function historyOf({ historyValue }: AnyMachineSnapshot, before?: KnownSnapshot): StoredSnapshot['history'] {
  if (before && before.live.historyValue === historyValue) return before.stored.history;
  const remembered = Object.entries(historyValue).map(([id, nodes]) => [id, nodes.map((node) => node.id)] as const);
  return remembered.length > 0 ? Object.fromEntries(remembered) : undefined;
}

function invokedOf({ children }: AnyMachineSnapshot, before?: KnownSnapshot): StoredSnapshot['invoked'] {
  if (before && before.live.children === children) return before.stored.invoked;
  const atWork = Object.entries<{ readonly src: string }>(children).map(([id, { src }]) => [id, src] as const);
  return atWork.length > 0 ? Object.fromEntries(atWork) : undefined;
}

/** XState goes through regions and through the lowest states in the order of its list; the place of the others in it has no effect. */
function orderOf(nodes: readonly AnyStateNode[]): readonly string[] | undefined {
  const latest = new Map<AnyStateNode | undefined, number>();
  for (const node of nodes) {
    if (isLeaf(node) && !grows(latest, undefined, node) || node.parent?.type === 'parallel' && !grows(latest, node.parent, node)) return nodes.map(({ id }) => id);
  }
  return undefined;
}

function grows(latest: Map<AnyStateNode | undefined, number>, group: AnyStateNode | undefined, { order }: AnyStateNode): boolean {
  const grown = (latest.get(group) ?? -1) < order;
  latest.set(group, order);
  return grown;
}
