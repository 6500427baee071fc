import type { StoredValue } from '../journey/step/step-contract.js';

/** The active states as paths, innermost only: `['conversation.asking', 'answer clock.running']`. */
export function statePaths(value: StoredValue): readonly string[] {
  const paths: string[] = [];
  collect(value, '', paths);
  return paths;
}

function collect(value: StoredValue, above: string, paths: string[]): void {
  if (typeof value === 'string') return void paths.push(above + value);
  for (const state of Object.keys(value)) {
    const before = paths.length;
    collect(value[state] ?? {}, `${above}${state}.`, paths);
    if (paths.length === before) paths.push(above + state);
  }
}
