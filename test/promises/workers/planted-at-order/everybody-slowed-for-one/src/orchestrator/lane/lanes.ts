import { setTimeout as sleep } from 'node:timers/promises';
import { createLanes as create } from '../../../../../../../../src/orchestrator/lane/lanes.js';

export type { Lanes } from '../../../../../../../../src/orchestrator/lane/lanes.js';

/** of all tasks, once there were so many that a share says something */
const mostOfAll = 0.1;
const enough = 60;
const pauseMs = 100;

/** The bug: a customer with more than a tenth of all tasks is slowed down, and everybody waits at the same gate. */
export const createLanes: typeof create = () => {
  const lanes = create();
  const begun = new Map<string, number>();
  let all = 0;
  let gate: Promise<unknown> = Promise.resolve();
  const isBusy = (key: string): boolean => {
    all += 1;
    begun.set(key, (begun.get(key) ?? 0) + 1);
    return all > enough && (begun.get(key) ?? 0) > all * mostOfAll;
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
