import type { CustomerState } from '../../customer/customer-state.js';
import { leaveCustomer } from '../../customer/merge/leave-customer.js';
import { partCustomer } from '../../customer/merge/part-customer.js';
import { mergedNow } from '../../customer/merge/origin.js';
import { ownerOfParked } from '../../customer/merge/owner-of-parked.js';
import { JourneyError } from '../../errors/index.js';
import { digest } from '../../model/canonical-text.js';
import type { CustomerId } from '../../model/customer-id.js';
import type { NewEntry, NewParked } from '../../ports/store.js';
import { laneText } from '../lane/customer-cache.js';
import { eachListed } from '../operate/each-listed.js';
import { refuseErased } from '../erase/erased.js';
import type { Runtime } from '../runtime.js';
import { takeTurn, type Seat } from '../lane/take-turn.js';
import { atHome, homeOf } from './home-lane.js';
import { unlessMoved } from './moved-away.js';
import { undoOf } from './undo-of.js';

/** What linking two customers made. `merge` names it for the log. */
export interface Linked {
  /** who they are now: the one that was known first */
  readonly customer: CustomerId;
  /** who is no longer a customer of their own; absent where both were one already */
  readonly merged?: CustomerId;
  readonly merge?: string;
}

/** Why two customers are one; where a contact proved it, the event that told: it merges them once, and no repetition of it does so again after they were parted. */
export interface Linking { readonly because: string; readonly event?: { readonly source: string; readonly id: string } }

/** Makes one customer of two: the one that was known first stays (care-rules 2.1 F), so that links of one moment never make a ring. */
export async function linkCustomers(runtime: Runtime, one: Seat, other: Seat, linking: Linking): Promise<Linked> {
  if (one.tenant !== other.tenant) throw new JourneyError('InvalidInput', 'Customers of two tenants are never one; name two of one tenant.', { path: 'tenant' });
  for (;;) {
    const [first, second] = await inOrderOfKnowing(runtime, await homeOf(runtime, one), await homeOf(runtime, other));
    if (first.customer === second.customer) return { customer: first.customer };
    const { value: merge } = await unlessMoved(leave(runtime, second, { ...linking, to: first.customer })) ?? {};
    if (merge === 'merged before') return { customer: first.customer };
    if (merge === undefined) continue;
    await homeOf(runtime, second);
    return { customer: (await homeOf(runtime, first)).customer, merged: second.customer, merge };
  }
}

async function inOrderOfKnowing(runtime: Runtime, a: Seat, b: Seat): Promise<readonly [Seat, Seat]> {
  const [stateA, stateB] = await Promise.all([stateOf(runtime, a), stateOf(runtime, b)]);
  const order = stateA.createdAt - stateB.createdAt || (a.customer < b.customer ? -1 : 1);
  return order <= 0 ? [a, b] : [b, a];
}

async function stateOf(runtime: Runtime, { tenant, customer }: Seat): Promise<CustomerState> {
  const row = await runtime.customers.load({ tenant, lane: customer });
  if (row === undefined) throw new JourneyError('UnknownCustomer', 'No customer has this id; name them by an identity, so that they can be made known.', { path: 'customer' });
  return row.state;
}

/** Answers the merge's name; `undefined` where the customer was merged by somebody else meanwhile. */
async function leave(runtime: Runtime, seat: Seat, { to, because, event }: Linking & { readonly to: CustomerId }): Promise<string | undefined> {
  return inLane(runtime, seat, async () => {
    let merge: string | undefined;
    const taken = await takeTurn(runtime, seat, async (turn) => {
      merge = undefined;
      if (turn.state.mergedInto !== undefined) return undefined;
      const parked = await parkedIn(runtime, seat);
      merge = leaveCustomer(turn, { to, because, parked, linked: event === undefined }).id;
      return [{ kind: 'decision', at: turn.now, body: JSON.stringify({ type: 'customer.leaves', merge, to, because }), ...(event !== undefined && { dedupe: onlyOnce(event, seat) }) }];
    });
    if (taken.status === 'committed') runtime.after(taken);
    return taken.status === 'duplicate' ? 'merged before' : merge;
  });
}

function onlyOnce({ source, id }: NonNullable<Linking['event']>, { customer }: Seat): NonNullable<NewEntry['dedupe']> {
  const name = digest([source, id, customer]);
  return { source: '~merge', id: name, digest: name };
}

/** Undoes a merge: `merged` is a customer of their own again, with what they brought and what came since by their contacts. */
export async function unlinkCustomer(runtime: Runtime, merged: Seat, because: string): Promise<Linked> {
  const home = await homeOf(runtime, merged);
  if (home.customer === merged.customer) {
    await refuseErased(runtime, merged);
    throw notMerged();
  }
  const parted = await atHome(runtime, home, async (now) => {
    if (now.customer !== home.customer) return undefined;
    let merge = '';
    const taken = await takeTurn(runtime, home, async (turn) => {
      const record = mergedNow(turn.state).find((one) => one.customer === merged.customer);
      if (record === undefined) throw notMerged();
      merge = record.id;
      const undo = await undoOf(runtime, home, { state: turn.state, record });
      const group: readonly string[] = [record.customer, ...record.with];
      const parked = (await parkedIn(runtime, home)).filter((item) => group.includes(ownerOfParked(item)));
      partCustomer(turn, { record, because, undo, parked });
      return [{ kind: 'decision', at: turn.now, body: JSON.stringify({ type: 'customer.leaves', merge, to: record.customer, because }) }];
    });
    if (taken.status === 'committed') runtime.after(taken);
    return merge;
  });
  if (parted === undefined) return unlinkCustomer(runtime, merged, because);
  await homeOf(runtime, home);
  return { customer: home.customer, merged: merged.customer, merge: parted };
}

const notMerged = (): JourneyError => new JourneyError('UnknownCustomer', 'This customer is not merged into another one; name the one that was merged, by the id that link answered or that the briefing has in who.merged.', { path: 'customer' });

const inLane = <T>(runtime: Runtime, { tenant, customer }: Seat, work: () => Promise<T>): Promise<T> => runtime.lanes.run(laneText({ tenant, lane: customer }), work);

async function parkedIn(runtime: Runtime, { tenant, customer }: Seat): Promise<readonly NewParked[]> {
  const items: NewParked[] = [];
  for await (const { tenant: _tenant, lane: _lane, ...item } of eachListed(runtime, { kind: 'parked', tenant, lane: customer })) items.push(item);
  return items;
}
