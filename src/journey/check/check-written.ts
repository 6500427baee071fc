import { checkKeys } from './check-keys.js';
import { checkShape } from './check-shape.js';
import { checkTargets } from './check-targets.js';
import type { Finding } from './finding.js';
import { writtenStates } from './written-state.js';

/** What a configuration shows before XState has read it; keys and targets are asked only where its shape holds. */
export function checkWritten(config: unknown, id: string): readonly Finding[] {
  const shape = checkShape(config, id);
  if (shape.length > 0) return shape;
  const states = writtenStates(config, id);
  return [...checkKeys(states), ...checkTargets(states)];
}
