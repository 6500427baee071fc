import type { Change, LaneKey, LaneRow, Outcome, Store } from 'throughline/ports';

/** A planted bug: after a commit whose outcome is unknown nothing is read again; what was decided on an old version is committed on the newest one. */
export function retryUnread(store: Store): Store {
  const known = new Map<string, LaneRow | undefined>();
  const unread = new Set<string>();
  const nameOf = ({ tenant, lane }: LaneKey): string => `${tenant}/${lane}`;
  const again = async (change: Change, outcome: Outcome): Promise<Outcome> => {
    if (outcome.ok || outcome.why !== 'version') return outcome;
    const [forced] = await store.commit([{ ...change, expect: outcome.actual }]);
    return forced?.ok === true ? { ...forced, version: change.expect + 1 } : outcome;
  };
  return {
    ...store,
    async load(lanes) {
      const rows = await store.load(lanes);
      return lanes.map((lane, at) => {
        if (!unread.has(nameOf(lane))) known.set(nameOf(lane), rows[at]);
        return known.get(nameOf(lane));
      });
    },
    async commit(batch) {
      const outcomes = await store.commit(batch).catch((error: unknown) => {
        for (const change of batch) if (known.has(nameOf(change))) unread.add(nameOf(change));
        throw error;
      });
      const settled = await Promise.all(batch.map((change, at) => again(change, outcomes[at] ?? { ok: false, why: 'fenced' })));
      settled.forEach((outcome, at) => remember(known, batch[at], outcome));
      return settled;
    },
  };
}

function remember(known: Map<string, LaneRow | undefined>, change: Change | undefined, outcome: Outcome): void {
  if (change?.state === undefined || !outcome.ok) return;
  const { tenant, lane, state } = change;
  known.set(`${tenant}/${lane}`, { tenant, lane, state, version: outcome.version });
}
