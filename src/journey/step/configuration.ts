import type { AnyStateNode } from 'xstate';
import { JourneyError } from '../../errors/index.js';
import { activeStates, toStateValue } from './active-states.js';
import type { StoredSnapshot, StoredValue } from './step-contract.js';
import type { Twin } from './twin-machine.js';

/** The states a stored value means, with what follows from them alone. Shared by the snapshots that are in them. */
export interface Configuration {
  /** in the order in which XState lets them act */
  readonly nodes: readonly AnyStateNode[];
  readonly value: StoredValue;
  readonly tags: ReadonlySet<string>;
  /** ids of what these states invoke */
  readonly invokes: ReadonlySet<string>;
}

/** Finds what a stored value means, or throws `DefinitionFault` where it does not fit the machine; each value is worked out once. */
export function configurationOf(twin: Twin, { value, order }: Pick<StoredSnapshot, 'value' | 'order'>): Configuration {
  const text = textOf(value, order);
  const known = twin.configurations.get(text);
  if (known) return known;
  const nodes = statesOf(twin, value, order);
  const found: Configuration = {
    nodes,
    value: frozen(toStateValue(twin.machine.root, nodes)),
    tags: new Set(nodes.flatMap((node) => node.tags)),
    invokes: new Set(nodes.flatMap((node) => twin.invoked.get(node) ?? [])),
  };
  if (twin.configurations.size >= most) twin.configurations.clear();
  twin.configurations.set(text, found);
  return found;
}

/** A stored snapshot that cannot be brought back to life on this machine. */
export function mismatch(path: string, why: string): JourneyError {
  return new JourneyError('DefinitionFault', `The stored snapshot does not fit this machine: '${path}' ${why}. Migrate it or run it on the version it was stored with`, { path });
}

/** True for a list of state ids. */
export function isIds(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((id) => typeof id === 'string');
}

/** A machine with many regions has more configurations than are worth remembering. */
const most = 1_000;

function textOf(value: unknown, order: unknown): string {
  try {
    return order === undefined ? JSON.stringify(value) : JSON.stringify([value, order]);
  } catch {
    throw mismatch('value', 'is no plain data');
  }
}

function statesOf({ machine }: Twin, value: unknown, order: unknown): readonly AnyStateNode[] {
  const written = activeStates(machine.root, value);
  if ('misfit' in written) throw mismatch(written.misfit, written.why);
  if (order === undefined) return written;
  const byId = new Map(written.map((node) => [node.id, node]));
  const ordered = isIds(order) ? order.flatMap((id) => byId.get(id) ?? []) : [];
  if (new Set(ordered).size !== byId.size || ordered.length !== byId.size) throw mismatch('order', 'does not name each active state once');
  return ordered;
}

function frozen(value: StoredValue): StoredValue {
  if (typeof value === 'object') Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
