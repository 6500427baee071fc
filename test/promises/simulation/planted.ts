import type { Change, Claimed, DueEffect, DueTimer, Outcome, Store } from 'throughline/ports';
import type { Chance } from './chance.js';

/** A store with a bug, and what the judge must then say of some history. */
export interface Planted { readonly bug: string; readonly wrap: (store: Store, chance: Chance) => Store; readonly says: RegExp }

export const planted: readonly Planted[] = [
  {
    bug: 'takes a change that was decided on an older version', says: /put in .* and has/,
    wrap: (store) => ({
      ...store,
      async commit(batch) {
        const rows = await store.load(batch);
        return asDecided(batch, await store.commit(batch.map((change, i) => (change.expect > 0 ? { ...change, expect: rows[i]?.version ?? 0 } : change))));
      },
    }),
  },
  {
    bug: 'forgets that an event came before', says: /events were told and|put in .* and has/,
    wrap: (store) => ({ ...store, commit: (batch) => store.commit(batch.map((change) => (change.entries === undefined ? change : { ...change, entries: change.entries.map(({ kind, at, body }) => ({ kind, at, body })) }))) }),
  },
  {
    bug: 'acknowledges some commits that it never makes', says: /events were told and|its history|put in .* and has/,
    wrap: (store, chance) => ({
      ...store,
      async commit(batch) {
        if (!chance.oneIn(10)) return store.commit(batch);
        const rows = await store.load(batch);
        return batch.map(({ expect }, i): Outcome => ({ ok: true, version: expect < 0 ? rows[i]?.version ?? 0 : expect + 1, position: 1, waiting: [] }));
      },
    }),
  },
  {
    bug: 'hands out other words than it was given', says: /said '.*' and then/,
    wrap: (store, chance) => withEffects(store, (due) => due.map((one) => ({ ...one, body: one.body.replace('"text":"', `"text":"${chance.below(100)} `) }))),
  },
  {
    bug: 'loses a message that a dead process had in hand', says: /only \d+ messages came|were confirmed|still not sent/,
    wrap: (store) => withEffects(store, (due) => due.filter(({ attempt }) => attempt === 1)),
  },
];

/** The library refuses a version that it did not ask for. */
function asDecided(batch: readonly Change[], outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.map((outcome, i) => (outcome.ok && (batch[i]?.expect ?? -1) >= 0 ? { ...outcome, version: (batch[i]?.expect ?? 0) + 1 } : outcome));
}

type Query = Omit<Parameters<Store['claim']>[0], 'kind'>;

/** Hands out other effects than it has. */
function withEffects(store: Store, edit: (due: readonly DueEffect[]) => readonly DueEffect[]): Store {
  async function claim(query: Query & { readonly kind: 'timer' }): Promise<Claimed<DueTimer>>;
  async function claim(query: Query & { readonly kind: 'effect' }): Promise<Claimed<DueEffect>>;
  async function claim({ kind, ...query }: Query & { readonly kind: 'timer' | 'effect' }): Promise<Claimed<DueTimer> | Claimed<DueEffect>> {
    if (kind === 'timer') return store.claim({ kind, ...query });
    const claimed = await store.claim({ kind, ...query });
    return { ...claimed, due: edit(claimed.due) };
  }
  return { ...store, claim };
}
