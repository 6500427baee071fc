import type { Change, Store } from '../../src/ports/index.js';
import { joinKey, type MemoryData, type MemoryEffect } from '../../src/testing/memory-store/memory-data.js';
import { breakClaims, breakMembers, type BrokenStore } from './break-store.js';

/** Before each claim what others have in hand is put back. */
const handingOutTwice: BrokenStore = {
  name: 'hands out what other workers have in hand', fails: 'ST-135 ST-136',
  wrap(store, data) {
    let own = 0;
    const opening: Store = {
      ...store,
      async open(owner) {
        const opened = await store.open(owner);
        own = opened.epoch;
        return opened;
      },
    };
    const query = <Q>(asked: Q): Q => {
      for (const { effects } of data.lanes.values()) for (const effect of effects.values()) putBack(data, effect, own);
      return asked;
    };
    return breakClaims('', '', { query }).wrap(opening, data);
  },
};

function putBack(data: MemoryData, effect: MemoryEffect, epoch: number): void {
  if (effect.holder === undefined || effect.holder === epoch || effect.slot < 0) return;
  effect.next = 0;
  data.effectsDue.put(effect);
}

/** Stores of which one worker does not mind the others. */
export const brokenWorkers: readonly BrokenStore[] = [
  breakMembers('throws everybody out who is open when another joins', 'ST-130 ST-131 ST-132 ST-133 ST-134 ST-135 ST-136 ST-137', (store, data) => ({
    async open(owner) {
      for (const epoch of data.workers.keys()) data.workers.set(epoch, -Infinity);
      return store.open(owner);
    },
  })),
  breakOwn('takes a change on an old version where another worker wrote the newer one', 'ST-131', (change, { isOwn, actual }) => (change.expect > 0 && !isOwn && actual > 0 ? { ...change, expect: actual } : change)),
  breakOwn('writes over a lane that another worker has just begun', 'ST-26 ST-132', (change, { isOwn, actual }) => (change.expect === 0 && !isOwn && actual > 0 ? { ...change, expect: actual } : change)),
  breakMembers('knows only the events that it was brought itself', 'ST-47 ST-133', (store, data) => {
    const own = new Set<string>();
    return {
      commit(batch) {
        for (const { tenant, entries = [] } of batch) {
          for (const { dedupe } of entries) {
            if (dedupe === undefined) continue;
            const key = joinKey(tenant, dedupe.source, dedupe.id);
            if (!own.has(key)) data.dedupe.delete(key);
            own.add(key);
          }
        }
        return store.commit(batch);
      },
    };
  }),
  breakOwn('lets one worker take an identity from a customer of another', 'ST-134', (change, { data, isMine }) => {
    for (const identity of change.identities?.claim ?? []) {
      const key = joinKey(change.tenant, identity);
      const holder = data.identities.get(key);
      if (holder !== undefined && !isMine(holder)) data.identities.delete(key);
    }
    return change;
  }),
  handingOutTwice,
  breakMembers('keeps what it had in hand when it closes', 'ST-12 ST-14 ST-15 ST-137 ST-141', (store, data) => ({
    async close() {
      for (const { effects, timers } of data.lanes.values()) for (const one of [...effects.values(), ...timers.values()]) if (one.holder !== undefined) one.holder = -1;
      await store.close();
    },
  })),
  breakMembers('does not look at its lease', 'ST-10 ST-138 ST-140', (store, data) => ({
    commit(batch) {
      for (const { epoch } of batch) data.workers.set(epoch, Infinity);
      return store.commit(batch);
    },
  })),
  breakMembers('never tells that anything was left unfinished', 'ST-12 ST-139', (store) => ({ open: async (owner) => ({ ...await store.open(owner), unfinished: 0 }) })),
  breakMembers('tells nobody', 'ST-141', (store) => (store.hints === undefined ? {} : { hints: { ...store.hints, tell: async () => {} } })),
  breakMembers('does not tell that it has gone', 'ST-141', (store, data) => ({
    async close() {
      const heard = [...data.listeners];
      data.listeners.clear();
      await store.close();
      for (const [owner, listener] of heard) data.listeners.set(owner, listener);
    },
  })),
  breakMembers('gives the same epoch to whoever opens again', 'ST-140', (store, data) => {
    let first: Awaited<ReturnType<typeof store.open>> | undefined;
    return {
      async open(owner) {
        const opened = await store.open(owner);
        if (first !== undefined) data.workers.set(first.epoch, Infinity);
        first ??= opened;
        return first;
      },
    };
  }),
];

interface Own { readonly data: MemoryData; /** this worker wrote the lane before */ readonly isOwn: boolean; /** the version that is there */ readonly actual: number; readonly isMine: (lane: { readonly tenant: string; readonly lane: string }) => boolean }

/** Tells what a worker has written itself from what others have. */
function breakOwn(name: string, fails: string, edit: (change: Change, own: Own) => Change): BrokenStore {
  return breakMembers(name, fails, (store, data) => {
    const own = new Set<string>();
    const isMine = ({ tenant, lane }: { readonly tenant: string; readonly lane: string }): boolean => own.has(joinKey(tenant, lane));
    return {
      async commit(batch) {
        const edited = batch.map((change) => edit(change, { data, isMine, isOwn: isMine(change), actual: data.lanes.get(joinKey(change.tenant, change.lane))?.version ?? 0 }));
        const outcomes = await store.commit(edited);
        outcomes.forEach(({ ok }, at) => { const change = batch[at]; if (ok && change !== undefined) own.add(joinKey(change.tenant, change.lane)); });
        return outcomes;
      },
    };
  });
}
