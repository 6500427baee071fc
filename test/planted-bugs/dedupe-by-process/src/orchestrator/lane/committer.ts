import { randomUUID } from 'node:crypto';
import { createCommitter as create, type Committer } from '../../../../../../src/orchestrator/lane/committer.js';

export type { Committed, Committer } from '../../../../../../src/orchestrator/lane/committer.js';

const mine = randomUUID();

/** The bug: each process knows again only what it has taken itself. */
export function createCommitter(...given: Parameters<typeof create>): Committer {
  const committer = create(...given);
  return {
    ...committer,
    get taken() { return committer.taken; },
    commit: ({ entries = [], ...change }) => committer.commit({
      ...change, entries: entries.map(({ dedupe, ...entry }) => ({ ...entry, ...(dedupe !== undefined && { dedupe: { ...dedupe, source: `${dedupe.source} ${mine}` } }) })),
    }),
  };
}
