import { describe, it } from 'vitest'; // or node:test, or jest
import type { Store } from 'throughline/ports';
import { createMemoryData, createMemoryStore, createTestClock, describeCases, storeCases, type MemoryData } from 'throughline/testing';

const clock = createTestClock();
const dataOf = new WeakMap<Store, MemoryData>();
const over = (data: MemoryData): Store => {
  const store = createMemoryStore({ data, clock });
  dataOf.set(store, data);
  return store;
};

describeCases('memory', storeCases({
  create: () => over(createMemoryData()),
  reopen: (store) => over(dataOf.get(store) ?? createMemoryData()),
  advance: (ms) => clock.set(clock.now() + ms),
}), { describe, it });
