export { getPathsFromEvents, getShortestPaths, getSimplePaths, joinPaths, toDirectedGraph } from '../journey/graph.js';
export { given, type Given, type Happening, type Then } from './given.js';
export { describeCases, runCases, type CaseReport, type CaseRunner, type ConformanceCase } from './conformance-case.js';
export { createMemoryData, type MemoryData } from './memory-store/memory-data.js';
export { createMemoryStore, type MemoryStoreConfig } from './memory-store/create-memory-store.js';
export type { StoreHarness } from './store-cases/store-bench.js';
export { storeCases } from './store-cases/store-cases.js';
export { createTestClock, type TestClock } from './test-clock.js';
