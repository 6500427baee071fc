/**
 * Where everything is kept. The unit of consistency is one lane (a customer, or a lane of the library's own such as a journey
 * definition's status); the unit of speed is a batch of changes that share one sync. The store knows no journey: `state` and every
 * `body` are text it hands back unchanged. Every key carries the tenant. `docs/storage.md` lists the clauses, `throughline/testing`
 * has a case for each. Members stand in life-cycle order.
 */
export interface Store {
  readonly contract: 1;
  readonly info: StoreInfo;
  /**
   * Recovers what was acknowledged, takes ownership and fences every older owner; refuses a setting that could lose an acknowledged commit.
   * Where many may own it, whoever lost theirs opens it again; one that does not answer is given up and made once more, and the last one counts.
   */
  open(owner: StoreOwner): Promise<StoreOpened>;
  /** The store's clock, epoch milliseconds: the only judge of what is due. */
  now(): Promise<number>;
  /** Lanes as last committed, in the order asked; `undefined` where there is none. */
  load(lanes: readonly LaneKey[]): Promise<readonly (LaneRow | undefined)[]>;
  /** Who holds each identity, in the order asked. */
  resolve(keys: readonly IdentityKey[]): Promise<readonly (string | undefined)[]>;
  /**
   * One outcome a change, same order, durable when it resolves. Each change is all or nothing; changes of one batch are independent,
   * but those of one lane apply in order and, after one is refused, the later ones of that lane answer `version`.
   * Rejects only where the outcome of the WHOLE batch is unknown: load again and send again, dedupe makes it safe.
   */
  commit(batch: readonly Change[]): Promise<readonly Outcome[]>;
  /**
   * What is due by the store's clock, oldest first. The attempt is counted durably before it is handed out, and the row is not
   * handed out again before `leaseMs` has passed. Of the effects of one lane and queue only the oldest pending one is handed out.
   * A timer is consumed only by a later commit that cancels it; an effect only by one that settles it.
   */
  claim(query: { readonly kind: 'timer'; readonly worker: string; readonly limit: number; readonly leaseMs: number }): Promise<Claimed<DueTimer>>;
  /** The same for effects. */
  claim(query: { readonly kind: 'effect'; readonly worker: string; readonly limit: number; readonly leaseMs: number }): Promise<Claimed<DueEffect>>;
  /** One lane's log, newest first, those with a position below `before`. */
  history(lane: LaneKey, query: { readonly before?: number; readonly limit: number; readonly kinds?: readonly LogKind[] }): Promise<readonly LogEntry[]>;
  /** Every lane's log in commit order, those with a position above `after`; no committed entry is ever skipped. */
  scan(after: number, limit: number): Promise<{ readonly entries: readonly LogEntry[]; readonly next: number }>;
  /** Small rows of a lane with much state, by key, those that start with `prefix` and stand behind `after`. */
  rows(lane: LaneKey, query: { readonly prefix?: string; readonly after?: string; readonly limit: number }): Promise<readonly LaneEntry[]>;
  /** Sums of what commits added, in the order asked; 0 where nothing was. */
  counters(tenant: string, keys: readonly string[]): Promise<readonly number[]>;
  /** Pages through what exists; an item that exists throughout is seen exactly once, whatever is written meanwhile. */
  list<K extends ListKind>(query: ListQuery<K>): Promise<{ readonly items: readonly Listed[K][]; readonly next?: string }>;
  /** How many of each there should be, by what was brought and taken away through these members: what is missed against it went otherwise. */
  balance(): Promise<Balance>;
  /** Removes log entries and dedupe keys older than a time (store's clock); answers how many log entries went. */
  trim(before: number): Promise<number>;
  /** Everything of these lanes is gone from every table; dedupe keys stay as hashes. A second call answers the same. */
  erase(lanes: readonly LaneKey[]): Promise<readonly ErasureReceipt[]>;
  /** Where several processes share the store and it can wake them before their next look. Absent: they only look. */
  readonly hints?: StoreHints;
  /** Ends cleanly; may be called twice. */
  close(): Promise<void>;
}

/** Wakes processes that share a store. Nothing stands on it: a hint may come late, twice, in vain or never, and what is due is found by looking. */
export interface StoreHints {
  /** the others are to look now; never rejects */
  tell(): Promise<void>;
  /** from now on until `close`: called when another one told, and when what a worker had in hand is due again since it closed or died; at most one listener, and it may not throw */
  hear(listener: () => void): void;
}

/** What a store is and survives; read once, when the orchestrator starts. */
export interface StoreInfo {
  readonly name: string;
  /** what an acknowledged commit survives: `fsync` a power cut here, `remote` as the server promises, `no` nothing */
  readonly durable: 'fsync' | 'remote' | 'no';
  /** several processes at once */
  readonly shared: boolean;
  /** who wakes timers: this library by `claim`, or the engine by itself */
  readonly timers: 'store' | 'engine';
  /** changes one `commit` may carry */
  readonly maxBatch: number;
}

/** Who opens a store. */
export interface StoreOwner {
  /** names this process; a claim is made in its name */
  readonly worker: string;
}
/** What an owner finds when it opens a store. */
export interface StoreOpened {
  /** the fence of this owner; a commit with an older one answers `fenced` */
  readonly epoch: number;
  /** the last committed position */
  readonly position: number;
  /** effects that an earlier owner was handed and never settled; they are due again at once, with the same key */
  readonly unfinished: number;
}

/** Names a lane: everything that changes together. */
export interface LaneKey { readonly tenant: string; readonly lane: string }
/** Names an identity, as `namespace:value`, within its tenant. */
export interface IdentityKey { readonly tenant: string; readonly identity: string }
/** A lane as last committed. */
export interface LaneRow extends LaneKey { readonly version: number; readonly state: string }
/** A small row beside a lane's state, for what would make the state too large. */
export interface LaneEntry { readonly key: string; readonly value: string }

/** Everything of one lane that changes together. Order inside: settle, cancel, drop and release apply before add, set, put and claim. */
export interface Change extends LaneKey {
  /** the version it was decided on; 0 = the lane must be new; -1 = no check, no version of its own and `state` left as it is (marks) */
  readonly expect: number;
  readonly epoch: number;
  /** the lane's next state; absent only with `expect: -1` */
  readonly state?: string;
  readonly identities?: { readonly claim?: readonly string[]; readonly release?: readonly string[] };
  readonly instances?: { readonly set?: readonly { readonly id: string; readonly journey: string; readonly status: string }[]; readonly drop?: readonly string[] };
  readonly entries?: readonly NewEntry[];
  readonly timers?: { readonly set?: readonly { readonly id: string; readonly due: number }[]; readonly cancel?: readonly string[] };
  readonly effects?: { readonly add?: readonly NewEffect[]; readonly settle?: readonly Settlement[] };
  readonly parked?: { readonly add?: readonly NewParked[]; readonly settle?: readonly string[] };
  readonly rows?: { readonly put?: readonly LaneEntry[]; readonly drop?: readonly string[] };
  /** statistics: amounts added to sums of the tenant; no hard limit is decided on them */
  readonly counters?: Readonly<Record<string, number>>;
}

/** What a log entry tells of: what came in, what passed between us and the customer, what was decided, what the customer looked at. */
export type LogKind = 'event' | 'interaction' | 'decision' | 'web';
/** A log entry to be appended. */
export interface NewEntry {
  readonly kind: LogKind;
  readonly at: number;
  readonly body: string;
  /** where given, (tenant, source, id) is accepted once in the whole store; `digest` tells whether a second one said the same */
  readonly dedupe?: { readonly source: string; readonly id: string; readonly digest: string };
}
/** A log entry as committed; `position` grows with every commit of the store. */
export interface LogEntry extends LaneKey { readonly position: number; readonly kind: LogKind; readonly at: number; readonly body: string }

/** An effect to be performed after the commit. */
export interface NewEffect {
  /** unique in the tenant, the same at every retry */
  readonly key: string;
  /** not handed out before, store's clock */
  readonly due: number;
  /** 1 = born claimed: the committer performs it at once, and `due` is when it is handed out should the committer die; 0 = waits for a claim */
  readonly attempt: 0 | 1;
  /** effects of one lane and queue leave one at a time, in the order they were added; absent = waits for nobody */
  readonly queue?: string;
  readonly body: string;
}
/** How an effect ended, or when it is due again. */
export type Settlement =
  | { readonly key: string; readonly result: 'sent' | 'dropped' }
  | { readonly key: string; readonly result: 'dead'; readonly cause: string }
  /** pending again from `due` on, also where it was dead; `attempt` replaces the count where given */
  | { readonly key: string; readonly result: 'retry'; readonly due: number; readonly attempt?: number };

/** An event that could not be handled, kept with its cause until a person redrives it. */
export interface NewParked { readonly id: string; readonly journey: string; readonly instance?: string; readonly at: number; readonly cause: string; readonly body: string }

/** What became of one change; only `ok: true` has touched anything. */
export type Outcome =
  /** `waiting`: effects born claimed that stand behind an earlier pending one of their queue; they come by `claim` */
  | { readonly ok: true; readonly version: number; readonly position: number; readonly waiting: readonly string[] }
  /** `same`: the digest is the same too; `first`: the entry that was accepted, absent where it was trimmed or erased */
  | { readonly ok: false; readonly why: 'duplicate'; readonly same: boolean; readonly first?: LogEntry }
  | { readonly ok: false; readonly why: 'version'; readonly actual: number }
  | { readonly ok: false; readonly why: 'identity'; readonly identity: string; readonly holder: string }
  | { readonly ok: false; readonly why: 'fenced' };

/** What a claim hands out. */
export interface Claimed<D> {
  /** the store's clock at this claim */
  readonly now: number;
  readonly due: readonly D[];
  /** when to look again; absent where nothing waits */
  readonly next?: number;
}
/** A timer that is due; it comes again after its lease unless a commit cancels it. */
export interface DueTimer extends LaneKey { readonly id: string; readonly due: number; readonly attempt: number }
/** An effect that is due; it comes again after its lease unless a commit settles it. */
export interface DueEffect extends LaneKey { readonly key: string; readonly queue?: string; readonly body: string; readonly attempt: number }

/** What `list` can page through. */
export type ListKind = keyof Listed;
/** The items of each kind that `list` gives. */
export interface Listed {
  readonly lane: LaneKey & { readonly version: number };
  readonly instance: LaneKey & { readonly id: string; readonly journey: string; readonly status: string };
  readonly parked: LaneKey & NewParked;
  readonly dead: LaneKey & { readonly key: string; readonly cause: string; readonly attempt: number; readonly body: string };
  /** those that were set and not cancelled, handed out or not */
  readonly timer: LaneKey & { readonly id: string; readonly due: number };
  /** those that were added and are neither settled nor dead, handed out or not */
  readonly effect: LaneKey & { readonly key: string; readonly attempt: number };
}
/** Which page of what to list. */
export interface ListQuery<K extends ListKind> {
  readonly kind: K;
  readonly tenant?: string;
  readonly lane?: string;
  /** of instances and parked events: only those of this journey */
  readonly journey?: string;
  /** the `next` of the page before */
  readonly after?: string;
  readonly limit: number;
}

/** Counted beside the rows, in the commits that change them, and never read off them. Erasing and trimming are in it. */
export interface Balance {
  readonly lanes: number;
  readonly instances: number;
  readonly timers: number;
  /** those that wait and those that are dead, together: one becomes the other */
  readonly effects: number;
  readonly parked: number;
  /** log entries with a position above `after`; the ones before were written when nobody counted */
  readonly entries: number;
  readonly after: number;
}

/** Whether a lane was there to be erased, now or by an earlier call. */
export interface ErasureReceipt extends LaneKey { readonly erased: boolean }
