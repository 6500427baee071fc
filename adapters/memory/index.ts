export { createMemoryStore, type MemoryStoreConfig } from '../../src/testing/memory-store/create-memory-store.js';
