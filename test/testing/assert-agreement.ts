import fc from 'fast-check';
import { expect } from 'vitest';
import type { Change, Store } from '../../src/ports/index.js';
import { createMemoryData, createMemoryStore } from '../../src/testing/index.js';

/** One step, done to both stores; what it answers must be equal. */
type Command = (pair: { readonly store: Store; readonly now: () => number; readonly epoch: number }) => Promise<unknown>;
type Step = { readonly do: Command } | { readonly advance: number } | { readonly reopen: true };

const small = (prefix: string, count: number) => fc.nat(count - 1).map((at) => `${prefix}${at}`);
const [tenant, lane, key] = [small('t', 2), small('lane', 3), small('k', 4)];
const queue = fc.option(small('q', 2), { nil: undefined });
const wait = fc.integer({ min: -50, max: 300 });
const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 2 });
const entry = fc.record({ kind: fc.constantFrom('event' as const, 'interaction' as const, 'decision' as const, 'web' as const), at: fc.nat(9), body: key, dedupe: fc.option(fc.record({ source: small('s', 2), id: key, digest: small('d', 2) }), { nil: undefined }) });
const settlement = fc.oneof(
  fc.record({ key, result: fc.constantFrom('sent' as const, 'dropped' as const) }),
  fc.record({ key, result: fc.constant('dead' as const), cause: fc.constant('c') }),
  fc.record({ key, result: fc.constant('retry' as const), due: wait, attempt: fc.option(fc.nat(3), { nil: undefined }) }),
);
const effect = fc.record({ key, due: wait, attempt: fc.constantFrom(0 as const, 1 as const), queue, body: key });
const parked = fc.record({ id: key, journey: key, instance: fc.option(key, { nil: undefined }), at: fc.nat(9), cause: key, body: key });
const draft = fc.record({
  tenant, lane, offset: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(-1, 1) }), mark: fc.boolean(), state: key,
  identities: fc.record({ claim: few(key), release: few(key) }), instances: fc.record({ set: few(fc.record({ id: key, journey: key, status: key })), drop: few(key) }),
  entries: few(entry), timers: fc.record({ set: few(fc.record({ id: key, due: wait })), cancel: few(key) }), effects: fc.record({ add: few(effect), settle: few(settlement) }),
  parked: fc.record({ add: few(parked), settle: few(key) }), rows: fc.record({ put: few(fc.record({ key, value: key })), drop: few(key) }), counters: fc.dictionary(key, fc.integer({ min: -5, max: 5 }), { maxKeys: 2 }),
});
type Draft = typeof draft extends fc.Arbitrary<infer T> ? T : never;

const commit = fc.array(draft, { minLength: 1, maxLength: 3 }).map((drafts): Command => async ({ store, now, epoch }) => {
  const versions = new Map((await store.load(drafts)).flatMap((row) => (row === undefined ? [] : [[`${row.tenant} ${row.lane}`, row.version]])));
  return store.commit(drafts.map((one) => toChange(one, { now: now(), epoch, version: versions.get(`${one.tenant} ${one.lane}`) ?? 0 })));
});
const read = fc.record({ tenant, lane, key, limit: fc.integer({ min: 0, max: 6 }), before: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }) });
const reads = read.map(({ key: prefix, limit, before, ...place }): Command => ({ store }) => Promise.all([
  store.load([place]), store.resolve([{ tenant: place.tenant, identity: prefix }]), store.counters(place.tenant, [prefix]), store.scan(before ?? 0, limit),
  store.history(place, { limit, kinds: ['event', 'decision'], ...(before === undefined ? {} : { before }) }), store.rows(place, { prefix: prefix.slice(0, 1), limit, after: prefix }),
  store.balance(), ...(['lane', 'instance', 'parked', 'dead', 'timer', 'effect'] as const).map(async (kind) => (await store.list({ kind, tenant: place.tenant, limit: 100 })).items.map((item) => JSON.stringify(sorted(item))).toSorted()),
]));
const claims = fc.record({ limit: fc.integer({ min: 1, max: 5 }), leaseMs: fc.nat(200) }).map(({ limit, leaseMs }): Command => async ({ store }) => {
  const timers = await store.claim({ kind: 'timer', worker: 'w', limit: 100, leaseMs });
  const effects = await store.claim({ kind: 'effect', worker: 'w', limit, leaseMs });
  return [{ ...timers, due: timers.due.map((timer) => JSON.stringify(sorted(timer))).toSorted() }, effects];
});
const erase = fc.record({ tenant, lane }).map((place): Command => ({ store }) => store.erase([place]));
const trim = fc.nat(300).map((ago): Command => ({ store, now }) => store.trim(now() - ago));

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: commit }) }, { weight: 4, arbitrary: fc.record({ do: claims }) }, { weight: 4, arbitrary: fc.record({ do: reads }) },
  { weight: 3, arbitrary: fc.record({ advance: fc.nat(200) }) }, { weight: 1, arbitrary: fc.record({ do: erase }) }, { weight: 1, arbitrary: fc.record({ do: trim }) }, { weight: 1, arbitrary: fc.constant({ reopen: true as const }) },
);

/** A store that is to answer as the memory store does. */
export interface Rival {
  /** another owner of the same data, not opened yet */
  readonly make: () => Store;
  readonly setClock: (now: number) => void | Promise<void>;
  readonly remove: () => void | Promise<void>;
}

/** Does random things to a memory store and to its rivals, over restarts; whatever is done, all must answer the same. */
export async function assertAgreement(begin: () => readonly Rival[] | Promise<readonly Rival[]>, numRuns: number): Promise<void> {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
    const [rivals, data] = [await begin(), createMemoryData()];
    let now = 1_000_000;
    const clock = { now: () => now };
    const setClocks = async (): Promise<void> => { for (const { setClock } of rivals) await setClock(now); };
    const openAll = async () => {
      await setClocks();
      const stores = [createMemoryStore({ clock, data }), ...rivals.map(({ make }) => make())];
      const opened = await Promise.all(stores.map((store) => store.open({ worker: 'w' })));
      const [memory] = allAgree(opened);
      return { stores, epoch: memory?.epoch ?? 0 };
    };
    let all = await openAll();
    try {
      for (const one of steps) {
        if ('advance' in one) {
          now += one.advance;
          await setClocks();
        } else if ('reopen' in one) {
          for (const store of all.stores) await store.close();
          all = await openAll();
        } else {
          allAgree(await Promise.all(all.stores.map((store) => one.do({ store, ...clock, epoch: all.epoch }))));
        }
      }
    } finally {
      for (const store of all.stores) await store.close();
      for (const { remove } of rivals) await remove();
    }
  }), { numRuns });
}

/** The first answer is that of the memory store. */
function allAgree<T>(answers: readonly T[]): readonly T[] {
  const [memory, ...others] = answers;
  for (const other of others) expect(other).toEqual(memory);
  return answers;
}

function toChange({ offset, mark, state, timers, effects, entries, parked: parking, ...rest }: Draft, { now, epoch, version }: { readonly now: number; readonly epoch: number; readonly version: number }): Change {
  return {
    ...rest, epoch, ...(mark ? { expect: -1 } : { expect: Math.max(0, version + offset), state }),
    entries: entries.map(({ dedupe, ...one }) => ({ ...one, ...(dedupe === undefined ? {} : { dedupe }) })),
    timers: { ...timers, set: timers.set.map(({ id, due }) => ({ id, due: now + due })) },
    effects: {
      add: effects.add.map(({ queue: name, due, ...one }) => ({ ...one, due: now + due, ...(name === undefined ? {} : { queue: name }) })),
      settle: effects.settle.map((one) => {
        if (one.result !== 'retry') return one;
        const { attempt, ...retry } = one;
        return { ...retry, due: now + one.due, ...(attempt === undefined ? {} : { attempt }) };
      }),
    },
    parked: { ...parking, add: parking.add.map(({ instance, ...one }) => ({ ...one, ...(instance === undefined ? {} : { instance }) })) },
  };
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
