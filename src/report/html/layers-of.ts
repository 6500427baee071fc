import type { PathsSeen } from '../../insight/paths/read-paths.js';

type Steps = PathsSeen['steps'];

/** Puts states into columns so that moves go from left to right, each state behind all that lead to it; a move that closes a circle goes back. */
export function layersOf({ states, steps }: Pick<PathsSeen, 'states' | 'steps'>): readonly (readonly string[])[] {
  const names = states.map(({ state }) => state);
  const forward = withoutCircles(names, steps);
  const columnOf = new Map<string, number>();
  // what leads to a state stands before it in this order, so its column is known
  for (const name of forward.order) columnOf.set(name, Math.max(0, ...forward.moves.filter(({ to }) => to === name).map(({ from }) => (columnOf.get(from) ?? 0) + 1)));
  const last = Math.max(-1, ...columnOf.values());
  return Array.from({ length: last + 1 }, (_, column) => names.filter((name) => columnOf.get(name) === column));
}

/** The states in an order in which every move that is kept goes forward: from where most runs began, as far as it leads. */
function withoutCircles(names: readonly string[], steps: Steps): { readonly order: readonly string[]; readonly moves: Steps } {
  const known = new Set(names);
  const entered = new Set(steps.filter(({ from, to }) => from !== to).map(({ to }) => to));
  const moves: PathsSeen['steps'][number][] = [];
  const underWay = new Set<string>();
  const order: string[] = [];
  const follow = (name: string): void => {
    if (order.includes(name)) return;
    underWay.add(name);
    for (const step of steps) {
      if (step.from !== name || !known.has(step.to) || underWay.has(step.to)) continue;
      moves.push(step);
      follow(step.to);
    }
    underWay.delete(name);
    order.unshift(name);
  };
  for (const name of [...names.filter((one) => !entered.has(one)), ...names]) follow(name);
  return { order, moves };
}
