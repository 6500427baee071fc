import { closeCustomer, type Erasing } from '../../customer/erase/close-customer.js';
import { tombstoneLane, writeTombstone, type Tombstone } from '../../customer/erase/tombstone.js';
import type { EffectBody } from '../../customer/effect-body.js';
import { JourneyError } from '../../errors/index.js';
import type { CustomerId } from '../../model/customer-id.js';
import { laneText } from '../lane/customer-cache.js';
import { isAway, MovedAway } from '../merge/moved-away.js';
import { takeTurn, type Seat } from '../lane/take-turn.js';
import type { Runtime } from '../runtime.js';
import { tellOthers } from './erasures.js';
import { rewriteLane } from './rewrite-lane.js';
import { tombstoneOf } from './erased.js';

/**
 * Erases who lives in this lane, and whoever turned out to be them: a tombstone each, then the lane is closed, then everything in all of their lanes
 * goes in one act of the store. Each step may be made again, and from the first on it goes on by itself: the tombstone has an effect that
 * makes them, some time later, once more, for what calls that were under way have left behind. `away`: they turned out to be somebody else meanwhile, and
 * are to be erased there.
 */
export async function finishErasure(runtime: Runtime, seat: Seat, evenAway?: 'even away'): Promise<Tombstone | 'away'> {
  const before = await tombstoneOf(runtime, seat);
  const at = before?.at ?? runtime.storeNow();
  const first: Tombstone = { customer: seat.customer, at, lanes: before?.lanes ?? [seat.customer], ...(before?.told === true && { told: true }) };
  if (before === undefined) await bury(runtime, seat, { tombstone: first, marks: [], redo: true });
  const closed = await close(runtime, seat, evenAway);
  if (closed === 'away') return closed;
  const lanes = [...new Set<CustomerId>([...first.lanes, ...closed?.lanes ?? []])];
  const tombstone = { ...first, lanes };
  if (closed !== undefined) for (const customer of lanes) await bury(runtime, { tenant: seat.tenant, customer }, { tombstone, marks: customer === seat.customer ? closed.marks : [], redo: false });
  await runtime.store.erase(lanes.map((lane) => ({ tenant: seat.tenant, lane })));
  for (const lane of lanes) runtime.forget({ tenant: seat.tenant, lane });
  if (runtime.ownership.shared) await tellOthers(runtime, lanes.map((customer) => [seat.tenant, customer] as const));
  return tombstone;
}

/** Tells once that a customer is gone, whoever asks again; what was told last before a crash may be told twice. */
export async function tellErased(runtime: Runtime, tenant: Seat['tenant'], erased: Tombstone): Promise<void> {
  const { customer, at } = erased;
  await runtime.lanes.run(laneText(tombstoneLane({ tenant, customer })), async () => {
    if ((await tombstoneOf(runtime, { tenant, customer }))?.told === true) return;
    runtime.tell('customer.erased', { tenant, customer, at });
    await bury(runtime, { tenant, customer }, { tombstone: { ...erased, told: true }, marks: [], redo: false });
  });
}

/** `undefined` where the lane is not there any more. */
async function close(runtime: Runtime, seat: Seat, evenAway?: 'even away'): Promise<Erasing | 'away' | undefined> {
  const closed = await tryToClose(runtime, seat, evenAway);
  return closed === 'moved' ? close(runtime, seat, evenAway) : closed;
}

async function tryToClose(runtime: Runtime, seat: Seat, evenAway?: 'even away'): Promise<Erasing | 'away' | 'moved' | undefined> {
  const lane = { tenant: seat.tenant, lane: seat.customer };
  return runtime.lanes.run(laneText(lane), async () => {
    let erasing: Erasing | 'away' | undefined;
    try {
      await takeTurn(runtime, seat, (turn) => {
        erasing = 'away';
        if (isAway(turn.state) && evenAway === undefined) return undefined;
        erasing = closeCustomer(turn);
        return [];
      });
    } catch (error) {
      // another process merged them while this one looked
      if (error instanceof MovedAway) return 'moved';
      if (!JourneyError.is(error, 'Erased')) throw error;
      runtime.customers.drop(lane);
      erasing = (await runtime.customers.load(lane))?.state.erasing;
    }
    return erasing;
  });
}

interface Grave { readonly tombstone: Tombstone; readonly marks: readonly string[]; readonly redo: boolean }

/** Writes the tombstone of a customer; a mark that stood for somebody erased before stands for this one now. */
async function bury(runtime: Runtime, seat: Seat, { tombstone, marks, redo }: Grave): Promise<void> {
  const lane = tombstoneLane(seat);
  const body: EffectBody = { kind: 'customer.erase', tenant: seat.tenant, customer: seat.customer };
  const again = { key: `${lane.tenant}/${lane.lane}/again`, due: runtime.storeNow() + runtime.world.effectLeaseMs, attempt: 0, body: JSON.stringify(body) } as const;
  const isBuried = await rewriteLane(runtime, lane, (state) => (redo && state !== undefined ? undefined : {
    state: writeTombstone(tombstone), ...(marks.length > 0 && { identities: { claim: marks } }), ...(redo && { effects: { add: [again] } }),
  }));
  if (!isBuried) throw new JourneyError('StoreUnavailable', 'The store did not take the tombstone of a customer; erase them again, and it goes on from where it was.');
}
