import type { Listed, Store } from '../../ports/store.js';
import { checkCustomer } from './check-customer.js';
import { readLog } from './read-log.js';
import { walk } from './walk.js';

/** What an audit of a store found: how much there is, and every sentence about it that should not be true. */
export interface Verified {
  /** events that were ever accepted and are still in the log */
  readonly events: number;
  readonly customers: number;
  /** running journeys */
  readonly instances: number;
  /** events that could not be handled, and effects that were given up: kept until a person redrives them */
  readonly parked: number;
  readonly dead: number;
  /** what contradicts itself, a sentence each, with ids and no texts of customers; empty where all is well */
  readonly findings: readonly string[];
}

/**
 * Accounts for every accepted event in a store, through its contract alone: the log has no gap that a reader of one customer would not see, each
 * event has a fate, what it moved or parked is there or has ended, and the rows beside a customer's state are those the state speaks of.
 * Changes nothing, and reads all of it: on a store at work it may tell of what changed while it read, so ask again before you believe it.
 * Takes memory for each customer, none for each event.
 */
export async function verify(store: Store): Promise<Verified> {
  const log = await readLog(store);
  const parked = await idsOf(store, 'parked');
  const findings = [...log.findings];
  let [customers, instances, dead] = [0, 0, 0];
  const rows = await byLane(walk(store, 'instance'));
  const waiting = await byLane(walk(store, 'parked'));
  for await (const lane of walk(store, 'lane')) {
    if (lane.tenant === libraryTenant) continue;
    customers += 1;
    const found = await checkCustomer(store, lane, { log, instances: rows.get(textOf(lane)) ?? [], parked: waiting.get(textOf(lane)) ?? [] });
    instances += found.running;
    findings.push(...found.findings);
  }
  for await (const _ of walk(store, 'dead')) dead += 1;
  for (const [id, { lane, runs }] of log.parked) {
    if (!parked.has(id) && runs.some((run) => rows.get(lane)?.some((row) => row.id === run) === true)) findings.push(`${lane}: the event that was parked as '${id}' is neither kept nor was it tried again`);
  }
  for (const [tenant, events] of log.accepted) {
    const [counted = 0] = await store.counters(tenant, ['events.accepted']);
    if (counted < events) findings.push(`${tenant}: ${events} events are in the log and only ${counted} were counted`);
  }
  return { events: log.events, customers, instances, parked: parked.size, dead, findings };
}

/** lanes of the library's own, such as a definition's status */
const libraryTenant = '~';

const textOf = ({ tenant, lane }: { readonly tenant: string; readonly lane: string }): string => `${tenant}/${lane}`;

async function idsOf(store: Store, kind: 'parked'): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const { id } of walk(store, kind)) ids.add(id);
  return ids;
}

async function byLane<T extends Listed['instance'] | Listed['parked']>(items: AsyncIterable<T>): Promise<ReadonlyMap<string, readonly T[]>> {
  const found = new Map<string, T[]>();
  for await (const item of items) {
    const known = found.get(textOf(item));
    if (known === undefined) found.set(textOf(item), [item]);
    else known.push(item);
  }
  return found;
}
