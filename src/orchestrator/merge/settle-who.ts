import { JourneyError } from '../../errors/index.js';
import type { CustomerId } from '../../model/customer-id.js';
import type { IncomingEvent } from '../../model/incoming-event.js';
import type { CustomerIndex, Identified } from '../door/identify-customer.js';
import type { Runtime } from '../runtime.js';
import type { Seat } from '../lane/take-turn.js';
import { refuseLate } from '../erase/erased.js';
import { homeOf, livesHere } from './home-lane.js';
import { linkCustomers } from './link-customers.js';
import { isAway } from './moved-away.js';

/** Namespaces of which nobody has two: two people who share a phone or a mailbox are told apart by them. */
export const onePerPerson: readonly string[] = ['user'];

/** Who an event is about, at home. */
export interface Settled {
  readonly home: Seat;
  readonly isNew: boolean;
  /** the identities that lead there: should they be let go meanwhile, it is somebody else */
  readonly led: readonly string[];
  /** the event merged these customers before, and they were parted since: it is a repetition, or about nobody */
  readonly parted?: true;
}
type About = Pick<IncomingEvent, 'tenant' | 'source' | 'id' | 'who' | 'occurredAt'>;
interface Known { readonly runtime: Runtime; readonly index: CustomerIndex }

/** Settles on a customer who is at hand, known by one name: nothing has to be waited for. `undefined`: it takes a look-up. */
export function settledAtOnce({ runtime, index }: Known, { tenant, who }: About): Settled | undefined {
  const [identity, ...others] = who.identities;
  const customer = identity === undefined ? who.customer : others.length === 0 ? index.holder(tenant, identity) : undefined;
  if (customer === undefined) return undefined;
  const known = runtime.customers.peek({ tenant, lane: customer });
  return known !== undefined && !isAway(known.state) ? { home: { tenant, customer }, isNew: false, led: who.identities } : undefined;
}

/**
 * Settles on one customer. Where the identities of one contact lead to several, they are one person only if each was proven in this contact
 * (care-rules 2.1 F): then the customers are merged, before the event is decided. Anything less is AmbiguousCustomer; a name or a claim leads nowhere.
 */
export async function settleWho({ runtime, index }: Known, event: About): Promise<Settled> {
  const { tenant, who } = event;
  const { holders, isNew } = await index.identify(event);
  try {
    if (isNew) await refuseLate(runtime, event);
    const homes = isNew ? holders.map(({ customer, identities }) => ({ seat: { tenant, customer }, identities })) : await homesOf(runtime, tenant, holders);
    if (who.identities.length > 1) refuseSecondPerson(who, isNew ? [] : await Promise.all(homes.map(({ seat }) => heldBy(runtime, seat))));
    const [first, ...others] = homes;
    if (first === undefined) throw new JourneyError('UnknownCustomer', 'Nobody is known by this id or identity.', { path: 'who' });
    return others.length === 0 ? { home: first.seat, isNew, led: first.identities } : await mergeProven(runtime, event, [first, ...others]);
  } catch (error) {
    // who was to be brought by this event was not
    if (isNew) index.forget(tenant, who.identities);
    throw error;
  }
}

interface Home { readonly seat: Seat; readonly identities: readonly string[] }

async function homesOf(runtime: Runtime, tenant: Seat['tenant'], holders: Identified['holders']): Promise<readonly Home[]> {
  const homes = new Map<CustomerId, Home>();
  for (const { customer, identities } of holders) {
    const own = { tenant, customer };
    // who merged elsewhere meanwhile would be taken for two people
    const seat = !runtime.ownership.shared && livesHere(runtime, own) ? own : await homeOf(runtime, own);
    homes.set(seat.customer, { seat, identities: [...homes.get(seat.customer)?.identities ?? [], ...identities] });
  }
  return [...homes.values()];
}

async function mergeProven(runtime: Runtime, { who, source, id }: About, homes: readonly [Home, ...Home[]]): Promise<Settled> {
  const proven = ({ identities }: Home): boolean => identities.some((identity) => who.verified?.includes(identity) === true);
  if (!homes.every(proven)) throw ambiguous();
  const [first, ...others] = homes;
  let home = first.seat;
  for (const { seat } of others) {
    const { customer } = await linkCustomers(runtime, home, seat, { because: `proven in one contact (${source})`, event: { source, id } });
    home = { tenant: seat.tenant, customer };
    if ((await homeOf(runtime, seat)).customer !== customer) return { home: first.seat, isNew: false, led: [], parted: true };
  }
  return { home, isNew: false, led: homes.flatMap(({ identities }) => identities) };
}

export const ambiguous = (): JourneyError => new JourneyError('AmbiguousCustomer', 'The identities of this event belong to different customers, and not all of them were proven in it; name one of them, by one identity or by id. Where this contact proved that they are one person, mark each identity as verified: true; where you know it otherwise, call link.', { path: 'who' });

const heldBy = async (runtime: Runtime, { tenant, customer }: Seat): Promise<readonly string[]> => (await runtime.customers.load({ tenant, lane: customer }))?.state.identities ?? [];

/** Somebody who is known as one person cannot be another: mother and daughter share a phone, not a log-in. Who a person of the host linked stays one. */
function refuseSecondPerson({ identities }: IncomingEvent['who'], held: readonly (readonly string[])[]): void {
  for (const namespace of onePerPerson) {
    const named = (all: readonly string[]): number => new Set(all.filter((identity) => identity.startsWith(`${namespace}:`))).size;
    const all = named([...held.flat(), ...identities]);
    if (all > 1 && held.every((own) => named(own) < all)) throw new JourneyError('AmbiguousCustomer', 'The identities of this event belong to different people; name the one it is about by one identity.', { path: 'who' });
  }
}
