import { JourneyError } from '../errors/index.js';
import type { Claimed, DueEffect, DueTimer, Store } from '../ports/store.js';
import type { Halt } from './halt.js';
import { claimedFault, committedFault, countersFault, loadedFault, nowFault, openedFault, ownersFault, resolvedFault } from './store-answers.js';

type Ask = <T>(call: () => Promise<T>, faultIn?: (answer: T) => string | undefined) => Promise<T>;
interface ClaimQuery { readonly worker: string; readonly limit: number; readonly leaseMs: number }

/**
 * The host's store as the orchestrator uses it: whatever it throws is a JourneyError, StoreUnavailable where it is none, and an answer that
 * breaks the contract halts this process with StorageContractViolation, because to stop is better than to mix up customers. An owner that was
 * fenced halts with LeaseLost.
 */
export function guardStore(store: Store, halt: Halt): Store {
  const ask = asking(store, halt);
  async function claim(query: ClaimQuery & { readonly kind: 'timer' }): Promise<Claimed<DueTimer>>;
  async function claim(query: ClaimQuery & { readonly kind: 'effect' }): Promise<Claimed<DueEffect>>;
  async function claim({ kind, ...query }: ClaimQuery & { readonly kind: 'timer' | 'effect' }): Promise<Claimed<DueTimer> | Claimed<DueEffect>> {
    if (kind === 'timer') return ask(() => store.claim({ kind, ...query }), (claimed) => claimedFault(query.limit, claimed));
    return ask(() => store.claim({ kind, ...query }), (claimed) => claimedFault(query.limit, claimed));
  }
  return {
    contract: 1,
    info: store.info,
    open: (owner) => ask(() => store.open(owner), openedFault),
    now: () => ask(() => store.now(), nowFault),
    load: (lanes) => ask(() => store.load(lanes), (rows) => loadedFault(lanes, rows)),
    resolve: (keys) => ask(() => store.resolve(keys), (holders) => resolvedFault(keys.length, holders)),
    async commit(batch) {
      const outcomes = await ask(() => store.commit(batch), (answer) => committedFault(batch, answer));
      if (outcomes.some((outcome) => !outcome.ok && outcome.why === 'fenced')) halt.because(new JourneyError('LeaseLost', 'Another owner has opened this store; this one has stopped.'));
      return outcomes;
    },
    claim,
    history: (lane, query) => ask(() => store.history(lane, query), (entries) => ownersFault(lane, entries)),
    scan: (after, limit) => ask(() => store.scan(after, limit)),
    rows: (lane, query) => ask(() => store.rows(lane, query)),
    counters: (tenant, keys) => ask(() => store.counters(tenant, keys), (sums) => countersFault(keys.length, sums)),
    list: (query) => ask(() => store.list(query), ({ items }) => ownersFault(query, items)),
    trim: (before) => ask(() => store.trim(before)),
    erase: (lanes) => ask(() => store.erase(lanes)),
    close: () => ask(() => store.close()),
  };
}

function asking(store: Store, halt: Halt): Ask {
  return async (call, faultIn) => {
    const answer = await called(call, halt);
    const fault = faultIn === undefined ? undefined : faultOf(() => faultIn(answer));
    if (fault === undefined) return answer;
    const violation = new JourneyError('StorageContractViolation', `The store '${store.info.name}' broke its contract: ${fault}. Nothing more is done with it; mend it and start again.`, { store: store.info.name });
    halt.because(violation);
    throw violation;
  };
}

async function called<T>(call: () => Promise<T>, halt: Halt): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!JourneyError.is(error)) throw new JourneyError('StoreUnavailable', 'The store did not answer; see the cause, and send again what was not acknowledged.', {}, error);
    if (error.code === 'LeaseLost') halt.because(error);
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
