/** One writer a customer: tasks of one lane run one after another, in the order they came; different lanes never wait for each other. */
export interface Lanes {
  run<T>(lane: string, task: () => Promise<T>): Promise<T>;
  /** tasks waiting or running in one lane */
  waiting(lane: string): number;
  /** tasks waiting or running in all */
  readonly total: number;
  /** resolves when nothing waits or runs */
  idle(): Promise<void>;
  /** resolves when all that waits or runs now has ended, whatever comes meanwhile */
  ended(): Promise<void>;
}

interface Lane { tail: Promise<unknown>; waiting: number }

/** Opens an empty set of lanes; a lane exists only while something waits in it. */
export function createLanes(): Lanes {
  const lanes = new Map<string, Lane>();
  const sleepers: (() => void)[] = [];
  let total = 0;
  const leave = (key: string, lane: Lane): void => {
    total -= 1;
    lane.waiting -= 1;
    if (lane.waiting === 0) lanes.delete(key);
    if (total === 0) for (const wake of sleepers.splice(0)) wake();
  };
  return {
    run(key, task) {
      const lane = lanes.get(key) ?? { tail: Promise.resolve(), waiting: 0 };
      lanes.set(key, lane);
      lane.waiting += 1;
      total += 1;
      const result = lane.waiting === 1 ? task() : lane.tail.then(task);
      const ended = result.then(() => leave(key, lane), () => leave(key, lane));
      lane.tail = ended;
      return result;
    },
    waiting: (key) => lanes.get(key)?.waiting ?? 0,
    get total() { return total; },
    ended: async () => { await Promise.all(Array.from(lanes.values(), ({ tail }) => tail)); },
    idle: () => (total === 0 ? Promise.resolve() : new Promise((wake) => sleepers.push(wake))),
  };
}
