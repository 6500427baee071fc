import type { CustomerState } from '../../customer/customer-state.js';
import type { LaneKey, Listed, Store } from '../../ports/store.js';
import { checkTimers } from './check-timers.js';
import { addTo, type ReadLog } from './read-log.js';

/** What stands beside one customer's state. */
export interface Beside { readonly log: ReadLog; readonly instances: readonly Listed['instance'][]; readonly parked: readonly Listed['parked'][]; readonly timers: readonly Listed['timer'][] }
interface Checked { readonly running: number; readonly findings: readonly string[] }

/** Holds one customer's state against the rows beside it, the identities that lead there and what the log says of it. */
export async function checkCustomer(store: Store, key: LaneKey, beside: Beside): Promise<Checked> {
  const [row] = await store.load([key]);
  const name = `${key.tenant}/${key.lane}`;
  const state = row === undefined ? undefined : readState(row.state);
  if (state === undefined) return { running: 0, findings: [`${name}: the customer cannot be read`] };
  const findings = [...rowsOf(state, beside), ...checkTimers(state, beside.timers, beside.parked), ...await identitiesOf(store, key, state), ...await historyOf(store, key, beside.log)];
  return { running: state.instances.length, findings: findings.map((finding) => `${name}: ${finding}`) };
}

function readState(text: string): CustomerState | undefined {
  try {
    const state: CustomerState = JSON.parse(text);
    return state.format === 1 && Array.isArray(state.instances) ? state : undefined;
  } catch {
    return undefined;
  }
}

function rowsOf(state: CustomerState, { instances, parked }: Beside): readonly string[] {
  const [running, listed] = [new Set<string>(state.instances.map(({ id }) => id)), new Set(instances.map(({ id }) => id))];
  const kept = new Set(parked.map(({ id }) => id));
  return [
    ...[...running].filter((id) => !listed.has(id)).map((id) => `the run '${id}' is not listed`),
    ...[...listed].filter((id) => !running.has(id)).map((id) => `the run '${id}' is listed and does not run`),
    ...state.instances.flatMap(({ id, parked: blocker }) => (blocker !== undefined && !kept.has(blocker.id) ? [`the run '${id}' waits for the parked event '${blocker.id}', which is not kept`] : [])),
    ...state.instances.filter(({ moved, journey, run }) => moved !== true && run > (state.begun[journey] ?? 0)).map(({ id }) => `the run '${id}' was never counted as begun`),
  ];
}

/** One on the way to another lane has given up what led to them. */
async function identitiesOf(store: Store, { tenant, lane }: LaneKey, state: CustomerState): Promise<readonly string[]> {
  if (state.mergedInto !== undefined || (state.outgoing?.length ?? 0) > 0 || state.identities.length === 0) return [];
  const holders = await store.resolve(state.identities.map((identity) => ({ tenant, identity })));
  // who turned out to be this customer is found by what led to them before
  const here = new Set([lane, ...(state.merged ?? []).flatMap(({ customer, with: others, undoneAt }) => (undoneAt === undefined ? [customer, ...others] : []))]);
  return state.identities.flatMap((identity, i) => (here.has(holders[i] ?? '') ? [] : [`an identity in '${identity.split(':')[0]}' does not lead here`]));
}

const pageSize = 500;

/** A reader of this customer sees the very entries that a reader of everything saw. */
async function historyOf(store: Store, key: LaneKey, { lanes }: ReadLog): Promise<readonly string[]> {
  const expected = lanes.get(`${key.tenant}/${key.lane}`) ?? { entries: 0, sum: 0 };
  let [entries, sum] = [0, 0];
  let before: number | undefined;
  for (;;) {
    const page = await store.history(key, { limit: pageSize, ...(before !== undefined && { before }) });
    for (const entry of page) [entries, sum] = [entries + 1, addTo(sum, entry)];
    const oldest = page.at(-1)?.position;
    if (page.length < pageSize || oldest === undefined || oldest >= (before ?? Infinity)) break;
    before = oldest;
  }
  return entries === expected.entries && sum === expected.sum ? [] : [`its history has ${entries} entries, and the log ${expected.entries}, or others`];
}
