import { joinKey } from '../../src/testing/memory-store/memory-data.js';
import { breakBefore, breakChanges, breakMembers, without, type BrokenStore } from './break-store.js';

/** Stores that mix up who holds which identity. */
export const brokenIdentity: readonly BrokenStore[] = [
  breakMembers('leaves unknown identities out of the answer', 'ST-20 ST-48 ST-49 ST-51 ST-54 ST-117 ST-122', (store) => ({ resolve: async (keys) => (await store.resolve(keys)).filter((holder) => holder !== undefined) })),
  breakBefore('lets the last lane take an identity', 'ST-49', ({ tenant, lane, identities }, data) => {
    for (const identity of identities?.claim ?? []) {
      const key = joinKey(tenant, identity);
      if (data.identities.get(key)?.lane !== lane) data.identities.delete(key);
    }
  }),
  breakMembers('refuses a lane what it holds already', 'ST-35 ST-50', (store, data) => ({
    async commit(batch) {
      const again = batch.flatMap(({ tenant, lane, identities }) => identities?.claim?.filter((identity) => data.identities.get(joinKey(tenant, identity))?.lane === lane) ?? [])[0];
      return again === undefined ? store.commit(batch) : [{ ok: false, why: 'identity', identity: again, holder: batch[0]?.lane ?? '' }];
    },
  })),
  breakChanges('releases nothing', 'ST-51', (change) => (change.identities === undefined ? change : { ...change, identities: without(change.identities, 'release') })),
  breakBefore('releases for anybody', 'ST-21 ST-52 ST-54', ({ tenant, identities }, data) => { for (const identity of identities?.release ?? []) data.identities.delete(joinKey(tenant, identity)); }),
  breakMembers('does not look for claims inside a batch', 'ST-53', (store) => ({
    async commit(batch) {
      const claimed = new Set<string>();
      return store.commit(batch.map((change) => {
        const claim = change.identities?.claim?.filter((identity) => !claimed.has(identity)) ?? [];
        for (const identity of claim) claimed.add(identity);
        return change.identities === undefined ? change : { ...change, identities: { ...change.identities, claim } };
      }));
    },
  })),
  breakMembers('has one set of identities for all tenants', 'ST-54', (store, data) => ({
    resolve: async (keys) => (await store.resolve(keys)).map((holder, at) => holder ?? data.identities.get(joinKey('t', keys[at]?.identity ?? ''))?.lane),
  })),
];
