import { joinKey } from '../../src/testing/memory-store/memory-data.js';
import { breakBefore, breakChanges, breakClaims, without, type BrokenStore } from './break-store.js';

/** Stores that wake timers in a wrong way. */
export const brokenTimers: readonly BrokenStore[] = [
  breakClaims('tells the time of the claim as the timer\'s own', 'ST-14 ST-35 ST-63 ST-66 ST-68 ST-128', { timers: (claimed) => ({ ...claimed, due: claimed.due.map((timer) => ({ ...timer, due: claimed.now })) }) }),
  breakChanges('wakes timers a little early', 'ST-14 ST-35 ST-63 ST-64 ST-66 ST-68 ST-69 ST-128 ST-142', (change) => (change.timers?.set === undefined ? change
    : { ...change, timers: { ...change.timers, set: change.timers.set.map(({ id, due }) => ({ id, due: due - 1_000 })) } })),
  breakClaims('wakes the newest timer first', 'ST-65', { timers: (claimed) => ({ ...claimed, due: claimed.due.toReversed() }) }),
  breakClaims('hands out a timer again at once', 'ST-14 ST-65 ST-66 ST-69', { query: (query, kind) => (kind === 'timer' ? { ...query, leaseMs: 0 } : query) }),
  breakClaims('never counts how often a timer was handed out', 'ST-14 ST-66', { timers: (claimed) => ({ ...claimed, due: claimed.due.map((timer) => ({ ...timer, attempt: 1 })) }) }),
  breakChanges('wakes cancelled timers', 'ST-67 ST-69 ST-70 ST-142 ST-144 ST-147', (change) => (change.timers === undefined ? change : { ...change, timers: without(change.timers, 'cancel') })),
  breakChanges('keeps the old time of a timer that is set again', 'ST-35 ST-68 ST-128 ST-142 ST-145', (change, _, data) => {
    const known = data.lanes.get(joinKey(change.tenant, change.lane))?.timers;
    return change.timers?.set === undefined ? change : { ...change, timers: { ...change.timers, set: change.timers.set.filter(({ id }) => known?.has(id) !== true) } };
  }),
  breakClaims('never tells when to look for timers again', 'ST-69 ST-71 ST-128', { timers: (claimed) => without(claimed, 'next') }),
  breakClaims('looks for more timers only after a while', 'ST-71', { timers: (claimed) => ({ ...claimed, ...(claimed.next === undefined ? {} : { next: Math.max(claimed.next, claimed.now + 1) }) }) }),
  breakClaims('looks for timers all the time', 'ST-69 ST-128', { timers: (claimed) => ({ ...claimed, next: claimed.now }) }),
  breakBefore('cancels the timers of other lanes', 'ST-70 ST-144 ST-145', ({ lane, timers }, data) => {
    for (const id of timers?.cancel ?? []) {
      for (const other of data.lanes.values()) {
        const timer = other.lane === lane ? undefined : other.timers.get(id);
        if (timer === undefined) continue;
        data.timersDue.remove(timer);
        other.timers.delete(id);
      }
    }
  }),
  breakClaims('hands out more timers than asked', 'ST-65 ST-71', { query: (query, kind) => (kind === 'timer' ? { ...query, limit: query.limit + 1 } : query) }),
];
