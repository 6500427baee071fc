import { readOrigin } from '../../customer/merge/origin.js';
import type { CustomerState } from '../../customer/customer-state.js';
import type { LaneKey, LogEntry, LogKind, Store } from '../../ports/store.js';

/** Which page of a customer's log, newest first: below `before`. */
export interface LogPage { readonly before?: number; readonly limit: number; readonly kinds: readonly LogKind[] }

/**
 * A customer's log over every lane it stands in: their own, those of customers who turned out to be them, and, of customers they were merged
 * into for a while, what their own contacts left there. What belongs to somebody who is a customer of their own again is not among it.
 */
export async function readLog(store: Store, lane: LaneKey, state: CustomerState, page: LogPage): Promise<readonly LogEntry[]> {
  const sources = sourcesOf(lane, state);
  const pages = await Promise.all(sources.map((source) => pageOf(store, source, page)));
  const [only, ...others] = pages;
  if (only === undefined || others.length === 0) return only ?? [];
  return pages.flat().toSorted((one, other) => other.position - one.position).slice(0, page.limit);
}

/** One lane, and whose entries in it count; all where it does not say. */
interface Source { readonly lane: LaneKey; readonly counts?: (origin: string | undefined) => boolean }

function sourcesOf(lane: LaneKey, { merged = [], stays = [] }: CustomerState): readonly Source[] {
  const joined = merged.filter((one) => one.undoneAt === undefined);
  if (merged.length + stays.length === 0) return [{ lane }];
  const own = new Set<string>([lane.lane, ...joined.map((one) => one.customer)]);
  const elsewhere = new Set([...stays, ...joined.flatMap((one) => one.stays)]);
  const mine = (origin: string | undefined): boolean => origin !== undefined && own.has(origin);
  const home = (origin: string | undefined): boolean => origin === undefined || own.has(origin);
  const lanes = [...own].map((one) => ({ lane: { tenant: lane.tenant, lane: one }, counts: home }));
  return [...lanes, ...[...elsewhere].filter((one) => !own.has(one)).map((one) => ({ lane: { tenant: lane.tenant, lane: one }, counts: mine }))];
}

async function pageOf(store: Store, { lane, counts }: Source, page: LogPage): Promise<readonly LogEntry[]> {
  const found: LogEntry[] = [];
  for (let { before } = page; ;) {
    const entries = await store.history(lane, { limit: page.limit, kinds: page.kinds, ...(before !== undefined && { before }) });
    found.push(...(counts === undefined ? entries : entries.filter((entry) => counts(readOrigin(entry.body)))));
    before = entries.at(-1)?.position;
    if (entries.length < page.limit || found.length >= page.limit) return found.slice(0, page.limit);
  }
}
