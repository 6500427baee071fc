import type { Change } from '../../src/ports/index.js';
import { joinKey } from '../../src/testing/memory-store/memory-data.js';
import { breakAfter, breakChanges, breakMembers, type BrokenStore } from './break-store.js';

/** Stores that hand back something else than they were given. */
export const brokenFidelity: readonly BrokenStore[] = [
  breakStates('replaces half surrogate pairs', 'ST-125', (state) => state.toWellFormed()),
  breakStates('cuts a text at NUL', 'ST-125', (state) => state.split('\0')[0] ?? ''),
  breakStates('trims a text', 'ST-125', (state) => state.trim()),
  breakStates('cuts a text at 64 KB', 'ST-127', (state) => state.slice(0, 65_536)),
  breakRowKeys('composes characters in keys', 'ST-126', (key) => key.normalize('NFC')),
  breakRowKeys('replaces half surrogate pairs in keys', 'ST-126', (key) => key.toWellFormed()),
  breakChanges('rounds times to whole milliseconds', 'ST-128', (change) => (change.entries === undefined ? change : { ...change, entries: change.entries.map((entry) => ({ ...entry, at: Math.round(entry.at) })) })),
  breakChanges('keeps times as 32 bits', 'ST-128', (change) => (change.parked?.add === undefined ? change : { ...change, parked: { ...change.parked, add: change.parked.add.map((parked) => ({ ...parked, at: parked.at | 0 })) } })),
  breakAfter('keeps the object it was given', 'ST-129', ({ tenant, lane, parked }, data) => { for (const one of parked?.add ?? []) data.lanes.get(joinKey(tenant, lane))?.parked.set(one.id, one); }),
  breakMembers('hands out the object it keeps', 'ST-129', (store, data) => ({
    history: async (lane, query) => {
      await store.history(lane, query);
      const log = data.lanes.get(joinKey(lane.tenant, lane.lane))?.log ?? [];
      return query.limit === 1 && log.length === 1 && log[0]?.body === 'b' ? log : store.history(lane, query);
    },
  })),
];

function breakStates(name: string, fails: string, edit: (state: string) => string): BrokenStore {
  return breakChanges(name, fails, (change) => (change.state === undefined ? change : { ...change, state: edit(change.state) }));
}

function breakRowKeys(name: string, fails: string, edit: (key: string) => string): BrokenStore {
  return breakChanges(name, fails, (change: Change) => (change.rows?.put === undefined ? change : { ...change, rows: { ...change.rows, put: change.rows.put.map(({ key, value }) => ({ key: edit(key), value })) } }));
}
