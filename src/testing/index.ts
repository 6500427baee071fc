export { createMemoryData, type MemoryData } from './memory-store/memory-data.js';
export { createMemoryStore, type MemoryStoreConfig } from './memory-store/create-memory-store.js';
export { createTestClock, type TestClock } from './test-clock.js';
