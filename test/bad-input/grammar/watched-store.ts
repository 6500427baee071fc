import type { Change, Store } from 'throughline/ports';

/** A store that remembers what was committed since it was last asked: the only way anything can change. */
export interface WatchedStore {
  readonly around: (store: Store) => Store;
  /** changes the store took since the last call, without marks on effects that were performed */
  taken(): readonly Change[];
}

export function watchedStore(): WatchedStore {
  let changes: Change[] = [];
  return {
    around: (store) => ({
      ...store,
      async commit(batch) {
        const outcomes = await store.commit(batch);
        changes.push(...batch.filter((change, at) => outcomes[at]?.ok === true && !isMark(change)));
        return outcomes;
      },
    }),
    taken() {
      const since = changes;
      changes = [];
      return since;
    },
  };
}

/** settles an effect of an earlier event */
const isMark = (change: Change): boolean => change.expect === -1 && (change.entries ?? []).every(({ dedupe }) => dedupe === undefined) && change.parked?.add === undefined;
