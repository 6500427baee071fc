import { createCommitter as create, type Committer } from '../../../../../../src/orchestrator/lane/committer.js';

export type { Committed, Committer } from '../../../../../../src/orchestrator/lane/committer.js';

/** The bug: a state is entered in one commit, and its delay begins in the next. */
export function createCommitter(...given: Parameters<typeof create>): Committer {
  const committer = create(...given);
  return {
    ...committer,
    get taken() { return committer.taken; },
    async commit(change) {
      const { tenant, lane, epoch, timers } = change;
      const committed = await committer.commit({ ...change, timers: { cancel: timers?.cancel ?? [] } });
      if (committed.outcome.ok && timers?.set !== undefined) committer.mark({ tenant, lane, epoch, expect: -1, timers: { set: timers.set } });
      return committed;
    },
  };
}
