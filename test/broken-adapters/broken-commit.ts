import { joinKey, laneOf } from '../../src/testing/memory-store/memory-data.js';
import { breakChanges, breakMembers, breakOutcomes, without, type BrokenStore } from './break-store.js';

/** Stores that commit one change, or several together, in a wrong way. */
export const brokenCommit: readonly BrokenStore[] = [
  breakMembers('tells version 1 for ever', 'ST-16 ST-24 ST-113', (store) => ({ load: async (lanes) => (await store.load(lanes)).map((row) => row && { ...row, version: 1 }) })),
  breakChanges('overwrites a lane that should have been new', 'ST-17 ST-20 ST-26 ST-31 ST-32 ST-145', (change, _, data) =>
    (change.expect === 0 ? { ...change, expect: data.lanes.get(joinKey(change.tenant, change.lane))?.version ?? 0 } : change)),
  breakChanges('lets the last one win', 'ST-18', (change, _, data) => {
    const actual = data.lanes.get(joinKey(change.tenant, change.lane))?.version ?? 0;
    return change.expect > 0 && actual > 0 && change.expect < actual ? { ...change, expect: actual } : change;
  }),
  breakChanges('takes a change to a lane that is not there for its first', 'ST-19 ST-29', (change, _, data) =>
    (change.expect > 2 && (data.lanes.get(joinKey(change.tenant, change.lane))?.version ?? 0) === 0 ? { ...change, expect: 0 } : change)),
  breakMembers('logs what it refused', 'ST-20', (store) => ({
    async commit(batch) {
      const outcomes = await store.commit(batch);
      for (const [at, outcome] of outcomes.entries()) {
        const change = batch[at];
        if (!outcome.ok && outcome.why === 'version' && change?.entries !== undefined) await store.commit([{ ...only(change), entries: change.entries }]);
      }
      return outcomes;
    },
  })),
  breakMembers('takes away what a refused change would have taken', 'ST-21', (store) => ({
    async commit(batch) {
      const outcomes = await store.commit(batch);
      for (const [at, outcome] of outcomes.entries()) {
        const change = batch[at];
        if (!outcome.ok && change?.timers?.cancel !== undefined) await store.commit([{ ...only(change), timers: { cancel: change.timers.cancel } }]);
      }
      return outcomes;
    },
  })),
  breakMembers('leaves lanes that are not there out of the answer', 'ST-22', (store) => ({ load: async (lanes) => (await store.load(lanes)).filter((row) => row !== undefined) })),
  breakMembers('loads the lane of whichever tenant', 'ST-23 ST-118', (store) => ({
    load: async (lanes) => (await store.load(lanes.map((lane) => ({ ...lane, tenant: lane.tenant === 'u' ? 't' : lane.tenant })))).map((row, at) => row && { ...row, tenant: lanes[at]?.tenant ?? '' }),
  })),
  breakChanges('gives a mark a version', 'ST-24 ST-32 ST-113 ST-144', (change, _, data) => {
    const lane = data.lanes.get(joinKey(change.tenant, change.lane));
    return change.expect === -1 && lane !== undefined ? { ...change, expect: lane.version, state: lane.state } : change;
  }),
  breakChanges('begins a lane for a mark', 'ST-25 ST-122 ST-145', (change, _, data) => {
    if (change.expect === -1) laneOf(data, change.tenant, change.lane).version ||= 1;
    return change;
  }),
  breakMembers('looks at the version a moment before it writes', 'ST-26', (store, data) => ({
    async commit(batch) {
      const [change] = batch;
      const actual = change === undefined ? 0 : data.lanes.get(joinKey(change.tenant, change.lane))?.version ?? 0;
      if (batch.length !== 1 || change === undefined || change.expect !== actual) return store.commit(batch);
      await Promise.resolve();
      return store.commit([{ ...change, expect: data.lanes.get(joinKey(change.tenant, change.lane))?.version ?? 0 }]);
    },
  })),
  breakChanges('keeps a timer that is due at no time', 'ST-27', (change) => (change.timers?.set === undefined ? change
    : { ...change, timers: { ...change.timers, set: change.timers.set.map(({ id, due }) => ({ id, due: Number.isNaN(due) ? 0 : due })) } })),
  breakMembers('cannot commit nothing', 'ST-28', (store) => ({
    async commit(batch) {
      const outcomes = await store.commit(batch);
      if (batch.length === 0) throw new Error('nothing to commit');
      return outcomes;
    },
  })),
  breakMembers('refuses a whole batch for one of its changes', 'ST-29', (store, data) => ({
    async commit(batch) {
      const stale = batch.find(({ tenant, lane, expect }) => expect > 0 && (data.lanes.get(joinKey(tenant, lane))?.version ?? 0) === 0);
      return batch.length > 2 && stale?.expect === 5 ? batch.map(() => ({ ok: false, why: 'version', actual: 0 })) : store.commit(batch);
    },
  })),
  breakMembers('answers a batch back to front', 'ST-30 ST-31 ST-32 ST-33 ST-43 ST-53', (store) => ({ commit: async (batch) => (await store.commit(batch)).toReversed() })),
  breakMembers('commits a batch back to front', 'ST-27 ST-30 ST-31 ST-33 ST-43 ST-51 ST-53', (store) => ({ commit: async (batch) => (await store.commit(batch.toReversed())).toReversed() })),
  breakMembers('takes a change built on a refused one', 'ST-27 ST-31', (store) => ({ commit: async (batch) => (batch.length > 4 ? store.commit(batch) : (await Promise.all((await store.commit([]), batch).map((change) => store.commit([change])))).flat()) })),
  breakMembers('holds marks back behind a refused change', 'ST-32 ST-144', (store) => ({
    async commit(batch) {
      const outcomes = await store.commit(batch.map((change, at) => (at > 0 && change.expect === -1 ? { ...change, expect: 9, state: '' } : change)));
      return outcomes;
    },
  })),
  breakMembers('tells every change the last position of its batch', 'ST-33', (store) => ({
    async commit(batch) {
      const outcomes = await store.commit(batch);
      const last = outcomes.findLast(({ ok }) => ok);
      return outcomes.map((outcome) => (outcome.ok && last?.ok === true ? { ...outcome, position: last.position } : outcome));
    },
  })),
  breakMembers('commits a batch that is too large in parts', 'ST-34', (store) => ({
    async commit(batch) {
      const { maxBatch } = store.info;
      return batch.length <= maxBatch ? store.commit(batch) : [...await store.commit(batch.slice(0, maxBatch)), ...await store.commit(batch.slice(maxBatch))];
    },
  })),
  breakMembers('adds before it removes', 'ST-35', (store) => ({
    async commit(batch) {
      const outcomes = await store.commit(batch.map((change) => without(change, 'rows')));
      const rows = batch.filter((change, at) => change.rows !== undefined && outcomes[at]?.ok === true);
      await store.commit(rows.map((change) => ({ ...only(change), rows: { put: change.rows?.put ?? [] } })));
      await store.commit(rows.map((change) => ({ ...only(change), rows: { drop: change.rows?.drop ?? [] } })));
      return outcomes;
    },
  })),
  breakOutcomes('begins counting versions at 2', 'ST-16 ST-18 ST-30', (outcome, change) => (outcome.ok && change.expect === 0 && change.state === 'one' && outcome.version === 1 ? { ...outcome, version: 2 } : outcome)),
];

function only<C extends { readonly tenant: string; readonly lane: string; readonly epoch: number }>({ tenant, lane, epoch }: C): { readonly tenant: string; readonly lane: string; readonly epoch: number; readonly expect: -1 } {
  return { tenant, lane, epoch, expect: -1 };
}
