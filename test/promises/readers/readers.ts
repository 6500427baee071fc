import type { LogEntry, Store } from 'throughline/ports';
import type { TestDatabase } from '../../adapters/postgres/test-database.js';
import type { Writers } from './writers.js';

/** What one who does what is due was handed. */
export interface Taken { readonly effects: readonly string[]; readonly timers: readonly string[] }

const pageSize = 50;

/** Reads the whole log beside those who write it, and once more when they are done. */
export async function readLog(store: Store, { goesOn }: Writers): Promise<readonly LogEntry[]> {
  const seen: LogEntry[] = [];
  for (let [after, last] = [0, false]; ;) {
    const ends = !goesOn();
    const { entries, next } = await store.scan(after, pageSize);
    seen.push(...entries);
    after = next;
    if (entries.length === 0 && last) return seen;
    last = ends && entries.length === 0;
  }
}

/** The bug: reads on behind the last position it has seen. How many entries it came to see. */
export async function readByCursor({ admin }: TestDatabase, schema: string, { goesOn }: Writers): Promise<number> {
  let [after, seen] = [0, 0];
  for (let last = false; ;) {
    const ends = !goesOn();
    const { rows } = await admin.query(`SELECT position FROM ${schema}.log WHERE position > ${after} ORDER BY position LIMIT ${pageSize}`);
    seen += rows.length;
    after = Number(rows.at(-1)?.position ?? after);
    if (rows.length === 0 && last) return seen;
    last = ends && rows.length === 0;
  }
}

/** Takes messages and delays that are due beside those who write them, until nothing is left. */
export async function takeWork(store: Store, epoch: number, { goesOn }: Writers): Promise<Taken> {
  const taken = { effects: [] as string[], timers: [] as string[] };
  const query = { worker: 'hand', limit: pageSize, leaseMs: 600_000 };
  for (let last = false; ;) {
    const ends = !goesOn();
    const [effects, timers] = [(await store.claim({ kind: 'effect', ...query })).due, (await store.claim({ kind: 'timer', ...query })).due];
    for (const { key } of effects) taken.effects.push(key);
    for (const { lane, id } of timers) taken.timers.push(`${lane} ${id}`);
    const mark = ({ tenant, lane }: { readonly tenant: string; readonly lane: string }) => ({ tenant, lane, epoch, expect: -1 });
    if (effects.length > 0) await store.commit(effects.map((due) => ({ ...mark(due), effects: { settle: [{ key: due.key, result: 'sent' as const }] } })));
    if (timers.length > 0) await store.commit(timers.map((due) => ({ ...mark(due), timers: { cancel: [due.id] } })));
    const idle = effects.length + timers.length === 0;
    if (idle && last) return taken;
    last = ends && idle;
  }
}
