import { breakChanges, breakMembers, breakOpen, type BrokenStore } from './break-store.js';

/** Stores that begin, end or change owners in a wrong way. */
export const brokenLife: readonly BrokenStore[] = [
  breakMembers('begins at position 1', 'ST-01 ST-09', (store) => ({ open: async (owner) => ({ ...(await store.open(owner)), position: 1 }) })),
  breakMembers('takes no change at all into a batch, so it says', 'ST-02 ST-34', (store) => ({ info: { ...store.info, maxBatch: 0 } })),
  breakMembers('answers before it was opened', 'ST-03 ST-04', (store) => ({ load: async (lanes) => (lanes.length === 0 ? [] : store.load(lanes)) })),
  breakMembers('may be opened again after its end', 'ST-04', (store) => {
    let closed = false;
    return {
      open: async (owner) => (closed ? { epoch: 9, position: 0, unfinished: 0 } : store.open(owner)),
      async close() { closed = true; await store.close(); },
    };
  }),
  breakMembers('cannot be closed twice', 'ST-04 ST-05', (store) => {
    let closed = false;
    return {
      async close() {
        if (closed) throw new Error('closed already');
        closed = true;
        await store.close();
      },
    };
  }),
  breakMembers('has a clock that stands still', 'ST-06 ST-114', (store) => {
    let first: number | undefined;
    return { now: async () => (first ??= await store.now()) };
  }),
  breakOpen('gives every owner the same epoch', 'ST-07 ST-10 ST-11', (data) => { data.epoch = 0; return undefined; }),
  breakOpen('forgets the lanes at a restart', 'ST-08 ST-11 ST-147', (data) => { for (const lane of data.lanes.values()) lane.version = 0; return undefined; }),
  breakOpen('forgets dedupe keys at a restart', 'ST-47', (data) => { data.dedupe.clear(); return undefined; }),
  breakOpen('gives the positions of erased entries again after a restart', 'ST-09', (data) => { data.position = data.log.at(-1)?.position ?? 0; return undefined; }),
  breakChanges('does not fence', 'ST-10 ST-11', (change, _, data) => ({ ...change, epoch: data.epoch })),
  breakMembers('counts nothing as unfinished', 'ST-12', (store) => ({ open: async (owner) => ({ ...(await store.open(owner)), unfinished: 0 }) })),
  breakOpen('leaves unfinished effects to their lease', 'ST-12 ST-15', (data) => {
    const leases = [...data.lanes.values()].flatMap((lane) => [...lane.effects.values()]).filter(({ handed }) => handed).map((effect) => ({ effect, next: effect.next }));
    return () => { for (const { effect, next } of leases) { effect.next = next; data.effectsDue.put(effect); } };
  }),
  breakOpen('counts as unfinished only what the last owner was handed', 'ST-12', (data) => () => {
    for (const lane of data.lanes.values()) for (const effect of lane.effects.values()) effect.handed = false;
  }),
  breakOpen('takes an effect that waits for its retry for unfinished', 'ST-13', (data) => {
    for (const lane of data.lanes.values()) for (const effect of lane.effects.values()) effect.handed = effect.attempt > 0;
    return undefined;
  }),
  breakOpen('leaves leased timers to their lease', 'ST-14', (data) => {
    const leases = [...data.lanes.values()].flatMap((lane) => [...lane.timers.values()]).map((timer) => ({ timer, next: timer.next }));
    return () => { for (const { timer, next } of leases) { timer.next = next; data.timersDue.put(timer); } };
  }),
  breakOpen('forgets at a restart who waits behind whom', 'ST-12 ST-13 ST-15', (data) => {
    for (const lane of data.lanes.values()) for (const effect of lane.effects.values()) { effect.next = Math.min(effect.next, 0); data.effectsDue.put(effect); }
    return undefined;
  }),
];
