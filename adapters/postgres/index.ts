export { createPostgresStore } from './create-postgres-store.js';
export type { PostgresStoreConfig } from './postgres-store-config.js';
