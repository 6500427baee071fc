import { JourneyError } from '../../errors/index.js';
import { libraryTenant } from '../../model/tenant.js';
import type { LaneKey, Listed, Store } from '../../ports/store.js';
import { checkBalance } from './check-balance.js';
import { checkCustomer } from './check-customer.js';
import { readLog, type ReadLog } from './read-log.js';
import { countOf, walk } from './walk.js';

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
 * event has a fate, what it moved or parked is there or has ended, and the rows beside a customer's state are those the state speaks of. What
 * waits, and all that is kept, is held against the store's own balance, so that what is gone everywhere at once is missed too.
 * Changes nothing, and reads all of it: on a store at work it may tell of what changed while it read, so ask again before you believe it.
 * Takes memory for each customer and what waits for them, none for each event. InvalidOptions for what is no store.
 */
export async function verify(store: Store): Promise<Verified> {
  if (!isStore(store)) throw new JourneyError('InvalidOptions', 'An audit is given a store, as createOrchestrator is, that was opened.', { path: 'store' });
  const before = await store.balance();
  const log = await readLog(store, before.after);
  const [rows, waiting, timers] = [await byLane(walk(store, 'instance')), await byLane(walk(store, 'parked')), await byLane(walk(store, 'timer'))];
  const findings = [...log.findings];
  let [lanes, customers, instances] = [0, 0, 0];
  for await (const lane of walk(store, 'lane')) {
    lanes += 1;
    if (lane.tenant === libraryTenant) continue;
    customers += 1;
    const name = textOf(lane);
    const found = await checkCustomer(store, lane, { log, instances: rows.get(name) ?? [], parked: waiting.get(name) ?? [], timers: timers.get(name) ?? [] });
    instances += found.running;
    findings.push(...found.findings);
  }
  const [dead, effects, parked] = [await countOf(store, 'dead'), await countOf(store, 'effect'), sizeOf(waiting)];
  findings.push(...parkedOf(log, rows, waiting), ...await countersOf(store, log));
  findings.push(...checkBalance({ lanes, instances: sizeOf(rows), timers: sizeOf(timers), effects: effects + dead, parked, entries: log.counted }, before, await store.balance()));
  return { events: log.events, customers, instances, parked, dead, findings };
}

/** whatever is asked of it below */
const isStore = (store: unknown): boolean =>
  typeof store === 'object' && store !== null && ['balance', 'counters', 'history', 'list', 'load', 'resolve', 'scan'].every((method) => method in store && typeof Reflect.get(store, method) === 'function');

type ByLane<T> = ReadonlyMap<string, readonly T[]>;

function parkedOf(log: ReadLog, rows: ByLane<Listed['instance']>, waiting: ByLane<Listed['parked']>): readonly string[] {
  const kept = new Set([...waiting.values()].flatMap((items) => items.map(({ id }) => id)));
  const lost = [...log.parked].filter(([id, { lane, runs }]) => !kept.has(id) && runs.some((run) => rows.get(lane)?.some((row) => row.id === run) === true));
  return lost.map(([id, { lane }]) => `${lane}: the event that was parked as '${id}' is neither kept nor was it tried again`);
}

async function countersOf(store: Store, log: ReadLog): Promise<readonly string[]> {
  const findings: string[] = [];
  for (const [tenant, events] of log.accepted) {
    const [counted = 0] = await store.counters(tenant, ['events.accepted']);
    if (counted < events) findings.push(`${tenant}: ${events} events are in the log and only ${counted} were counted`);
  }
  return findings;
}

const textOf = ({ tenant, lane }: LaneKey): string => `${tenant}/${lane}`;

const sizeOf = (lanes: ByLane<unknown>): number => [...lanes.values()].reduce((sum, items) => sum + items.length, 0);

async function byLane<T extends LaneKey>(items: AsyncIterable<T>): Promise<ByLane<T>> {
  const found = new Map<string, T[]>();
  for await (const item of items) {
    const known = found.get(textOf(item));
    if (known === undefined) found.set(textOf(item), [item]);
    else known.push(item);
  }
  return found;
}
