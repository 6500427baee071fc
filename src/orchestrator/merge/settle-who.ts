import { JourneyError } from '../../errors/index.js';
import type { CustomerId } from '../../model/customer-id.js';
import type { IncomingEvent } from '../../model/incoming-event.js';
import type { CustomerIndex } from '../identify-customer.js';
import type { Runtime } from '../runtime.js';
import type { Seat } from '../take-turn.js';
import { homeOf } from './home-lane.js';
import { linkCustomers } from './link-customers.js';

/** Namespaces of which nobody has two: two people who share a phone or a mailbox are told apart by them. */
export const onePerPerson: readonly string[] = ['user'];

/** Who an event is about, at home. */
export interface Settled { readonly home: Seat; readonly isNew: boolean }
type About = Pick<IncomingEvent, 'tenant' | 'source' | 'id' | 'who'>;

/**
 * Settles on one customer. Where the identities of one contact lead to several, they are one person only if each was proven in this contact
 * (care-rules 2.1 F): then the customers are merged, before the event is decided. Anything less is AmbiguousCustomer; a name or a claim leads nowhere.
 */
export async function settleWho({ runtime, index }: { readonly runtime: Runtime; readonly index: CustomerIndex }, event: About): Promise<Settled> {
  const { tenant } = event;
  const { holders, isNew } = await index.identify(event);
  const homes = new Map<CustomerId, Home>();
  for (const { customer, identities } of holders) {
    const home = await homeOf(runtime, { tenant, customer });
    const before = homes.get(home.customer);
    homes.set(home.customer, { seat: home, identities: [...before?.identities ?? [], ...identities] });
  }
  const all = [...homes.values()];
  await refuseSecondPerson(runtime, event, all);
  const [first, ...others] = all;
  if (first === undefined) throw new JourneyError('UnknownCustomer', 'Nobody is known by this id or identity.', { path: 'who' });
  if (others.length === 0) return { home: first.seat, isNew };
  return { home: await mergeProven(runtime, event, all), isNew: false };
}

interface Home { readonly seat: Seat; readonly identities: readonly string[] }

async function mergeProven(runtime: Runtime, { who, source }: About, homes: readonly Home[]): Promise<Seat> {
  const proven = ({ identities }: Home): boolean => identities.some((identity) => who.verified?.includes(identity) === true);
  if (!homes.every(proven)) throw new JourneyError('AmbiguousCustomer', 'The identities of this event belong to different customers, and not all of them were proven in it; name one of them, by one identity or by id.', { path: 'who' });
  const [first, ...others] = homes.map(({ seat }) => seat);
  let home = first;
  for (const other of others) {
    if (home === undefined) break;
    home = { tenant: other.tenant, customer: (await linkCustomers(runtime, home, other, `proven in one contact (${source})`)).customer };
  }
  if (home === undefined) throw new JourneyError('UnknownCustomer', 'Nobody is known by this id or identity.', { path: 'who' });
  return home;
}

/** Somebody who is known as one person cannot be another: mother and daughter share a phone, not a log-in. */
async function refuseSecondPerson(runtime: Runtime, { who }: About, homes: readonly Home[]): Promise<void> {
  if (who.identities.length < 2) return;
  const held = await Promise.all(homes.map(async ({ seat }) => (await runtime.customers.load({ tenant: seat.tenant, lane: seat.customer }))?.state.identities ?? []));
  const all = [...new Set([...held.flat(), ...who.identities])];
  const twice = onePerPerson.some((namespace) => all.filter((identity) => identity.startsWith(`${namespace}:`)).length > 1);
  const before = onePerPerson.some((namespace) => held.some((identities) => identities.filter((identity) => identity.startsWith(`${namespace}:`)).length > 1));
  if (twice && !before) throw new JourneyError('AmbiguousCustomer', 'The identities of this event belong to different people; name the one it is about by one identity.', { path: 'who' });
}
