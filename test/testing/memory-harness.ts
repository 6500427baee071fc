import type { Store } from '../../src/ports/index.js';
import { createMemoryData, createMemoryStore, createTestClock, type MemoryData, type StoreHarness } from '../../src/testing/index.js';

/** Memory stores on a clock that the cases move; `wrap` may break one on the way. */
export function memoryHarness(wrap: (store: Store, data: MemoryData) => Store = (store) => store): StoreHarness {
  const clock = createTestClock();
  const dataOf = new WeakMap<Store, MemoryData>();
  const make = (data: MemoryData): Store => {
    const store = wrap(createMemoryStore({ clock, data }), data);
    dataOf.set(store, data);
    return store;
  };
  return {
    create: () => make(createMemoryData()),
    reopen: (store) => make(dataOf.get(store) ?? createMemoryData()),
    advance: (ms) => clock.set(clock.now() + ms),
  };
}

/** Memory stores that several workers share, as a database is shared. */
export function sharedMemoryHarness(wrap: (store: Store, data: MemoryData) => Store = (store) => store): StoreHarness {
  const clock = createTestClock();
  const dataOf = new WeakMap<Store, MemoryData>();
  const make = (data: MemoryData): Store => {
    const store = wrap(createMemoryStore({ clock, data, shared: { leaseMs: 3_600_000, hints: true } }), data);
    dataOf.set(store, data);
    return store;
  };
  const over = (store: Store): MemoryData => dataOf.get(store) ?? createMemoryData();
  return {
    create: () => make(createMemoryData()),
    async reopen(store) {
      await store.close();
      return make(over(store));
    },
    join: (store) => make(over(store)),
    expire(store) {
      const { workers } = over(store);
      for (const epoch of workers.keys()) workers.set(epoch, -Infinity);
    },
    advance: (ms) => clock.set(clock.now() + ms),
  };
}
