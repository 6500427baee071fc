import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Change, Claimed, DueEffect, DueTimer, LaneRow, Outcome, Store, StoreOpened } from '../../ports/store.js';

/** What a kit of storage cases needs of the store under test; all that can be guessed is. */
export interface StoreHarness {
  /** a fresh store with nothing in it, not opened yet */
  create(): Store | Promise<Store>;
  /** another owner of the same data, not opened yet, as after a restart; the first one may be closed for it. Absent: cases about restarts are skipped. */
  reopen?(store: Store): Store | Promise<Store>;
  /** another worker on the same data beside those that are open, not opened yet. Absent, as where a store has one owner: cases about several workers are skipped. */
  join?(store: Store): Store | Promise<Store>;
  /** ends the lease of an open worker without telling it, as when it was stopped for too long. Absent: cases about lost leases are skipped. */
  expire?(store: Store): void | Promise<void>;
  /** takes a store away after its case; default closes it */
  dispose?(store: Store): void | Promise<void>;
  /** moves the store's clock on; absent: the cases wait in earnest, a few seconds in all */
  advance?(ms: number): void | Promise<void>;
}

/** One clause about storage; `needs` names what the harness must offer. */
export interface StoreCase {
  readonly id: string;
  readonly clause: string;
  readonly needs?: 'reopen' | 'join' | 'expire';
  readonly run: (bench: StoreBench) => Promise<void>;
}

/** What may be left out of a change: tenant `t`, lane `a`, the version last seen, the state `{}`. */
export type Draft = Partial<Change>;

/** An opened store with the small steps that cases are made of. */
export interface StoreBench {
  readonly store: Store;
  readonly opened: StoreOpened;
  readonly fresh: () => Promise<Store>;
  readonly commit: (...drafts: readonly Draft[]) => Promise<readonly Outcome[]>;
  /** commits one change that must be taken */
  readonly write: (draft: Draft) => Promise<Outcome & { readonly ok: true }>;
  readonly load: (lane?: string, tenant?: string) => Promise<LaneRow | undefined>;
  readonly timers: (limit?: number) => Promise<Claimed<DueTimer>>;
  readonly effects: (limit?: number) => Promise<Claimed<DueEffect>>;
  readonly wait: (ms: number) => Promise<void>;
  readonly reopen: () => Promise<StoreBench>;
  readonly join: () => Promise<StoreBench>;
  readonly expire: () => Promise<void>;
}

/** How long cases lease what they claim, milliseconds. */
export const leaseMs = 200;
/** Far enough for nothing to fall due by itself, milliseconds. */
export const later = 60_000;

const worker = 'case';

/** Gives a case its store and takes all of its stores away again. */
export async function runOnBench(harness: StoreHarness, run: StoreCase['run']): Promise<void> {
  const stores: Store[] = [];
  const keep = (store: Store): Store => {
    stores.push(store);
    return store;
  };
  try {
    await run(await openBench(harness, keep(await harness.create()), keep));
  } finally {
    for (const store of stores) await (harness.dispose === undefined ? store.close() : harness.dispose(store));
  }
}

async function openBench(harness: StoreHarness, store: Store, keep: (store: Store) => Store): Promise<StoreBench> {
  const opened = await store.open({ worker });
  const versions = new Map<string, number>();
  const toChange = (draft: Draft): Change => {
    const { tenant = 't', lane = 'a' } = draft;
    const expect = versions.get(JSON.stringify([tenant, lane])) ?? 0;
    return { tenant, lane, epoch: opened.epoch, expect, ...(draft.expect === -1 ? {} : { state: '{}' }), ...draft };
  };
  const commit = async (...drafts: readonly Draft[]): Promise<readonly Outcome[]> => {
    const batch = drafts.map(toChange);
    const outcomes = await store.commit(batch);
    outcomes.forEach((outcome, at) => {
      const change = batch[at];
      if (outcome.ok && change !== undefined) versions.set(JSON.stringify([change.tenant, change.lane]), outcome.version);
    });
    return outcomes;
  };
  return {
    store, opened, commit,
    fresh: async () => keep(await harness.create()),
    async write(draft) {
      const [outcome] = await commit(draft);
      assert(outcome?.ok === true, `the store refused a sound change: ${JSON.stringify(outcome)}`);
      return outcome;
    },
    load: async (lane = 'a', tenant = 't') => (await store.load([{ tenant, lane }]))[0],
    timers: (limit = 100) => store.claim({ kind: 'timer', worker, limit, leaseMs }),
    effects: (limit = 100) => store.claim({ kind: 'effect', worker, limit, leaseMs }),
    wait: async (ms) => { await (harness.advance === undefined ? setTimeout(ms) : harness.advance(ms)); },
    async reopen() {
      assert(harness.reopen !== undefined, 'the harness cannot reopen');
      return openBench(harness, keep(await harness.reopen(store)), keep);
    },
    async join() {
      assert(harness.join !== undefined, 'the harness cannot join');
      return openBench(harness, keep(await harness.join(store)), keep);
    },
    async expire() { await harness.expire?.(store); },
  };
}
