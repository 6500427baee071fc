import type { LaneKey, LogEntry, ListKind, Listed, Store } from 'throughline/ports';

/** Everything a store can tell of itself through its contract, in one order: two stores that took the same are the same here. */
export interface StoreDump {
  readonly lanes: readonly { readonly lane: LaneKey; readonly version: number; readonly state: string }[];
  readonly log: readonly LogEntry[];
  /** each lane's log as its history tells it, oldest first */
  readonly histories: readonly (readonly LogEntry[])[];
  readonly rows: readonly unknown[];
  readonly instances: readonly unknown[];
  readonly parked: readonly unknown[];
  readonly dead: readonly unknown[];
  /** every timer and every first effect of a queue; asking for them leases them */
  readonly timers: readonly { readonly lane: string; readonly id: string; readonly due: number }[];
  readonly effects: readonly { readonly lane: string; readonly key: string; readonly body: string }[];
}

const all = 100_000;

/** Reads everything; the store's clock must be past all that is due. */
export async function dumpStore(store: Store): Promise<StoreDump> {
  const lanes = await listed(store, 'lane');
  const keys = lanes.map(({ tenant, lane }) => ({ tenant, lane }));
  const states = await store.load(keys);
  const due = { worker: 'audit', limit: all, leaseMs: 0 };
  const [timers, effects] = [await store.claim({ kind: 'timer', ...due }), await store.claim({ kind: 'effect', ...due })];
  return {
    lanes: inOrder(keys.map((lane, at) => ({ lane, version: states[at]?.version ?? 0, state: states[at]?.state ?? '' }))),
    log: (await store.scan(0, all)).entries,
    histories: inOrder(await Promise.all(keys.map(async (lane) => (await store.history(lane, { limit: all })).toReversed()))),
    rows: inOrder(await Promise.all(keys.map((lane) => store.rows(lane, { limit: all })))),
    instances: inOrder(await listed(store, 'instance')), parked: inOrder(await listed(store, 'parked')), dead: inOrder(await listed(store, 'dead')),
    timers: inOrder(timers.due.map(({ tenant, lane, id, due: at }) => ({ lane: `${tenant}/${lane}`, id, due: at }))),
    effects: inOrder(effects.due.map(({ tenant, lane, key, body }) => ({ lane: `${tenant}/${lane}`, key, body }))),
  };
}

async function listed<K extends ListKind>(store: Store, kind: K): Promise<readonly Listed[K][]> {
  const items: Listed[K][] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await store.list({ kind, limit: 1_000, ...(after !== undefined && { after }) });
    items.push(...page.items);
    after = page.next;
    more = after !== undefined;
  }
  return items;
}

const inOrder = <T>(values: readonly T[]): readonly T[] => values.map((value) => [JSON.stringify(value), value] as const).toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value);
