import type { CustomerState, MergedCustomer } from '../../customer/customer-state.js';
import { leaveCustomer } from '../../customer/merge/leave-customer.js';
import { partCustomer } from '../../customer/merge/part-customer.js';
import { readUndo, undoRow, type UndoRecord } from '../../customer/merge/undo-record.js';
import { mergedNow } from '../../customer/merge/origin.js';
import { JourneyError } from '../../errors/index.js';
import type { CustomerId } from '../../model/customer-id.js';
import { parseInstanceId } from '../../model/instance-id.js';
import type { NewParked } from '../../ports/store.js';
import { laneText } from '../customer-cache.js';
import { eachListed } from '../each-listed.js';
import type { Runtime } from '../runtime.js';
import { takeTurn, type Seat } from '../take-turn.js';
import { atHome, homeOf } from './home-lane.js';

/** What linking two customers made. `merge` names it for the log. */
export interface Linked {
  /** who they are now: the one that was known first */
  readonly customer: CustomerId;
  /** who is no longer a customer of their own; absent where both were one already */
  readonly merged?: CustomerId;
  readonly merge?: string;
}

/** Makes one customer of two: the one that was known first stays (care-rules 2.1 F), so that links of one moment never make a ring. */
export async function linkCustomers(runtime: Runtime, one: Seat, other: Seat, because: string): Promise<Linked> {
  for (;;) {
    const [first, second] = await inOrderOfKnowing(runtime, await homeOf(runtime, one), await homeOf(runtime, other));
    if (first.customer === second.customer) return { customer: first.customer };
    const merge = await leave(runtime, second, { to: first.customer, because });
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
async function leave(runtime: Runtime, seat: Seat, { to, because }: { readonly to: CustomerId; readonly because: string }): Promise<string | undefined> {
  return inLane(runtime, seat, async () => {
    const parked = await parkedIn(runtime, seat, () => true);
    let merge: string | undefined;
    const taken = await takeTurn(runtime, seat, (turn) => {
      merge = undefined;
      if (turn.state.mergedInto !== undefined) return undefined;
      merge = leaveCustomer(turn, { to, because, parked }).id;
      return [{ kind: 'decision', at: turn.now, body: JSON.stringify({ type: 'customer.leaves', merge, to, because }) }];
    });
    if (taken.status === 'committed') runtime.after(taken);
    return merge;
  });
}

/** Undoes a merge: `merged` is a customer of their own again, with what they brought and what came since by their contacts. */
export async function unlinkCustomer(runtime: Runtime, merged: Seat, because: string): Promise<Linked> {
  const home = await homeOf(runtime, merged);
  if (home.customer === merged.customer) throw notMerged();
  const parted = await atHome(runtime, home, async (now) => {
    if (now.customer !== home.customer) return undefined;
    const record = mergedNow(await stateOf(runtime, home)).find((one) => one.customer === merged.customer);
    if (record === undefined) throw notMerged();
    const undo = await undoOf(runtime, home, record);
    const group: readonly string[] = [record.customer, ...record.with];
    const parked = await parkedIn(runtime, home, (instance) => instance !== undefined && group.includes(parseInstanceId(instance).customer));
    const taken = await takeTurn(runtime, home, (turn) => {
      partCustomer(turn, { record, because, undo, parked });
      return [{ kind: 'decision', at: turn.now, body: JSON.stringify({ type: 'customer.leaves', merge: record.id, to: record.customer, because }) }];
    });
    if (taken.status === 'committed') runtime.after(taken);
    return record.id;
  });
  if (parted === undefined) return unlinkCustomer(runtime, merged, because);
  await homeOf(runtime, home);
  return { customer: home.customer, merged: merged.customer, merge: parted };
}

const notMerged = (): JourneyError => new JourneyError('UnknownCustomer', 'This customer is not merged into another one; name the one that was merged, by the id that linking answered.', { path: 'customer' });

const inLane = <T>(runtime: Runtime, { tenant, customer }: Seat, work: () => Promise<T>): Promise<T> => runtime.lanes.run(laneText({ tenant, lane: customer }), work);

async function undoOf(runtime: Runtime, { tenant, customer }: Seat, { id }: MergedCustomer): Promise<UndoRecord> {
  const rows = await runtime.store.rows({ tenant, lane: customer }, { prefix: undoRow(id), limit: 1 });
  const row = rows.find(({ key }) => key === undoRow(id));
  return row === undefined ? { losers: [], consents: { stays: [], joined: [] } } : readUndo(row.value);
}

/** Dead letters of the runs that move. */
async function parkedIn(runtime: Runtime, { tenant, customer }: Seat, wanted: (instance: string | undefined) => boolean): Promise<readonly NewParked[]> {
  const items: NewParked[] = [];
  for await (const { tenant: _tenant, lane: _lane, ...item } of eachListed(runtime, { kind: 'parked', tenant, lane: customer })) if (wanted(item.instance)) items.push(item);
  return items;
}
