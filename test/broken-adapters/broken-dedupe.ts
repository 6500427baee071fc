import type { Change, NewEntry } from '../../src/ports/index.js';
import { breakChanges, breakMembers, breakOutcomes, without, type BrokenStore } from './break-store.js';

/** Stores that accept twice, or refuse what is new. */
export const brokenDedupe: readonly BrokenStore[] = [
  breakChanges('accepts everything again', 'ST-36 ST-37 ST-41 ST-42 ST-43 ST-44 ST-45 ST-47 ST-115 ST-119 ST-145', (change) => mapEntries(change, (entry) => without(entry, 'dedupe'))),
  breakOutcomes('does not show the first one', 'ST-36 ST-37 ST-41', (outcome) => (!outcome.ok && outcome.why === 'duplicate' ? without(outcome, 'first') : outcome)),
  breakOutcomes('takes every duplicate for the same', 'ST-37 ST-44', (outcome) => (!outcome.ok && outcome.why === 'duplicate' ? { ...outcome, same: true } : outcome)),
  breakChanges('ignores where an event comes from', 'ST-38 ST-126', (change) => mapDedupe(change, ({ id, digest }) => ({ source: '', id, digest }))),
  breakMembers('has one set of event ids for all tenants', 'ST-39', (store) => {
    const tenants = new Map<string, string>();
    return {
      async commit(batch) {
        const clash = batch.find(({ tenant, entries }) => entries?.some(({ dedupe }) => dedupe !== undefined && dedupe.id.length === 1 && (tenants.get(dedupe.source + dedupe.id) ?? tenant) !== tenant));
        for (const { tenant, entries } of batch) for (const { dedupe } of entries ?? []) if (dedupe !== undefined) tenants.set(dedupe.source + dedupe.id, tenant);
        return clash === undefined || batch.length > 1 ? store.commit(batch) : [{ ok: false, why: 'duplicate', same: true }];
      },
    };
  }),
  breakChanges('runs source and id together', 'ST-40', (change) => mapDedupe(change, ({ source, id, digest }) => ({ source: '', id: source + id, digest }))),
  breakMembers('knows duplicates of the same lane only', 'ST-41 ST-43 ST-119 ST-145', (store) => ({ commit: (batch) => store.commit(batch.map((change) => mapDedupe(change, (dedupe) => ({ ...dedupe, source: `${change.lane}/${dedupe.source}` })))) })),
  breakMembers('writes the rest of a change with a duplicate', 'ST-42', (store) => ({
    async commit(batch) {
      const outcomes = await store.commit(batch);
      for (const [at, outcome] of outcomes.entries()) {
        const change = batch[at];
        if (change?.rows !== undefined && !outcome.ok && outcome.why === 'duplicate') await store.commit([{ ...without(change, 'entries', 'state'), expect: -1 }]);
      }
      return outcomes;
    },
  })),
  breakMembers('does not look for duplicates inside a batch', 'ST-43', (store) => ({
    async commit(batch) {
      const seen = new Set<string>();
      return store.commit(batch.map((change) => mapDedupe(change, (dedupe) => {
        const key = JSON.stringify([change.tenant, dedupe.source, dedupe.id]);
        const again = seen.has(key);
        seen.add(key);
        return again && (change.entries?.length ?? 0) === 1 ? { ...dedupe, id: `${dedupe.id} again` } : dedupe;
      })));
    },
  })),
  breakChanges('does not look for duplicates inside a change', 'ST-44', (change) => {
    const ids = change.entries?.map(({ dedupe }) => `${dedupe?.source}/${dedupe?.id}`) ?? [];
    return { ...change, ...(change.entries === undefined ? {} : { entries: change.entries.map((entry, at) => (ids.indexOf(ids[at] ?? '') < at ? without(entry, 'dedupe') : entry)) }) };
  }),
  breakMembers('looks at the version before it looks for duplicates', 'ST-45', (store) => ({
    async commit(batch) {
      const found = await store.load(batch);
      const outcomes = await store.commit(batch);
      return outcomes.map((outcome, at) => {
        const actual = found[at]?.version ?? 0;
        const { expect } = batch[at] ?? { expect: actual };
        return !outcome.ok && outcome.why === 'duplicate' && expect >= 0 && expect !== actual ? { ok: false, why: 'version', actual } : outcome;
      });
    },
  })),
  breakChanges('refuses a text it has logged before', 'ST-46 ST-118', (change) => mapEntries(change, (entry) => (entry.kind === 'decision' ? { ...entry, dedupe: { source: 'body', id: entry.body, digest: '' } } : entry))),
];

function mapEntries(change: Change, edit: (entry: NewEntry) => NewEntry): Change {
  return change.entries === undefined ? change : { ...change, entries: change.entries.map(edit) };
}

function mapDedupe(change: Change, edit: (dedupe: NonNullable<NewEntry['dedupe']>) => NonNullable<NewEntry['dedupe']>): Change {
  return mapEntries(change, (entry) => (entry.dedupe === undefined ? entry : { ...entry, dedupe: edit(entry.dedupe) }));
}
