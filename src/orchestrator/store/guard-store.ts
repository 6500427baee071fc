import { JourneyError } from '../../errors/index.js';
import type { Clock } from '../../ports/clock.js';
import type { Claimed, DueEffect, DueTimer, Outcome, Store, StoreHints } from '../../ports/store.js';
import type { Halt } from '../halt.js';
import { hostOf, letGoOf } from './one-host.js';
import type { Ownership } from './ownership.js';
import { claimedFault, committedFault, countersFault, loadedFault, nowFault, openedFault, ownersFault, resolvedFault } from './store-answers.js';

type Ask = <T>(call: () => Promise<T>, faultIn?: (answer: T) => string | undefined) => Promise<T>;
export interface Watch {
  readonly halt: Halt;
  readonly ownership: Ownership;
  readonly clock: Clock;
  /** one call that moves journeys on may take so long, milliseconds; then its outcome is unknown */
  readonly storeMs: number;
}
interface ClaimQuery { readonly worker: string; readonly limit: number; readonly leaseMs: number }

/**
 * The host's store as the orchestrator uses it: whatever it throws is a JourneyError, StoreUnavailable where it is none, and an answer that
 * breaks the contract halts this process with StorageContractViolation, because to stop is better than to mix up customers. An owner that was
 * fenced is told so. A call that never ends would stop every delay in silence, so it is given up; what must go through a whole
 * store may take its time, as the first opening may, which brings it to its newest form.
 */
export function guardStore(store: Store, { halt, ownership, clock, storeMs }: Watch): Store {
  const patiently = asking(store, halt, ownership);
  const ask: Ask = (call, faultIn) => patiently(() => inTime(clock, storeMs, call), faultIn);
  let opened = false;
  async function claim(query: ClaimQuery & { readonly kind: 'timer' }): Promise<Claimed<DueTimer>>;
  async function claim(query: ClaimQuery & { readonly kind: 'effect' }): Promise<Claimed<DueEffect>>;
  async function claim({ kind, ...query }: ClaimQuery & { readonly kind: 'timer' | 'effect' }): Promise<Claimed<DueTimer> | Claimed<DueEffect>> {
    if (kind === 'timer') return ask(() => store.claim({ kind, ...query }), (claimed) => claimedFault(query.limit, claimed));
    return ask(() => store.claim({ kind, ...query }), (claimed) => claimedFault(query.limit, claimed));
  }
  return {
    contract: 1,
    info: store.info,
    async open(owner) {
      hostOf(store, ownership);
      try {
        const answer = await (opened ? ask : patiently)(() => store.open(owner), openedFault);
        opened = true;
        return answer;
      } finally {
        if (!opened) letGoOf(store, ownership);
      }
    },
    now: () => ask(() => store.now(), nowFault),
    load: (lanes) => ask(() => store.load(lanes), (rows) => loadedFault(lanes, rows)),
    resolve: (keys) => ask(() => store.resolve(keys), (holders) => resolvedFault(keys.length, holders)),
    async commit(batch) {
      const outcomes = await ask(() => store.commit(batch), (answer) => committedFault(batch, answer));
      const fenced = batch.filter((_, i) => isFenced(outcomes[i]));
      if (fenced.length > 0) ownership.lost(Math.max(...fenced.map(({ epoch }) => epoch)));
      return outcomes;
    },
    claim,
    history: (lane, query) => ask(() => store.history(lane, query), (entries) => ownersFault(lane, entries)),
    scan: (after, limit) => patiently(() => store.scan(after, limit)),
    rows: (lane, query) => ask(() => store.rows(lane, query)),
    counters: (tenant, keys) => ask(() => store.counters(tenant, keys), (sums) => countersFault(keys.length, sums)),
    list: (query) => ask(() => store.list(query), ({ items }) => ownersFault(query, items)),
    balance: () => patiently(() => store.balance()),
    trim: (before) => patiently(() => store.trim(before)),
    erase: (lanes) => patiently(() => store.erase(lanes)),
    ...(store.hints !== undefined && { hints: guardHints(store.hints) }),
    close: () => patiently(() => store.close()),
  };
}

/** Nothing stands on a hint, so nothing falls with it. */
function guardHints(hints: StoreHints): StoreHints {
  return {
    async tell() {
      try {
        await hints.tell();
      } catch {
        // the others look by themselves
      }
    },
    hear(listener) {
      try {
        hints.hear(listener);
      } catch {
        // this process looks by itself
      }
    },
  };
}

const isFenced = (outcome: Outcome | undefined): boolean => outcome?.ok === false && outcome.why === 'fenced';

function asking(store: Store, halt: Halt, ownership: Ownership): Ask {
  return async (call, faultIn) => {
    const answer = await called(call, ownership);
    const fault = faultIn === undefined ? undefined : faultOf(() => faultIn(answer));
    if (fault === undefined) return answer;
    const violation = new JourneyError('StorageContractViolation', `The store '${store.info.name}' broke its contract: ${fault}. Nothing more is done with it; mend it and start again.`, { store: store.info.name });
    halt.because(violation);
    throw violation;
  };
}

function inTime<T>(clock: Clock, ms: number, call: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(new JourneyError('StoreUnavailable', `The store did not answer within ${ms} ms; send again what was not acknowledged.`, { limit: ms })));
    call().then((answer) => { cancel(); resolve(answer); }, (error: unknown) => { cancel(); reject(error); });
  });
}

async function called<T>(call: () => Promise<T>, ownership: Ownership): Promise<T> {
  const { epoch } = ownership;
  try {
    return await call();
  } catch (error) {
    if (!JourneyError.is(error)) throw new JourneyError('StoreUnavailable', 'The store did not answer; see the cause, and send again what was not acknowledged.', {}, error);
    if (error.code === 'LeaseLost') ownership.lost(epoch);
    throw error;
  }
}

/** An answer may be anything, also something that throws when it is read. */
function faultOf(faultIn: () => string | undefined): string | undefined {
  try {
    return faultIn();
  } catch {
    return 'its answer cannot be read';
  }
}
