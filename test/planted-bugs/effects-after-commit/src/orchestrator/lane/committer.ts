import { createCommitter as create, type Committer } from '../../../../../../src/orchestrator/lane/committer.js';

export type { Committed, Committer } from '../../../../../../src/orchestrator/lane/committer.js';

/** The bug: what a step decided is committed, and what is to be done about it in the next commit. */
export function createCommitter(...given: Parameters<typeof create>): Committer {
  const committer = create(...given);
  return {
    ...committer,
    get taken() { return committer.taken; },
    async commit(change) {
      const { tenant, lane, epoch, effects } = change;
      const committed = await committer.commit({ ...change, effects: { settle: effects?.settle ?? [] } });
      if (!committed.outcome.ok || effects?.add === undefined || effects.add.length === 0) return committed;
      const { outcome } = await committer.commit({ tenant, lane, epoch, expect: -1, effects: { add: effects.add } });
      return outcome.ok ? { ...committed, outcome: { ...committed.outcome, waiting: outcome.waiting } } : committed;
    },
  };
}
