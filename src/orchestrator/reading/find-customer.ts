import type { CustomerState } from '../../customer/customer-state.js';
import { JourneyError } from '../../errors/index.js';
import { type CustomerId, isCustomerId, parseCustomerId } from '../../model/customer-id.js';
import { formatIdentity, parseIdentity } from '../../model/identity.js';
import { parseTenant, type Tenant } from '../../model/tenant.js';
import { erased, refuseErased } from '../erase/erased.js';
import { homeOf } from '../merge/home-lane.js';
import type { Runtime } from '../runtime.js';

/** A customer as a caller names them: their id, or one of their identities such as `user:ann`; with the tenant where the host has several. */
export type CustomerName = string | { readonly customer: string; readonly tenant?: string };
export interface FoundCustomer { readonly tenant: Tenant; readonly customer: CustomerId; readonly state: CustomerState }

/** Finds a customer by id, else by identity; UnknownCustomer where there is none, Erased where there was one. */
export async function findCustomer(runtime: Runtime, name: CustomerName): Promise<FoundCustomer> {
  const tenant = parseTenant(typeof name === 'string' ? undefined : name.tenant);
  const said: unknown = typeof name === 'string' ? name : name.customer;
  if (typeof said !== 'string') throw new JourneyError('InvalidInput', 'A customer is named by their id or by one identity such as user:ann.', { path: 'customer' });
  const byId = isCustomerId(said) ? await atHome(runtime, tenant, said) : undefined;
  if (byId !== undefined) return byId;
  if (isCustomerId(said)) await refuseErased(runtime, { tenant, customer: said });
  const [holder] = said.includes(':') ? await runtime.store.resolve([{ tenant, identity: formatIdentity(parseIdentity(said)) }]) : [];
  const held = holder === undefined ? undefined : await atHome(runtime, tenant, holder);
  if (held === undefined) throw new JourneyError('UnknownCustomer', 'Nobody is known by this id or identity.', { path: 'customer' });
  return held;
}

/** One who was merged into another is found there. */
async function atHome(runtime: Runtime, tenant: Tenant, lane: string): Promise<FoundCustomer | undefined> {
  const { customer } = await homeOf(runtime, { tenant, customer: parseCustomerId(lane) });
  const row = await runtime.customers.load({ tenant, lane: customer });
  if (row?.state.erasing !== undefined) throw erased();
  return row === undefined ? undefined : { tenant, customer, state: row.state };
}
