import assert from 'node:assert/strict';
import type { StoreCase } from './store-bench.js';

const holders = (identities: readonly string[], tenant = 't') => identities.map((identity) => ({ tenant, identity }));

/** Clauses about who holds which identity. */
export const identityCases: readonly StoreCase[] = [
  {
    id: 'ST-48', clause: 'claimed identities resolve to their lane, in the order asked',
    async run({ write, store }) {
      await write({ lane: 'a', identities: { claim: ['email:a', 'phone:a'] } });
      await write({ lane: 'b', identities: { claim: ['email:b'] } });
      assert.deepEqual(await store.resolve(holders(['email:b', 'none', 'phone:a', 'email:a'])), ['b', undefined, 'a', 'a']);
    },
  },
  {
    id: 'ST-49', clause: 'an identity that another lane holds is refused with its holder, and nothing of the change is written',
    async run({ write, commit, load, store }) {
      await write({ lane: 'a', identities: { claim: ['email:a'] } });
      const outcomes = await commit({ lane: 'b', identities: { claim: ['email:b', 'email:a'] } });
      assert.deepEqual(outcomes, [{ ok: false, why: 'identity', identity: 'email:a', holder: 'a' }]);
      assert.equal(await load('b'), undefined);
      assert.deepEqual(await store.resolve(holders(['email:b'])), [undefined]);
    },
  },
  {
    id: 'ST-50', clause: 'claiming again what the lane holds already changes nothing',
    async run({ write, store }) {
      await write({ identities: { claim: ['email:a'] } });
      await write({ identities: { claim: ['email:a'] } });
      assert.deepEqual(await store.resolve(holders(['email:a'])), ['a']);
    },
  },
  {
    id: 'ST-51', clause: 'a released identity may be claimed by another lane, in the same batch too',
    async run({ write, commit, store }) {
      await write({ lane: 'a', identities: { claim: ['email:a', 'phone:a'] } });
      await write({ lane: 'a', identities: { release: ['email:a'] } });
      assert.deepEqual(await store.resolve(holders(['email:a'])), [undefined]);
      await write({ lane: 'b', identities: { claim: ['email:a'] } });
      const outcomes = await commit({ lane: 'a', identities: { release: ['phone:a'] } }, { lane: 'c', identities: { claim: ['phone:a'] } });
      assert(outcomes.every(({ ok }) => ok));
      assert.deepEqual(await store.resolve(holders(['email:a', 'phone:a'])), ['b', 'c']);
    },
  },
  {
    id: 'ST-52', clause: 'a lane cannot release what another holds',
    async run({ write, store }) {
      await write({ lane: 'a', identities: { claim: ['email:a'] } });
      await write({ lane: 'b', identities: { release: ['email:a'] } });
      assert.deepEqual(await store.resolve(holders(['email:a'])), ['a']);
    },
  },
  {
    id: 'ST-53', clause: 'of two new lanes that claim one identity at once the first gets it and the second learns who',
    async run({ commit, load }) {
      const outcomes = await commit({ lane: 'a', identities: { claim: ['email:a'] } }, { lane: 'b', identities: { claim: ['email:a'] } });
      assert.equal(outcomes[0]?.ok, true);
      assert.deepEqual(outcomes[1], { ok: false, why: 'identity', identity: 'email:a', holder: 'a' });
      assert.equal(await load('b'), undefined);
    },
  },
  {
    id: 'ST-54', clause: 'the same identity in another tenant is another one',
    async run({ write, store }) {
      await write({ tenant: 't', lane: 'a', identities: { claim: ['email:a'] } });
      assert.deepEqual(await store.resolve(holders(['email:a'], 'u')), [undefined]);
      await write({ tenant: 'u', lane: 'b', identities: { claim: ['email:a'] } });
      await write({ tenant: 'u', lane: 'a', identities: { release: ['email:a'] } });
      assert.deepEqual(await store.resolve([...holders(['email:a'], 't'), ...holders(['email:a'], 'u')]), ['a', 'b']);
    },
  },
];
