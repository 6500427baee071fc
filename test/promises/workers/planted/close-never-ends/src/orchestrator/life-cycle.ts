import { createLifeCycle as create, type LifeCycle } from '../../../../../../../src/orchestrator/life-cycle.js';

export type { LifeCycle } from '../../../../../../../src/orchestrator/life-cycle.js';

/** The bug: who is asked to close goes on as before. */
export function createLifeCycle(...given: Parameters<typeof create>): LifeCycle {
  const cycle = create(...given);
  return { ...cycle, get isOpen() { return cycle.isOpen; }, close: () => new Promise(() => {}) };
}
