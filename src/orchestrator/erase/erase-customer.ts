import { JourneyError } from '../../errors/index.js';
import { type CustomerId, isCustomerId } from '../../model/customer-id.js';
import { formatIdentity, parseIdentity } from '../../model/identity.js';
import { parseTenant } from '../../model/tenant.js';
import type { Tombstone } from '../../customer/erase/tombstone.js';
import type { Seat } from '../lane/take-turn.js';
import { homeOf } from '../merge/home-lane.js';
import { findCustomer, type CustomerName } from '../reading/find-customer.js';
import type { Runtime } from '../runtime.js';
import { erasedUnder, tombstoneOf } from './erased.js';
import { finishErasure, tellErased } from './finish-erasure.js';

/** What was erased: the same however often it is asked for. */
export interface ErasedCustomer {
  readonly customer: CustomerId;
  /** when it began, store's clock, epoch milliseconds */
  readonly at: number;
  /** who had turned out to be this customer, and went along */
  readonly merged: readonly CustomerId[];
}

/** Erases a customer and whoever turned out to be them; once more, with the same answer, for one who was erased before. UnknownCustomer. */
export async function eraseCustomer(runtime: Runtime, name: CustomerName): Promise<ErasedCustomer> {
  const seat = await seatOf(runtime, name);
  const { customer, at, lanes } = await eraseSeat(runtime, seat);
  return { customer, at, merged: lanes.filter((lane) => lane !== customer) };
}

/** Erases who lives here, or where they live since, and tells it. */
export async function eraseSeat(runtime: Runtime, seat: Seat): Promise<Tombstone> {
  for (let home = seat; ; home = await homeOf(runtime, seat)) {
    const done = await finishErasure(runtime, home);
    if (done === 'away') continue;
    await tellErased(runtime, seat.tenant, done);
    return done;
  }
}

async function seatOf(runtime: Runtime, name: CustomerName): Promise<Seat> {
  try {
    const { tenant, customer } = await findCustomer(runtime, name);
    return { tenant, customer };
  } catch (error) {
    if (!JourneyError.is(error, 'Erased') && !JourneyError.is(error, 'UnknownCustomer')) throw error;
    const tenant = parseTenant(typeof name === 'string' ? undefined : name.tenant);
    const said = typeof name === 'string' ? name : name.customer;
    const before = isCustomerId(said) ? await tombstoneOf(runtime, { tenant, customer: said }) : undefined;
    const under = before ?? (said.includes(':') ? await erasedUnder(runtime, tenant, [formatIdentity(parseIdentity(said))]) : undefined);
    if (under === undefined) throw error;
    return { tenant, customer: under.customer };
  }
}
