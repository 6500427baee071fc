import { joinKey } from '../../src/testing/memory-store/memory-data.js';
import { breakBefore, breakChanges, breakMembers, without, type BrokenStore } from './break-store.js';

/** Stores whose rows, counters or log cannot be trusted. */
export const brokenLog: readonly BrokenStore[] = [
  breakChanges('keeps dropped rows', 'ST-99', (change) => (change.rows === undefined ? change : { ...change, rows: without(change.rows, 'drop') })),
  breakChanges('keeps the first value of a row', 'ST-35 ST-99 ST-125', (change, _, data) => {
    const known = data.lanes.get(joinKey(change.tenant, change.lane))?.rows;
    return change.rows?.put === undefined ? change : { ...change, rows: { ...change.rows, put: change.rows.put.filter(({ key }) => known?.has(key) !== true) } };
  }),
  breakMembers('orders rows by UTF-16', 'ST-100', (store) => ({
    rows: async (lane, query) => (await store.rows(lane, { ...query, limit: 1e6 })).toSorted((one, other) => (one.key < other.key ? -1 : 1)).slice(0, query.limit),
  })),
  breakMembers('gives more rows than asked', 'ST-100 ST-101', (store) => ({ rows: (lane, query) => store.rows(lane, { ...query, limit: query.limit + 1 }) })),
  breakMembers('gives the last row of a page again', 'ST-101', (store) => ({
    rows: async (lane, { after, ...query }) => (await store.rows(lane, { ...query, limit: 1e6 })).filter(({ key }) => after === undefined || key >= after).slice(0, query.limit),
  })),
  breakMembers('ignores the prefix', 'ST-101 ST-102', (store) => ({ rows: (lane, query) => store.rows(lane, without(query, 'prefix')) })),
  breakMembers('reads a prefix as a pattern', 'ST-102', (store) => ({
    async rows(lane, { prefix = '', ...query }) {
      const pattern = new RegExp(`^${prefix.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '.*').replaceAll('_', '.')}`, 's');
      return (await store.rows(lane, { ...query, limit: 1e6 })).filter(({ key }) => pattern.test(key)).slice(0, query.limit);
    },
  })),
  breakMembers('reads the rows of whichever tenant', 'ST-103', (store, data) => ({ rows: (lane, query) => store.rows(data.lanes.has(joinKey('u', lane.lane)) ? { ...lane, tenant: 'u' } : lane, query) })),
  breakBefore('keeps the last amount of a counter only', 'ST-104 ST-118', ({ tenant, counters }, data) => { for (const key of Object.keys(counters ?? {})) data.counters.delete(joinKey(tenant, key)); }),
  breakMembers('counts all tenants together', 'ST-105', (store, data) => ({
    counters: async (tenant, keys) => (await store.counters(tenant, keys)).map((value, at) => value + (tenant === 't' ? data.counters.get(joinKey('u', keys[at] ?? '')) ?? 0 : 0)),
  })),
  breakMembers('leaves out counters that nothing was added to', 'ST-104', (store) => ({ counters: async (tenant, keys) => (await store.counters(tenant, keys)).filter((value, at) => value !== 0 || keys[at] !== 'unknown') })),
  breakMembers('tells a history from its beginning', 'ST-106 ST-107 ST-108 ST-113', (store) => ({ history: async (lane, query) => (await store.history(lane, query)).toReversed() })),
  breakMembers('gives the last entry of a page again', 'ST-107', (store) => ({ history: (lane, query) => store.history(lane, { ...query, ...(query.before === undefined ? {} : { before: query.before + 1 }) }) })),
  breakMembers('reads a page of history from the newest entry again', 'ST-107', (store) => ({ history: (lane, query) => store.history(lane, without(query, 'before')) })),
  breakMembers('looks for a kind inside the page only', 'ST-108', (store) => ({ history: async (lane, { kinds, ...query }) => (await store.history(lane, query)).filter(({ kind }) => kinds === undefined || kinds.includes(kind)) })),
  breakMembers('mixes the histories of tenants', 'ST-109', (store) => ({
    history: async (lane, query) => [...await store.history(lane, query), ...lane.tenant === 't' ? await store.history({ ...lane, tenant: 'u' }, query) : []],
  })),
  breakMembers('scans lane by lane', 'ST-110 ST-112', (store) => ({
    async scan(after, limit) {
      const { entries, next } = await store.scan(after, limit);
      return { entries: entries.toSorted((one, other) => (one.lane === other.lane ? one.position - other.position : one.lane < other.lane ? -1 : 1)), next };
    },
  })),
  breakMembers('skips an entry after a full page', 'ST-110 ST-112', (store) => ({
    async scan(after, limit) {
      const page = await store.scan(after, limit);
      return page.entries.length === limit && limit > 1 ? { ...page, next: page.next + 1 } : page;
    },
  })),
  breakMembers('begins again at the end of the log', 'ST-111', (store) => ({
    async scan(after, limit) {
      const page = await store.scan(after, limit);
      return page.entries.length === 0 ? { ...page, next: 0 } : page;
    },
  })),
  breakMembers('shows entries to readers before those that stand in front of them', 'ST-112', (store) => {
    let reads = 0;
    return {
      async scan(after, limit) {
        const page = await store.scan(after, limit);
        reads += 1;
        return limit === 7 && reads === 2 ? { ...page, entries: page.entries.toSpliced(1, 1) } : page;
      },
    };
  }),
  breakChanges('does not log what a mark says', 'ST-113 ST-144', (change) => (change.expect === -1 ? without(change, 'entries') : change)),
];
