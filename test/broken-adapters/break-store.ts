import type { Change, Claimed, DueEffect, DueTimer, Outcome, Store } from '../../src/ports/index.js';
import type { MemoryData } from '../../src/testing/index.js';

/** A store that breaks one clause; `fails` are the cases that must notice, and no others may. */
export interface BrokenStore {
  readonly name: string;
  readonly fails: string;
  readonly wrap: (store: Store, data: MemoryData) => Store;
}

type Edit<T> = (value: T, change: Change, data: MemoryData) => T;

/** Commits other changes than it was given. */
export function breakChanges(name: string, fails: string, edit: Edit<Change>): BrokenStore {
  return breakMembers(name, fails, (store, data) => ({ commit: (batch) => store.commit(batch.map((change) => edit(change, change, data))) }));
}

/** Answers other outcomes than it reached. */
export function breakOutcomes(name: string, fails: string, edit: Edit<Outcome>): BrokenStore {
  return breakMembers(name, fails, (store, data) => ({
    commit: async (batch) => (await store.commit(batch)).map((outcome, at) => {
      const change = batch[at];
      return change === undefined ? outcome : edit(outcome, change, data);
    }),
  }));
}

/** Does something to the data before each change is committed, one after the other. */
export function breakBefore(name: string, fails: string, meddle: (change: Change, data: MemoryData) => void): BrokenStore {
  return breakChanges(name, fails, (change, _, data) => {
    meddle(change, data);
    return change;
  });
}

/** Does something to the data after each change that was taken. */
export function breakAfter(name: string, fails: string, meddle: (change: Change, data: MemoryData) => void): BrokenStore {
  return breakOutcomes(name, fails, (outcome, change, data) => {
    if (outcome.ok) meddle(change, data);
    return outcome;
  });
}

/** Does something to the data just before or after it is opened. */
export function breakOpen(name: string, fails: string, before: (data: MemoryData) => (() => void) | undefined): BrokenStore {
  return breakMembers(name, fails, (store, data) => ({
    async open(owner) {
      const after = before(data);
      const opened = await store.open(owner);
      after?.();
      return opened;
    },
  }));
}

export function breakMembers(name: string, fails: string, members: (store: Store, data: MemoryData) => Partial<Store>): BrokenStore {
  return { name, fails, wrap: (store, data) => ({ ...store, ...members(store, data) }) };
}

/** Hands out timers and effects in another way; leave one out to leave it alone. */
export function breakClaims(name: string, fails: string, edits: {
  readonly query?: (query: { readonly limit: number; readonly leaseMs: number }, kind: 'timer' | 'effect', data: MemoryData) => { readonly limit: number; readonly leaseMs: number };
  readonly timers?: (claimed: Claimed<DueTimer>, data: MemoryData) => Claimed<DueTimer>;
  readonly effects?: (claimed: Claimed<DueEffect>, data: MemoryData) => Claimed<DueEffect>;
}): BrokenStore {
  return breakMembers(name, fails, (store, data) => {
    type Query = { readonly kind: 'timer' | 'effect'; readonly worker: string; readonly limit: number; readonly leaseMs: number };
    async function claim(query: Query & { readonly kind: 'timer' }): Promise<Claimed<DueTimer>>;
    async function claim(query: Query & { readonly kind: 'effect' }): Promise<Claimed<DueEffect>>;
    async function claim(query: Query): Promise<Claimed<DueTimer> | Claimed<DueEffect>> {
      const asked = { ...query, ...edits.query?.(query, query.kind, data) };
      if (query.kind === 'timer') {
        const claimed = await store.claim({ ...asked, kind: 'timer' });
        return edits.timers?.(claimed, data) ?? claimed;
      }
      const claimed = await store.claim({ ...asked, kind: 'effect' });
      return edits.effects?.(claimed, data) ?? claimed;
    }
    return { claim };
  });
}

export function without<T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): Omit<T, K> {
  const rest = { ...value };
  for (const key of keys) delete rest[key];
  return rest;
}
