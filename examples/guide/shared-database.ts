import { createPostgresStore } from 'throughline/adapters/postgres';

/** The store of a host that runs in several processes. */
export const store = createPostgresStore({ connection: 'postgres://app:secret@db.example/shop', schema: 'throughline' });
