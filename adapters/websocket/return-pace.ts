import { BoundedMap } from './bounded-map.js';

/** Decides when to try a user again who is away, and whether their return is news. */
export interface ReturnPace {
  /** Milliseconds until the next try: short at first, growing with every try in vain. */
  missed(user: string): number;
  /** True where something may be waiting: tried in vain since they left, or not heard of lately. Keeps a flapping line from being told every time. */
  returned(user: string, now: number): boolean;
}

const firstRetryMs = 1_000;
const longestRetryMs = 30_000;
const quietMs = 5_000;
const maxUsers = 10_000;

export function createReturnPace(): ReturnPace {
  const users = new BoundedMap<string, { readonly misses: number; readonly toldAt: number }>(maxUsers);
  return {
    missed: (user) => {
      const { misses, toldAt } = users.get(user) ?? { misses: 0, toldAt: -Infinity };
      users.set(user, { misses: misses + 1, toldAt });
      return Math.min(firstRetryMs * 2 ** misses, longestRetryMs);
    },
    returned: (user, now) => {
      const { misses, toldAt } = users.get(user) ?? { misses: 0, toldAt: -Infinity };
      const news = misses > 0 || now - toldAt >= quietMs;
      users.set(user, { misses: 0, toldAt: news ? now : toldAt });
      return news;
    },
  };
}
