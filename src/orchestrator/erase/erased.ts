import { identityMark, readTombstone, tombstoneLane, type Tombstone } from '../../customer/erase/tombstone.js';
import { JourneyError } from '../../errors/index.js';
import type { IncomingEvent } from '../../model/incoming-event.js';
import { libraryTenant } from '../../model/tenant.js';
import type { Store } from '../../ports/store.js';
import type { Runtime } from '../runtime.js';

interface Named { readonly tenant: string; readonly customer: string }

export const erased = (): JourneyError => new JourneyError('Erased', 'This customer was erased; nothing but that is kept, and nothing more is taken for them.', { path: 'customer' });

/** What stays of a customer who was erased; `undefined` for everybody else. To be asked where the store has no such customer: it stands before they go. */
export async function tombstoneOf({ store }: { readonly store: Pick<Store, 'load'> }, named: Named): Promise<Tombstone | undefined> {
  const [row] = await store.load([tombstoneLane(named)]);
  return row === undefined ? undefined : readTombstone(row.state);
}

/** Throws Erased for a customer who is not there because they were erased. */
export async function refuseErased(runtime: Pick<Runtime, 'store'>, named: Named): Promise<void> {
  if (await tombstoneOf(runtime, named) !== undefined) throw erased();
}

/** Who was erased under an identity, the last of them. */
export async function erasedUnder({ store }: Pick<Runtime, 'store'>, tenant: string, identities: readonly string[]): Promise<Tombstone | undefined> {
  const holders = await store.resolve(identities.map((identity) => ({ tenant: libraryTenant, identity: identityMark(tenant, identity) })));
  const lanes = holders.flatMap((lane) => (lane === undefined ? [] : [{ tenant: libraryTenant, lane }]));
  const rows = lanes.length === 0 ? [] : await store.load(lanes);
  return rows.flatMap((row) => (row === undefined ? [] : [readTombstone(row.state)])).toSorted((one, other) => other.at - one.at)[0];
}

/**
 * Nobody is known by these identities. What says that it happened before whoever was known by them was erased is a late word of theirs: Erased. Anything else is of somebody
 * who comes, or comes back.
 */
export async function refuseLate(runtime: Pick<Runtime, 'store'>, { tenant, who, occurredAt }: Pick<IncomingEvent, 'tenant' | 'who' | 'occurredAt'>): Promise<void> {
  if (occurredAt === undefined) return;
  const before = await erasedUnder(runtime, tenant, who.identities);
  if (before !== undefined && occurredAt <= before.at) throw erased();
}
