import { setTimeout as sleep } from 'node:timers/promises';
import { createLanes as create } from '../../../../../../../../src/orchestrator/lane/lanes.js';

export type { Lanes } from '../../../../../../../../src/orchestrator/lane/lanes.js';

const most = 10;
const pauseMs = 100;

/** The bug: a customer with more than ten tasks in a second is slowed down, and everybody waits at the same gate. */
export const createLanes: typeof create = () => {
  const lanes = create();
  const begun = new Map<string, readonly number[]>();
  let gate: Promise<unknown> = Promise.resolve();
  const isBusy = (key: string): boolean => {
    const recent = [...(begun.get(key) ?? []).filter((at) => at > Date.now() - 1_000), Date.now()];
    begun.set(key, recent);
    return recent.length > most;
  };
  return {
    ...lanes,
    get total() { return lanes.total; },
    async run(key, task) {
      if (isBusy(key)) gate = gate.then(() => sleep(pauseMs));
      await gate;
      return lanes.run(key, task);
    },
  };
};
