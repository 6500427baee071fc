import { dedupeHash as hashOf } from '../../../../../adapters/sqlite/dedupe-hash.js';

export { digestHash } from '../../../../../adapters/sqlite/dedupe-hash.js';

/** The bug: the same id is the same event, whoever says it. */
export const dedupeHash: typeof hashOf = (session, tenant, dedupe) => hashOf(session, tenant, { ...dedupe, source: '' });
