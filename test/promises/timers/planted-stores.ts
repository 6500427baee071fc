import type { Change, Store } from 'throughline/ports';
import type { TestClock } from 'throughline/testing';
import { withTimers } from './watched-timers.js';

/** The bug: one look in so many finds nothing, though something is due. */
export const dozing = (every: number) => (store: Store): Store => {
  let looks = 0;
  return withTimers(store, async (query) => {
    looks += 1;
    return looks % every === 0 ? { now: await store.now(), due: [] } : store.claim({ kind: 'timer', ...query });
  });
};

const laterMs = 20;

/** The bug: a state is left in one commit, and its delay cancelled in the next. */
export const cancelsAfterCommit = (store: Store, clock: TestClock): Store => ({
  ...store,
  async commit(batch) {
    const outcomes = await store.commit(batch.map(({ timers, ...change }) => ({ ...change, ...(timers?.set !== undefined && { timers: { set: timers.set } }) })));
    const cancels = batch.flatMap(({ tenant, lane, epoch, timers }, at): readonly Change[] => (outcomes[at]?.ok === true && timers?.cancel !== undefined ? [{ tenant, lane, epoch, expect: -1, timers: { cancel: timers.cancel } }] : []));
    if (cancels.length > 0) clock.after(laterMs, () => void store.commit(cancels));
    return outcomes;
  },
});
