import { randomUUID } from 'node:crypto';
import { dedupeHash as hashOf } from '../../../../../../../adapters/postgres/dedupe-hash.js';

export { digestHash } from '../../../../../../../adapters/postgres/dedupe-hash.js';

/** The bug: nothing that comes is known again. */
export const dedupeHash: typeof hashOf = (salt, tenant, dedupe) => hashOf(salt, tenant, { ...dedupe, id: randomUUID() });
