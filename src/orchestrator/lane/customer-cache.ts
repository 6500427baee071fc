import { JourneyError } from '../../errors/index.js';
import type { CustomerState } from '../../customer/customer-state.js';
import type { LaneKey, Store } from '../../ports/store.js';

/** A customer as last committed. */
export interface CachedCustomer { readonly version: number; readonly state: CustomerState }

/** The hot customers' states, so that a step on from the last one costs no reading; the store stays the truth. */
export interface CustomerCache {
  /** as last committed by anybody; `undefined` where the store has no such customer */
  load(lane: LaneKey): Promise<CachedCustomer | undefined>;
  /** what this process last saw: all there is where it is the only writer, else a guess that only a commit makes sure of */
  peek(lane: LaneKey): CachedCustomer | undefined;
  put(lane: LaneKey, customer: CachedCustomer): void;
  drop(lane: LaneKey): void;
  clear(): void;
}

type Wanted = { readonly lane: LaneKey; readonly resolve: (row: CachedCustomer | undefined) => void; readonly reject: (error: unknown) => void };

/** Keeps up to `most` customers, the least recently used go first; reads of one moment go to the store together. */
export function createCustomerCache(store: Store, most: number): CustomerCache {
  const { shared } = store.info;
  const hot = new Map<string, CachedCustomer>();
  let wanted: Wanted[] = [];
  const put = (lane: LaneKey, customer: CachedCustomer): void => {
    const key = laneText(lane);
    hot.delete(key);
    hot.set(key, customer);
    if (hot.size > most) for (const oldest of hot.keys()) { hot.delete(oldest); break; }
  };
  const read = async (): Promise<void> => {
    const batch = wanted;
    wanted = [];
    try {
      const rows = await store.load(batch.map((one) => one.lane));
      batch.forEach((one, i) => answer(one, rows[i]));
    } catch (error) {
      for (const one of batch) one.reject(error);
    }
  };
  return {
    async load(lane) {
      const before = hot.get(laneText(lane));
      if (!shared && before !== undefined) return before;
      const row = await new Promise<CachedCustomer | undefined>((resolve, reject) => {
        if (wanted.push({ lane, resolve, reject }) === 1) queueMicrotask(() => void read());
      });
      // a turn may have gone on while this was read: what is newer stays
      const newer = hot.get(laneText(lane));
      if (row === undefined && newer !== undefined && newer === before) {
        // another process has erased them
        hot.delete(laneText(lane));
        return undefined;
      }
      if (newer !== undefined && newer.version >= (row?.version ?? 0)) return newer;
      if (row !== undefined) put(lane, row);
      return row;
    },
    peek: (lane) => hot.get(laneText(lane)),
    put,
    drop: (lane) => void hot.delete(laneText(lane)),
    clear: () => hot.clear(),
  };
}

/** One text for a lane; a tenant has no `/`. */
export const laneText = (lane: LaneKey): string => `${lane.tenant}/${lane.lane}`;

/** One customer that cannot be read is no trouble to the others of the batch. */
function answer(one: Wanted, row: Parameters<typeof readCustomer>[0]): void {
  try {
    one.resolve(readCustomer(row));
  } catch (error) {
    one.reject(error);
  }
}

/** A customer as the store gave it; StoreTooNew, StorageContractViolation. */
export function readCustomer(row: { readonly version: number; readonly state: string } | undefined): CachedCustomer | undefined {
  if (row === undefined) return undefined;
  const state = readState(row.state);
  if (state.format !== 1) throw new JourneyError('StoreTooNew', 'A customer was written by a newer version of the library; use that version or a later one.');
  return { version: row.version, state };
}

function readState(text: string): CustomerState {
  try {
    return JSON.parse(text) as CustomerState;
  } catch {
    // the parser's words would repeat what it read
    throw new JourneyError('StorageContractViolation', 'The store answered a customer that is not what was written; restore it from a backup.');
  }
}
