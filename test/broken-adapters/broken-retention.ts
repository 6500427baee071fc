import type { LaneKey } from '../../src/ports/index.js';
import type { MemoryData } from '../../src/testing/index.js';
import { joinKey, laneOf, type MemoryEntry, type MemoryLane } from '../../src/testing/memory-store/memory-data.js';
import { breakAfter, breakMembers, type BrokenStore } from './break-store.js';

/** Stores that forget too much, or not enough. */
export const brokenRetention: readonly BrokenStore[] = [
  breakAfter('trims by the time the entry tells', 'ST-114', ({ entries }, data) => {
    if (entries === undefined) return;
    data.log = data.log.map((entry) => ({ ...entry, acceptedAt: entry.at === 1 || entry.at === 2 ? entry.acceptedAt : entry.at }));
  }),
  breakMembers('does not say how much it trimmed', 'ST-114 ST-116', (store) => ({ async trim(before) { await store.trim(before); return 0; } })),
  breakMembers('trims one entry too many', 'ST-114 ST-146', (store, data) => ({
    async trim(before) {
      const count = await store.trim(before);
      data.log = data.log.slice(1);
      return count;
    },
  })),
  breakMembers('leaves trimmed entries in the history', 'ST-114 ST-146', (store, data) => ({
    async trim(before) {
      const logs = [...data.lanes.values()].map((lane): [MemoryLane, MemoryEntry[]] => [lane, lane.log]);
      const count = await store.trim(before);
      for (const [lane, log] of logs) lane.log = log;
      return count;
    },
  })),
  breakMembers('remembers dedupe keys for ever', 'ST-115 ST-124', (store, data) => ({
    async trim(before) {
      const [dedupe, tombstones] = [[...data.dedupe], [...data.tombstones]];
      const count = await store.trim(before);
      for (const [key, accepted] of dedupe) data.dedupe.set(key, accepted);
      for (const [key, accepted] of tombstones) data.tombstones.set(key, accepted);
      return count;
    },
  })),
  breakMembers('forgets every dedupe key when it trims', 'ST-115', (store, data) => ({ async trim(before) { data.dedupe.clear(); return store.trim(before); } })),
  breakMembers('trims timers too', 'ST-116', (store, data) => ({
    async trim(before) {
      for (const lane of data.lanes.values()) for (const timer of lane.timers.values()) data.timersDue.remove(timer);
      return store.trim(before);
    },
  })),
  ...(['timers', 'effects', 'dead', 'parked', 'instances', 'rows'] as const).map((part) => breakErasure(`leaves the ${part} of an erased lane`, part === 'rows' ? 'ST-117 ST-122' : 'ST-117 ST-118 ST-122 ST-146', ({ tenant, lane }, data) => {
    const before = data.lanes.get(joinKey(tenant, lane));
    return () => {
      if (before === undefined) return;
      const after = laneOf(data, tenant, lane);
      Object.assign(after, { [part]: before[part] });
      if (part === 'timers') for (const timer of before.timers.values()) data.timersDue.put(timer);
      if (part === 'effects') for (const effect of before.effects.values()) data.effectsDue.put(effect);
    };
  })),
  breakErasure('leaves the identities of an erased lane', 'ST-117 ST-121 ST-122', ({ tenant, lane }, data) => {
    const held = [...data.identities].filter(([, holder]) => holder.tenant === tenant && holder.lane === lane);
    return () => { for (const [key, holder] of held) data.identities.set(key, holder); };
  }),
  breakErasure('leaves the log of an erased lane', 'ST-117 ST-119 ST-122 ST-124 ST-146', (_, data) => {
    const { log } = data;
    return () => { data.log = log; };
  }),
  breakErasure('leaves the version of an erased lane', 'ST-09 ST-117 ST-121 ST-122 ST-124 ST-146', ({ tenant, lane }, data) => {
    const before = data.lanes.get(joinKey(tenant, lane));
    return () => { if (before !== undefined) laneOf(data, tenant, lane).version = before.version; };
  }),
  breakMembers('erases the lane of that name in every tenant', 'ST-118', (store) => ({ erase: (lanes) => store.erase([...lanes, ...lanes.map(({ lane }) => ({ tenant: 'u', lane }))]).then((receipts) => receipts.slice(0, lanes.length)) })),
  breakMembers('erases the statistics too', 'ST-118', (store, data) => ({ async erase(lanes) { data.counters.clear(); return store.erase(lanes); } })),
  breakErasure('forgets the dedupe keys of an erased lane', 'ST-119', (_, data) => () => data.tombstones.clear()),
  breakMembers('says the second time that nothing was erased', 'ST-120', (store, data) => ({
    async erase(lanes) {
      const known = lanes.map(({ tenant, lane }) => data.lanes.has(joinKey(tenant, lane)));
      return (await store.erase(lanes)).map((receipt, at) => ({ ...receipt, erased: known[at] === true }));
    },
  })),
  breakErasure('gives the position of an erased entry again', 'ST-09 ST-123', (_, data) => () => { data.position = data.log.at(-1)?.position ?? 0; }),
  breakErasure('never trims the dedupe keys of the erased', 'ST-124', (_, data) => () => {
    for (const [key, accepted] of data.tombstones) data.tombstones.set(key, { ...accepted, acceptedAt: Infinity });
  }),
];

/** Erases, then undoes a part of it. */
function breakErasure(name: string, fails: string, prepare: (lane: LaneKey, data: MemoryData) => () => void): BrokenStore {
  return breakMembers(name, fails, (store, data) => ({
    async erase(lanes) {
      const undo = lanes.map((lane) => prepare(lane, data));
      const receipts = await store.erase(lanes);
      for (const one of undo) one();
      return receipts;
    },
  }));
}
