import type { PathsSeen } from '../../insight/paths/read-paths.js';

/** Puts states into columns by how few moves they are from where runs begin; those that no move leads to stand first. */
export function layersOf({ states, steps }: Pick<PathsSeen, 'states' | 'steps'>): readonly (readonly string[])[] {
  const names = states.map(({ state }) => state);
  const moves = steps.filter(({ from, to }) => from !== to);
  const entered = new Set(moves.map(({ to }) => to));
  // where all states are in one circle, runs begin at the one that most came to
  const first = names.some((name) => !entered.has(name)) ? names.filter((name) => !entered.has(name)) : names.slice(0, 1);
  const layers: (readonly string[])[] = [];
  const placed = new Set<string>();
  for (let layer: readonly string[] = first; layer.length > 0;) {
    layers.push(layer);
    for (const name of layer) placed.add(name);
    const reached = new Set(moves.filter(({ from, to }) => layer.includes(from) && !placed.has(to)).map(({ to }) => to));
    layer = names.filter((name) => reached.has(name));
  }
  const apart = names.filter((name) => !placed.has(name));
  return apart.length === 0 ? layers : [...layers, apart];
}
