import { createCommitter as create, type Committer } from '../../../../../../../../src/orchestrator/lane/committer.js';

export type { Committed, Committer } from '../../../../../../../../src/orchestrator/lane/committer.js';

/** The bug: an event is answered as soon as it is decided, as if nobody else could be faster and nothing could come between. */
export function createCommitter(...given: Parameters<typeof create>): Committer {
  const committer = create(...given);
  return {
    ...committer,
    get taken() { return committer.taken; },
    async commit(change) {
      const committing = committer.commit(change);
      committing.catch(() => {});
      return change.expect < 0 ? committing : { outcome: { ok: true, version: change.expect + 1, position: 0, waiting: [] }, resent: false };
    },
  };
}
