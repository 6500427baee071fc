import type { AnyMachineSnapshot } from 'xstate';
import { JourneyError } from '../../errors/index.js';
import { actingOrder } from './acting-order.js';
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
  const began = status === 'active' ? beganOf(live, before) : undefined;
  const order = status === 'active' ? actingOrder(live._nodes) : undefined;
  return {
    status, value, context,
    ...(history && { history }),
    ...(invoked && { invoked }),
    ...(began && { began }),
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
  let invoked: Record<string, string> | undefined;
  for (const id in children) (invoked ??= {})[id] = children[id].src;
  return invoked;
}

/** A store may sort the keys of what it keeps, and so may whoever reads it. */
function beganOf({ children }: AnyMachineSnapshot, before?: KnownSnapshot): readonly string[] | undefined {
  if (before && before.live.children === children) return before.stored.began;
  const ids = Object.keys(children);
  return ids.some((id, at) => id < (ids[at - 1] ?? '')) ? ids : undefined;
}
