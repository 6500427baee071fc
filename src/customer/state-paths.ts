import type { StoredValue } from '../journey/step/step-contract.js';

/** The active states as paths, innermost only: `['conversation.asking', 'answer clock.running']`. */
export function statePaths(value: StoredValue, above = ''): readonly string[] {
  if (typeof value === 'string') return [above + value];
  return Object.entries(value).flatMap(([state, below]) => {
    const paths = statePaths(below, `${above}${state}.`);
    return paths.length > 0 ? paths : [above + state];
  });
}
