import { newCustomer } from '../customer/customer-state.js';
import { beginTurn, toChange, type Turn } from '../customer/turn.js';
import { JourneyError } from '../errors/index.js';
import type { CustomerId } from '../model/customer-id.js';
import type { Tenant } from '../model/tenant.js';
import type { NewEntry, Outcome } from '../ports/store.js';
import { sleep } from './sleep.js';
import type { Runtime } from './runtime.js';

export interface Seat { readonly tenant: Tenant; readonly customer: CustomerId }
/** Decides on the customer as last committed; the log entries to commit with it, or `undefined` where there is nothing to commit. Called again when the commit has to be tried again. */
export type Decide = (turn: Turn) => readonly NewEntry[] | undefined | Promise<readonly NewEntry[] | undefined>;

export type Taken =
  | { readonly status: 'committed'; readonly turn: Turn; readonly outcome: Extract<Outcome, { ok: true }> }
  | { readonly status: 'nothing'; readonly turn: Turn }
  /** `ours`: an earlier try of this very turn whose outcome was not known */
  | { readonly status: 'duplicate'; readonly outcome: Extract<Outcome, { why: 'duplicate' }>; readonly ours: boolean }
  | { readonly status: 'identity'; readonly holder: string };

const tries = 6;

/**
 * One turn of one customer's lane: read, decide, one commit. A commit whose outcome is unknown is decided again on the customer as the
 * store then has it. To be called inside the lane only. Throws StoreUnavailable when the store stays away, LeaseLost when fenced.
 */
export async function takeTurn(runtime: Runtime, seat: Seat, decide: Decide): Promise<Taken> {
  const lane = { tenant: seat.tenant, lane: seat.customer };
  let unknown = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const taken = await tryTurn(runtime, seat, decide);
      if (taken.status === 'again') unknown ||= taken.unknown;
      else if (taken.status !== 'duplicate') return taken;
      else return ourOwn(runtime, seat, { ...taken, ours: unknown || taken.ours });
    } catch (error) {
      if (!isPassing(error)) throw error;
      unknown = true;
    }
    runtime.customers.drop(lane);
    if (attempt === tries) throw new JourneyError('StoreUnavailable', 'The store did not take the commit; nothing was acknowledged, so send the event again.', { tries });
    await sleep(runtime.clock, 2 ** attempt * 5);
  }
}

/** A try that did commit though it was not answered has changed the customer: what is remembered is from before it. */
function ourOwn(runtime: Runtime, seat: Seat, taken: Extract<Taken, { status: 'duplicate' }>): Taken {
  if (taken.ours) runtime.customers.drop({ tenant: seat.tenant, lane: seat.customer });
  return taken;
}

/** Refusals of ours come from deciding and are final; anything else came from the store and may pass. */
const isPassing = (error: unknown): boolean => !JourneyError.is(error) || error.code === 'StoreUnavailable';

async function tryTurn(runtime: Runtime, seat: Seat, decide: Decide): Promise<Taken | { readonly status: 'again'; readonly unknown: boolean }> {
  const lane = { tenant: seat.tenant, lane: seat.customer };
  const known = await runtime.customers.load(lane);
  const now = runtime.storeNow();
  const turn = beginTurn(runtime.world, { ...seat, now }, known?.state ?? newCustomer(now));
  const entries = await decide(turn);
  if (entries === undefined) return { status: 'nothing', turn };
  const { outcome, resent } = await runtime.committer.commit(toChange(turn, { expect: known?.version ?? 0, epoch: runtime.epoch(), entries }));
  if (outcome.ok) {
    runtime.customers.put(lane, { version: outcome.version, state: turn.state });
    return { status: 'committed', turn, outcome };
  }
  switch (outcome.why) {
    case 'duplicate': return { status: 'duplicate', outcome, ours: resent };
    case 'identity': return { status: 'identity', holder: outcome.holder };
    case 'version': return { status: 'again', unknown: resent };
    case 'fenced': throw new JourneyError('LeaseLost', 'Another owner has opened this store; this one has stopped.');
    default: return outcome satisfies never;
  }
}
