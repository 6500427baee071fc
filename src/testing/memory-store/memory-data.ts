import type { Balance, LogEntry, NewParked } from '../../ports/store.js';
import { DueQueue, type Waiting } from './due-queue.js';

/** What memory stores keep. Hand the same data to a second store to see what a restart, or a second owner, sees. */
export interface MemoryData {
  epoch: number;
  /** who may commit and claim, by epoch, and until when */
  readonly workers: Map<number, number>;
  /** of the newest entry ever written */
  position: number;
  /** when the newest entry was accepted; never goes back, so that `trim` cuts a clean front off the log */
  acceptedAt: number;
  order: number;
  readonly lanes: Map<string, MemoryLane>;
  /** who holds it, by tenant and identity */
  readonly identities: Map<string, MemoryLane>;
  log: MemoryEntry[];
  readonly dedupe: Map<string, Accepted>;
  /** what is left of `dedupe` after erasure: by one-way hash */
  readonly tombstones: Map<string, Accepted>;
  readonly counters: Map<string, number>;
  /** kept beside the maps and never read off them */
  readonly balance: { -readonly [K in keyof Balance]: Balance[K] };
  readonly timersDue: DueQueue<MemoryTimer>;
  /** only effects that are first in their queue, or in none */
  readonly effectsDue: DueQueue<MemoryEffect>;
  /** who wants to hear of it when work is given back, by the store that listens */
  readonly listeners: Map<object, () => void>;
}

export interface MemoryLane {
  readonly tenant: string;
  readonly lane: string;
  readonly order: number;
  /** 0 where only marks have been here: the lane does not exist yet */
  version: number;
  state: string;
  readonly instances: Map<string, { readonly journey: string; readonly status: string }>;
  readonly timers: Map<string, MemoryTimer>;
  /** pending, in the order added */
  readonly effects: Map<string, MemoryEffect>;
  readonly dead: Map<string, MemoryDead>;
  readonly parked: Map<string, NewParked>;
  readonly rows: Map<string, string>;
  log: MemoryEntry[];
}

export interface MemoryEntry extends LogEntry { readonly acceptedAt: number; readonly dedupe?: string }
export interface Accepted { readonly position: number; readonly acceptedAt: number; readonly digest: string }
export interface MemoryTimer extends Waiting { readonly lane: MemoryLane; readonly id: string; readonly due: number; attempt: number; /** epoch of who it was handed to */ holder?: number | undefined }
export interface MemoryEffect extends Waiting {
  readonly lane: MemoryLane;
  readonly key: string;
  readonly queue: string | undefined;
  readonly body: string;
  attempt: number;
  /** given to somebody who has not settled it */
  handed: boolean;
  /** epoch of who has it, while that worker is not gone */
  holder?: number | undefined;
}
export interface MemoryDead { readonly key: string; readonly queue: string | undefined; readonly body: string; readonly attempt: number; readonly cause: string }

/** Empty data for one or several memory stores. */
export function createMemoryData(): MemoryData {
  return {
    epoch: 0, workers: new Map(), position: 0, acceptedAt: -Infinity, order: 0,
    lanes: new Map(), identities: new Map(), log: [], dedupe: new Map(), tombstones: new Map(), counters: new Map(),
    balance: { lanes: 0, instances: 0, timers: 0, effects: 0, parked: 0, entries: 0, after: 0 },
    timersDue: new DueQueue(), effectsDue: new DueQueue(), listeners: new Map(),
  };
}

/** One key of several texts that no other texts can give. */
export function joinKey(...texts: readonly string[]): string {
  return JSON.stringify(texts);
}

/** The lane, begun with version 0 where there is none. */
export function laneOf(data: MemoryData, tenant: string, lane: string): MemoryLane {
  const key = joinKey(tenant, lane);
  const known = data.lanes.get(key);
  if (known !== undefined) return known;
  const begun: MemoryLane = {
    tenant, lane, order: ++data.order, version: 0, state: '',
    instances: new Map(), timers: new Map(), effects: new Map(), dead: new Map(), parked: new Map(), rows: new Map(), log: [],
  };
  data.lanes.set(key, begun);
  return begun;
}

/** The entry with that position, where it is still there. */
export function entryAt(log: readonly MemoryEntry[], position: number): MemoryEntry | undefined {
  const entry = log[indexAfter(log, position - 1)];
  return entry?.position === position ? entry : undefined;
}

/** Index of the first entry above that position. */
export function indexAfter(log: readonly MemoryEntry[], position: number): number {
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((log[middle]?.position ?? Infinity) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The entry as a caller may have it: a copy without what is ours. */
export function toLogEntry({ tenant, lane, position, kind, at, body }: MemoryEntry): LogEntry {
  return { tenant, lane, position, kind, at, body };
}
