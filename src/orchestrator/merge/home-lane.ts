import { JourneyError } from '../../errors/index.js';
import type { MovedCustomer } from '../../customer/merge/moved-customer.js';
import { parseCustomerId } from '../../model/customer-id.js';
import { parseInstanceId } from '../../model/instance-id.js';
import { parseTenant } from '../../model/tenant.js';
import type { LaneKey } from '../../ports/store.js';
import { laneText } from '../lane/customer-cache.js';
import { finishErasure } from '../erase/finish-erasure.js';
import type { Runtime } from '../runtime.js';
import type { Seat } from '../lane/take-turn.js';
import { finishMoves } from './finish-moves.js';
import { isAway, unlessMoved } from './moved-away.js';

/** merges of merges that are followed; an older customer is never merged into a younger one, so there is no ring */
const longestWay = 64;

/**
 * Where a customer lives now: in their own lane, or in that of the customer who they turned out to be. What is on its way between lanes on
 * this path arrives first, so that nobody meets half a customer.
 */
export async function homeOf(runtime: Runtime, seat: Seat): Promise<Seat> {
  let customer = seat.customer;
  for (let steps = 0; steps < longestWay; steps += 1) {
    const state = (await runtime.customers.load({ tenant: seat.tenant, lane: customer }))?.state;
    if (state?.erasing !== undefined) {
      await finishErasure(runtime, { tenant: seat.tenant, customer });
      customer = seat.customer;
    } else if (state?.outgoing !== undefined && state.outgoing.length > 0) {
      await finish(runtime, { tenant: seat.tenant, customer }, state.outgoing);
      customer = seat.customer;
    } else if (state?.mergedInto === undefined) return { tenant: seat.tenant, customer };
    else customer = state.mergedInto;
  }
  throw new JourneyError('StorageContractViolation', 'Merged customers point at one another without an end; restore the store from a backup.');
}

/** Who turned out to be somebody who was erased that very moment was erased with them. */
async function finish(runtime: Runtime, from: Seat, moves: readonly MovedCustomer[]): Promise<void> {
  try {
    await finishMoves(runtime, from, moves, (to, work) => atHome(runtime, to, work));
  } catch (error) {
    if (!JourneyError.is(error, 'Erased')) throw error;
    await finishErasure(runtime, from, 'even away');
  }
}

/**
 * Does something in the lane where the customer lives: a turn, whose commit makes sure of it where others write too, or what throws `MovedAway`
 * as a turn does once it finds out.
 */
export async function atHome<T>(runtime: Runtime, seat: Seat, work: (home: Seat) => Promise<T>): Promise<T> {
  // most were never merged, so the way home is looked for only where they do not live in their own lane
  for (let home = seat; ; home = await homeOf(runtime, seat)) {
    const done = await runtime.lanes.run(laneText({ tenant: home.tenant, lane: home.customer }), async () => (livesHere(runtime, home) || !(await hasMoved(runtime, home)) ? unlessMoved(work(home)) : undefined));
    if (done !== undefined) return done.value;
  }
}

/** Most customers were never merged, and the one at hand is known, as this process last saw them: nothing has to be waited for. */
export function livesHere(runtime: Runtime, { tenant, customer }: Seat): boolean {
  const known = runtime.customers.peek({ tenant, lane: customer });
  return known !== undefined && !isAway(known.state);
}

/** Tells in a lane whether a merge or its undoing went before this while it waited: then somebody's home is elsewhere now. */
async function hasMoved(runtime: Runtime, { tenant, customer }: Seat): Promise<boolean> {
  const row = await runtime.customers.load({ tenant, lane: customer });
  return row !== undefined && isAway(row.state);
}

/** The lane where an effect's owner lives now. */
export async function laneOf(runtime: Runtime, due: LaneKey, { instance }: { readonly instance?: string }): Promise<LaneKey> {
  const { tenant, customer } = await homeOf(runtime, ownerOf(due, instance));
  return { tenant, lane: customer };
}

/** Whose an effect is: of the customer its run began with, who may live elsewhere than the row; else of the row's own. */
export function ownerOf({ tenant, lane }: LaneKey, instance: string | undefined): Seat {
  return { tenant: parseTenant(tenant), customer: instance === undefined ? parseCustomerId(lane) : parseInstanceId(instance).customer };
}
