import { joinKey } from '../../src/testing/memory-store/memory-data.js';
import { breakAfter, breakMembers, breakOpen, type BrokenStore } from './break-store.js';

/** Stores that do not know what there should be, or what waits. */
export const brokenBalance: readonly BrokenStore[] = [
  breakMembers('lists no timer that it has handed out', 'ST-142', (store, data) => ({
    async list(query) {
      const page = await store.list(query);
      return query.kind !== 'timer' ? page : { ...page, items: page.items.filter((item) => !('id' in item) || data.lanes.get(joinKey(item.tenant, item.lane))?.timers.get(item.id)?.attempt === 0) };
    },
  })),
  breakMembers('lists no effect that it has handed out', 'ST-143', (store) => ({
    async list(query) {
      const page = await store.list(query);
      return query.kind !== 'effect' ? page : { ...page, items: page.items.filter((item) => !('attempt' in item) || item.attempt === 0) };
    },
  })),
  breakAfter('does not count what marks settle', 'ST-144', ({ expect, effects }, data) => {
    if (expect === -1) data.balance.effects += (effects?.settle ?? []).filter(({ result }) => result === 'dropped').length;
  }),
  breakAfter('counts a timer again that is set again', 'ST-145', ({ expect, timers }, data) => {
    if (expect > 0) data.balance.timers += (timers?.set ?? []).length;
  }),
  breakMembers('counts changes that it refuses', 'ST-145', (store, data) => ({
    async commit(batch) {
      const outcomes = await store.commit(batch);
      data.balance.lanes += batch.filter(({ expect }, at) => expect === 0 && outcomes[at]?.ok === false).length;
      return outcomes;
    },
  })),
  breakMembers('does not count what it trims', 'ST-146', (store, data) => ({ async trim(before) { const count = await store.trim(before); data.balance.entries += count; return count; } })),
  breakMembers('does not count what it erases', 'ST-146', (store, data) => ({
    async erase(lanes) {
      const before = { ...data.balance };
      const receipts = await store.erase(lanes);
      Object.assign(data.balance, before);
      return receipts;
    },
  })),
  breakOpen('begins to count anew with every owner', 'ST-147', (data) => {
    Object.assign(data.balance, { lanes: 0, instances: 0, timers: 0, effects: 0, parked: 0, entries: 0 });
    return undefined;
  }),
];
