export { createMemoryStore, type MemoryStoreConfig } from '../../src/testing/memory-store/create-memory-store.js';
export { createMemoryCrm, type MemoryCrm, type MemoryCrmConfig } from '../../src/testing/memory-crm/create-memory-crm.js';
export type { MemoryCrmCase, MemoryCrmEntry, MemoryCrmPerson } from '../../src/testing/memory-crm/crm-data.js';
