import { JourneyError } from '../errors/index.js';
import { type CustomerId, newCustomerId, parseCustomerId } from '../model/customer-id.js';
import type { IncomingEvent } from '../model/incoming-event.js';
import type { IdentityKey, Store } from '../ports/store.js';

/** Who an event is about: a known customer, or a new one that this very event brings. */
export interface Identified { readonly customer: CustomerId; readonly isNew: boolean }

export interface CustomerIndex {
  identify(event: Pick<IncomingEvent, 'tenant' | 'source' | 'id' | 'who'>): Promise<Identified>;
  /** a commit said who holds these identities */
  learn(tenant: string, identities: readonly string[], customer: string): void;
  /** a commit did not happen: forget what was only expected */
  forget(tenant: string, identities: readonly string[]): void;
}

/**
 * Answers who holds an identity, from what was looked up before and otherwise from the store. Two events of one unknown person at the same
 * moment meet in one lane, because the first one's customer is remembered while its commit is under way.
 */
export function createCustomerIndex(store: Store, most: number): CustomerIndex {
  const known = new Map<string, string>();
  const key = (tenant: string, identity: string): string => `${tenant}/${identity}`;
  const remember = (tenant: string, identities: readonly string[], customer: string): void => {
    for (const identity of identities) {
      known.delete(key(tenant, identity));
      known.set(key(tenant, identity), customer);
    }
    for (const oldest of known.keys()) { if (known.size <= most) break; known.delete(oldest); }
  };
  const holders = (tenant: string, identities: readonly string[]): readonly string[] => [...new Set(identities.flatMap((identity) => known.get(key(tenant, identity)) ?? []))];
  const lookUp = async (tenant: string, identities: readonly string[]): Promise<void> => {
    const unknown: IdentityKey[] = identities.filter((identity) => !known.has(key(tenant, identity))).map((identity) => ({ tenant, identity }));
    const found = unknown.length === 0 ? [] : await store.resolve(unknown);
    found.forEach((customer, i) => {
      const identity = unknown[i]?.identity;
      // another event may have brought this person while the store was asked
      if (customer !== undefined && identity !== undefined && !known.has(key(tenant, identity))) remember(tenant, [identity], customer);
    });
  };
  return {
    learn: remember,
    forget(tenant, identities) { for (const identity of identities) known.delete(key(tenant, identity)); },
    async identify({ tenant, source, id, who }) {
      if (who.customer !== undefined) return { customer: who.customer, isNew: false };
      await lookUp(tenant, who.identities);
      // nothing is awaited from here to `remember`, or two events of one new person would go two ways
      const [customer, other] = holders(tenant, who.identities);
      if (other !== undefined) throw new JourneyError('AmbiguousCustomer', 'The identities of this event belong to different customers; name one of them, by one identity or by id.', { path: 'who' });
      if (customer !== undefined) return { customer: parseCustomerId(customer), isNew: false };
      const fresh = newCustomerId({ tenant, source, id, identities: who.identities });
      remember(tenant, who.identities, fresh);
      return { customer: fresh, isNew: true };
    },
  };
}
