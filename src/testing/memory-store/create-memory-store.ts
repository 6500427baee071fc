import { JourneyError } from '../../errors/index.js';
import { checkBatch } from '../../ports/check-batch.js';
import type { Clock } from '../../ports/clock.js';
import type { Claimed, DueEffect, DueTimer, Store, StoreHints } from '../../ports/store.js';
import { claimEffects, claimTimers, type ClaimQuery } from './claim-due.js';
import { commitChange } from './commit-change.js';
import { eraseLanes, trimData } from './erase-data.js';
import { listPage } from './list-page.js';
import { createMemoryData, joinKey, type MemoryData } from './memory-data.js';
import { isOwner, leaveData, openData, renewLease, type Ownership } from './open-data.js';
import { historyOf, loadLane, rowsOf, scanFrom } from './read-data.js';

const maxBatch = 1_024;

type Query = Omit<ClaimQuery, 'epoch'>;

/** How a memory store is made; everything may be left out in a test. */
export interface MemoryStoreConfig {
  /** the store's clock, epoch milliseconds; default the machine's own. Give the test's clock to simulate days. */
  readonly clock?: Pick<Clock, 'now'>;
  /** what is kept; default empty. Give one to several stores to see a restart or a second owner. */
  readonly data?: MemoryData;
  /** says that losing everything at exit is understood; default true in a test runner or with a `clock`, else false */
  readonly durableOk?: boolean;
  /**
   * Several stores over one `data` are open at once, as several processes on one database are: each works for `leaseMs` milliseconds, which its claims
   * renew; after that it is fenced, and what it had in hand is handed out to the others. Default: whoever opens last is the only owner.
   * With `hints` they hear of each other at once.
   */
  readonly shared?: { readonly leaseMs: number; readonly hints?: true };
}

/** The reference of what a store means: everything in memory, gone at exit. For tests, simulations and trying out; `open` refuses with `UnsafeDurability` elsewhere unless told `durableOk`. */
export function createMemoryStore({ clock, data = createMemoryData(), durableOk = clock !== undefined || isTest(), shared }: MemoryStoreConfig = {}): Store {
  const now = (): number => clock?.now() ?? Date.now();
  let state: 'new' | 'open' | 'closed' = 'new';
  let epoch = 0;
  const ownership: Ownership = { leaseMs: shared?.leaseMs ?? Infinity, shared: shared !== undefined };
  const opened = (): MemoryData => {
    if (state !== 'open') throw new JourneyError('Closed', state === 'new' ? 'The store was not opened yet: call `open` first' : 'The store is closed');
    return data;
  };
  // an overloaded method of the contract: the kind decides which rows come back
  async function claim(query: Query & { readonly kind: 'timer' }): Promise<Claimed<DueTimer>>;
  async function claim(query: Query & { readonly kind: 'effect' }): Promise<Claimed<DueEffect>>;
  async function claim(query: Query): Promise<Claimed<DueTimer> | Claimed<DueEffect>> {
    const at = now();
    if (!isOwner(opened(), epoch, at)) throw new JourneyError('LeaseLost', 'Another owner took over from this one; it may hand out nothing more');
    renewLease(data, { leaseMs: ownership.leaseMs, epoch }, at);
    return query.kind === 'timer' ? claimTimers(data, { ...query, epoch }, at) : claimEffects(data, { ...query, epoch }, at);
  }

  return {
    contract: 1,
    info: { name: 'memory', durable: 'no', shared: ownership.shared, timers: 'store', maxBatch },
    async open() {
      if (state === 'closed') throw new JourneyError('Closed', 'The store is closed; create another one over the same data');
      if (!durableOk) throw new JourneyError('UnsafeDurability', 'The memory store forgets everything at exit; use a durable store, or say `durableOk: true`');
      state = 'open';
      const answer = openData(data, ownership, now());
      epoch = answer.epoch;
      return answer;
    },
    now: async () => (opened(), now()),
    async commit(batch) {
      opened();
      checkBatch(batch, maxBatch);
      const refused = new Set<string>();
      const at = now();
      return batch.map((change) => commitChange(data, change, at, refused));
    },
    claim,
    ...readsOf(opened),
    async trim(before) { return trimData(opened(), before); },
    async erase(lanes) { return eraseLanes(opened(), lanes); },
    ...(shared?.hints === true && { hints: hintsOf(data, ownership) }),
    async close() {
      data.listeners.delete(ownership);
      if (state === 'open' && shared !== undefined) leaveData(data, epoch, now());
      state = 'closed';
    },
  };
}

function hintsOf({ listeners }: MemoryData, own: Ownership): StoreHints {
  return {
    async tell() { for (const [owner, listener] of listeners) if (owner !== own) listener(); },
    hear(listener) { listeners.set(own, listener); },
  };
}

function readsOf(opened: () => MemoryData): Pick<Store, 'load' | 'resolve' | 'history' | 'scan' | 'rows' | 'counters' | 'list' | 'balance'> {
  return {
    async load(lanes) {
      const data = opened();
      return lanes.map((lane) => loadLane(data, lane));
    },
    async resolve(keys) {
      const { identities } = opened();
      return keys.map(({ tenant, identity }) => identities.get(joinKey(tenant, identity))?.lane);
    },
    async history(lane, query) { return historyOf(opened(), lane, query); },
    async scan(after, limit) { return scanFrom(opened(), after, limit); },
    async rows(lane, query) { return rowsOf(opened(), lane, query); },
    async counters(tenant, keys) {
      const { counters } = opened();
      return keys.map((key) => counters.get(joinKey(tenant, key)) ?? 0);
    },
    async list(query) { return listPage(opened(), query); },
    async balance() { return { ...opened().balance }; },
  };
}

function isTest(): boolean {
  return process.env['NODE_ENV'] === 'test' || process.env['NODE_TEST_CONTEXT'] !== undefined;
}
