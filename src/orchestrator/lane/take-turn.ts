import { newCustomer } from '../../customer/customer-state.js';
import { awaitQuiet } from '../../customer/crm/note-conversation.js';
import { beginTurn, toChange, type Turn } from '../../customer/turn.js';
import { JourneyError } from '../../errors/index.js';
import type { CustomerId } from '../../model/customer-id.js';
import type { Tenant } from '../../model/tenant.js';
import type { NewEntry, Outcome } from '../../ports/store.js';
import { erased, refuseErased } from '../erase/erased.js';
import { isAway, MovedAway } from '../merge/moved-away.js';
import { sleep } from '../sleep.js';
import type { Runtime } from '../runtime.js';

export interface Seat { readonly tenant: Tenant; readonly customer: CustomerId }
/** Decides on the customer as last committed; the log entries to commit with it, or `undefined` where there is nothing to commit. Called again when the commit has to be tried again. */
export type Decide = (turn: Turn) => readonly NewEntry[] | undefined | Promise<readonly NewEntry[] | undefined>;

export type Taken =
  | { readonly status: 'committed'; readonly turn: Turn; readonly outcome: Extract<Outcome, { ok: true }> }
  /** an earlier try was committed though its answer was lost; what it made due is handed out by claim */
  | { readonly status: 'recovered'; readonly turn: Turn }
  | { readonly status: 'nothing'; readonly turn: Turn }
  /** `ours`: an earlier try of this very turn whose outcome was not known */
  | { readonly status: 'duplicate'; readonly outcome: Extract<Outcome, { why: 'duplicate' }>; readonly ours: boolean }
  | { readonly status: 'identity'; readonly holder: string };

/** The first try whose outcome is not known. */
interface Tried { readonly version: number; readonly turn: Turn; readonly deduped: boolean }
interface Attempts {
  tried: Tried | undefined;
  /** what every try would have written into the log */
  readonly said: NewEntry[];
  /** the customer lives elsewhere: what is done here is done to the way there */
  away: boolean | undefined;
}

/** tries while the store does not answer */
const tries = 6;
/** tries while other processes commit to the same customer, one of which succeeds each time */
const conflicts = 64;
const patientConflicts = 8;

/**
 * One turn of one customer's lane: read, decide, one commit. A commit whose outcome is unknown is decided again on the customer as the
 * store then has it; where nobody else writes in the lane and the customer has moved on, this turn has done it. Where others write too, the
 * log is asked whether it has, and what this process last saw is a guess that the commit makes sure of: all that a decision reads, it has to read in `decide`. To be called inside
 * the lane only. Throws StoreUnavailable when the store stays away, LeaseLost when fenced for good, MovedAway when the customer was merged elsewhere meanwhile.
 */
export async function takeTurn(runtime: Runtime, seat: Seat, decide: Decide): Promise<Taken> {
  const lane = { tenant: seat.tenant, lane: seat.customer };
  const attempts: Attempts = { tried: undefined, said: [], away: undefined };
  for (let [silent, overtaken] = [0, 0]; silent < tries && overtaken < conflicts;) {
    let taken: Taken | Again = 'again';
    try {
      taken = await tryTurn(runtime, seat, decide, attempts);
    } catch (error) {
      if (!JourneyError.is(error, 'StoreUnavailable')) throw error;
    }
    if (taken !== 'again' && taken !== 'overtaken') return taken;
    runtime.customers.drop(lane);
    if (taken === 'again') silent += 1;
    else overtaken += 1;
    // who overtook has moved the customer on, so it is tried again at once; where many write to one customer, not all of them at the same moment
    const ms = taken === 'again' ? 2 ** silent * 5 : Math.max(0, overtaken - patientConflicts) * 5 * runtime.random();
    if (ms > 0) await sleep(runtime.clock, ms);
  }
  throw new JourneyError('StoreUnavailable', 'The store did not take the commit; nothing was acknowledged, so send the event again.', { tries });
}

/** Where others write too, a customer who moved on says nothing of who moved them: the log does, by what a try would have written at its time. */
async function wasSaid({ store }: Runtime, { tenant, customer }: Seat, said: readonly NewEntry[]): Promise<boolean> {
  const oldest = Math.min(...said.map(({ at }) => at));
  for (let before: number | undefined; ;) {
    const page = await store.history({ tenant, lane: customer }, { limit: lookBack, ...(before !== undefined && { before }) });
    if (page.some((entry) => said.some(({ at, body }) => entry.at === at && entry.body === body))) return true;
    const last = page.at(-1);
    if (last === undefined || page.length < lookBack || last.at < oldest) return false;
    before = last.position;
  }
}
const lookBack = 64;

/** The outcome is unknown, or another process was faster. */
type Again = 'again' | 'overtaken';

async function tryTurn(runtime: Runtime, seat: Seat, decide: Decide, attempts: Attempts): Promise<Taken | Again> {
  const lane = { tenant: seat.tenant, lane: seat.customer };
  const { shared } = runtime.ownership;
  // what is decided now is due by the store's clock
  const sure = runtime.sureTime();
  if (sure !== undefined) await sure;
  const guess = runtime.customers.peek(lane);
  const known = guess ?? await runtime.customers.load(lane);
  if (known === undefined) await refuseErased(runtime, seat);
  else if (known.state.erasing !== undefined) throw erased();
  const version = known?.version ?? 0;
  const { tried } = attempts;
  // an event with a name of its own is asked for by that name, which also gives its first receipt
  if (tried !== undefined && !tried.deduped && version > tried.version && (!shared || await wasSaid(runtime, seat, attempts.said))) return { status: 'recovered', turn: tried.turn };
  const now = runtime.storeNow();
  const turn = beginTurn(runtime.world, { ...seat, now }, known?.state ?? newCustomer(now));
  if (runtime.channelModel !== undefined) turn.model = await runtime.channelModel(seat.tenant);
  const away = isAway(turn.state);
  if (away && attempts.away === false) throw new MovedAway();
  attempts.away = away;
  const { thread } = turn.state;
  const isStale = async (): Promise<boolean> => shared && guess !== undefined && (await runtime.customers.load(lane))?.version !== version;
  let entries: readonly NewEntry[] | undefined;
  try {
    entries = await decide(turn);
  } catch (error) {
    if (await isStale()) return 'overtaken';
    throw error;
  }
  if (entries === undefined) return await isStale() ? 'overtaken' : { status: 'nothing', turn };
  awaitQuiet(turn, thread);
  attempts.tried ??= { version, turn, deduped: entries.some((entry) => entry.dedupe !== undefined) };
  attempts.said.push(...entries);
  const { outcome, resent } = await runtime.committer.commit(toChange(turn, { expect: version, epoch: runtime.ownership.epoch, entries }));
  if (outcome.ok) {
    runtime.customers.put(lane, { version: outcome.version, state: turn.state });
    return { status: 'committed', turn, outcome };
  }
  const ours = resent || tried !== undefined;
  if (!ours) attempts.tried = undefined;
  return refused(runtime, seat, outcome, ours);
}

async function refused(runtime: Runtime, seat: Seat, outcome: Extract<Outcome, { ok: false }>, ours: boolean): Promise<Taken | Again> {
  switch (outcome.why) {
    case 'duplicate':
      // a try that did commit has changed the customer: what is remembered is from before it
      if (ours) runtime.customers.drop({ tenant: seat.tenant, lane: seat.customer });
      return { status: 'duplicate', outcome, ours };
    case 'identity': return { status: 'identity', holder: outcome.holder };
    case 'version': return runtime.ownership.shared ? 'overtaken' : 'again';
    case 'fenced':
      if (!runtime.ownership.shared) throw new JourneyError('LeaseLost', 'Another owner has opened this store; this one has stopped.');
      await runtime.ownership.regained();
      return 'again';
    default: return outcome satisfies never;
  }
}
