import { type CustomerId, newCustomerId, parseCustomerId } from '../../model/customer-id.js';
import type { IncomingEvent } from '../../model/incoming-event.js';
import type { IdentityKey, LaneKey, Store } from '../../ports/store.js';

/** Whom the identities of an event lead to, each with those that do: one who is known, a new one that this very event brings, or several. */
export interface Identified { readonly holders: readonly { readonly customer: CustomerId; readonly identities: readonly string[] }[]; readonly isNew: boolean }

export interface CustomerIndex {
  /** who holds an identity, where that is known here and now */
  holder(tenant: string, identity: string): CustomerId | undefined;
  identify(event: Pick<IncomingEvent, 'tenant' | 'source' | 'id' | 'who'>): Promise<Identified>;
  /** a commit said who holds these identities */
  learn(tenant: string, identities: readonly string[], customer: CustomerId): void;
  /** a commit did not happen: forget what was only expected */
  forget(tenant: string, identities: readonly string[]): void;
  /** a customer is gone, or all may be */
  forgetCustomer(gone: LaneKey | 'all'): void;
}

/**
 * Answers who holds an identity, from what was looked up before and otherwise from the store. Two events of one unknown person at the same
 * moment meet in one lane, because the first one's customer is remembered while its commit is under way.
 */
export function createCustomerIndex(store: Store, most: number): CustomerIndex {
  const known = new Map<string, CustomerId>();
  const key = (tenant: string, identity: string): string => `${tenant}/${identity}`;
  const remember = (tenant: string, identities: readonly string[], customer: CustomerId): void => {
    for (const identity of identities) {
      known.delete(key(tenant, identity));
      known.set(key(tenant, identity), customer);
    }
    for (const oldest of known.keys()) { if (known.size <= most) break; known.delete(oldest); }
  };
  const holders = (tenant: string, identities: readonly string[]): readonly CustomerId[] => [...new Set(identities.flatMap((identity) => known.get(key(tenant, identity)) ?? []))];
  const holds = (tenant: string, identity: string, customer: string): boolean => known.get(key(tenant, identity)) === customer;
  const lookUp = async (tenant: string, identities: readonly string[]): Promise<void> => {
    const unknown: IdentityKey[] = identities.filter((identity) => !known.has(key(tenant, identity))).map((identity) => ({ tenant, identity }));
    const found = unknown.length === 0 ? [] : await store.resolve(unknown);
    found.forEach((customer, i) => {
      const identity = unknown[i]?.identity;
      // another event may have brought this person while the store was asked
      if (customer !== undefined && identity !== undefined && !known.has(key(tenant, identity))) remember(tenant, [identity], parseCustomerId(customer));
    });
  };
  return {
    holder: (tenant, identity) => known.get(key(tenant, identity)),
    learn: remember,
    forget(tenant, identities) { for (const identity of identities) known.delete(key(tenant, identity)); },
    forgetCustomer(gone) {
      if (gone === 'all') known.clear();
      else for (const [name, customer] of known) if (customer === gone.lane && name.startsWith(`${gone.tenant}/`)) known.delete(name);
    },
    async identify({ tenant, source, id, who }) {
      if (who.customer !== undefined) return { holders: [{ customer: who.customer, identities: [] }], isNew: false };
      await lookUp(tenant, who.identities);
      // nothing is awaited from here to `remember`, or two events of one new person would go two ways
      const known = holders(tenant, who.identities).map((customer) => ({ customer, identities: who.identities.filter((identity) => holds(tenant, identity, customer)) }));
      if (known.length > 0) return { holders: known, isNew: false };
      const fresh = newCustomerId({ tenant, source, id, identities: who.identities });
      remember(tenant, who.identities, fresh);
      return { holders: [{ customer: fresh, identities: who.identities }], isNew: true };
    },
  };
}
