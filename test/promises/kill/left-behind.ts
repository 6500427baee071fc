import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LogEntry, Store } from 'throughline/ports';
import { verify } from 'throughline/testing';
import { createSqliteStore } from '../../../adapters/sqlite/index.js';
import type { CustomerState } from '../../../src/customer/customer-state.js';

/** A customer as the file has them, with the delays that are set for them. */
export interface KeptLane { readonly lane: string; readonly version: number; readonly state: CustomerState }
/** What a process left behind when it died, read from a copy: looking changes nothing. */
export interface LeftBehind {
  /** everything that was logged since the position of the last look */
  readonly log: readonly LogEntry[];
  readonly lanes: readonly KeptLane[];
  /** `lane timer due`, sorted */
  readonly timers: readonly string[];
  /** keys of effects that are not settled */
  readonly pending: ReadonlySet<string>;
  /** dead letters and parked events, by cause */
  readonly givenUp: readonly string[];
  /** what contradicts itself, or is missing */
  readonly findings: readonly string[];
}
export interface Copy { read(after: number): Promise<LeftBehind> }

const never = Date.UTC(2200, 0);

/** Copies the store's folder; to be called while nobody writes there. */
export function copyOf(file: string, to: string): Copy {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to);
  cpSync(dirname(file), to, { recursive: true });
  return { read: (after) => read(join(to, file.slice(dirname(file).length + 1)), after) };
}

async function read(file: string, after: number): Promise<LeftBehind> {
  // to this clock everything is due
  const store = createSqliteStore({ file, durable: 'no', synchronous: 'OFF', checkFile: true, now: () => never });
  const { epoch } = await store.open({ worker: 'onlooker' });
  try {
    const { findings } = await verify(store);
    const lanes = await lanesOf(store);
    const { due } = await store.claim({ kind: 'timer', worker: 'onlooker', limit: 1_000_000, leaseMs: 0 });
    const timers = due.map(({ lane, id, due: at }) => `${lane} ${id} ${at}`).toSorted();
    const givenUp = [...(await store.list({ kind: 'dead', limit: 1_000 })).items, ...(await store.list({ kind: 'parked', limit: 1_000 })).items].map(({ cause }) => cause);
    return { log: await logOf(store, after), lanes, timers, givenUp, findings, pending: await pendingIn(store, epoch) };
  } finally {
    await store.close();
  }
}

async function lanesOf(store: Store): Promise<readonly KeptLane[]> {
  const lanes: KeptLane[] = [];
  for (let next: string | undefined; ;) {
    const page = await store.list({ kind: 'lane', limit: 1_000, ...(next !== undefined && { after: next }) });
    const rows = await store.load(page.items);
    lanes.push(...rows.flatMap((row) => (row === undefined || row.lane.startsWith('~') ? [] : [{ lane: row.lane, version: row.version, state: JSON.parse(row.state) as CustomerState }])));
    if (page.next === undefined) return lanes;
    ({ next } = page);
  }
}

async function logOf(store: Store, after: number): Promise<readonly LogEntry[]> {
  const log: LogEntry[] = [];
  for (let from = after; ;) {
    const { entries, next } = await store.scan(from, 1_000);
    if (entries.length === 0) return log;
    log.push(...entries);
    from = next;
  }
}

/** Only the oldest of a queue is handed out, so each is settled and asked for again. */
async function pendingIn(store: Store, epoch: number): Promise<ReadonlySet<string>> {
  const pending = new Set<string>();
  for (;;) {
    const { due } = await store.claim({ kind: 'effect', worker: 'onlooker', limit: 100, leaseMs: 0 });
    if (due.length === 0) return pending;
    for (const { key } of due) pending.add(key);
    await store.commit(due.map(({ tenant, lane, key }) => ({ tenant, lane, epoch, expect: -1, effects: { settle: [{ key, result: 'dropped' }] } })));
  }
}
