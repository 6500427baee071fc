export { createSqliteStore } from './create-sqlite-store.js';
export type { SqliteStoreConfig } from './sqlite-store-config.js';
