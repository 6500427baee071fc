import type { Consent } from '../../model/consent.js';
import type { CustomerId } from '../../model/customer-id.js';
import { withConsent } from '../../policy/consent-of.js';
import type { CustomerState } from '../customer-state.js';
import type { Turn } from '../turn.js';
import { mergedNow } from './origin.js';

/** A statement about consent, and those of several customers who are one who may have made it. */
export interface SaidConsent extends Consent { readonly by: readonly CustomerId[] }

/**
 * Takes in a statement about consent. Of one customer only what stands is kept; while several are one, a word of one hides that of another, so each is
 * kept for the day they are parted.
 */
export function sayConsent(turn: Turn, said: Consent): void {
  const { state, customer } = turn;
  const { consents = [] } = state;
  const members = membersOf(state, customer);
  // who was merged by an older release has only what stands, and what the record of the merge says
  const before = state.saidBy ?? (members.length > 1 && consents.length === 0 ? [] : undefined);
  turn.state = { ...state, consents: withConsent(consents, said), ...(before !== undefined && { saidBy: withSaid(before, { ...said, by: members }) }) };
}

/** What two customers said who are one from now on; `from` is who joins. */
export function joinedSaid(mine: CustomerState, customer: CustomerId, { from, part }: { readonly from: CustomerId; readonly part: Pick<CustomerState, 'saidBy' | 'consents' | 'merged'> }): Pick<CustomerState, 'saidBy'> {
  const saidBy = [...ledgerOf(mine, customer), ...ledgerOf(part, from)];
  return saidBy.length === 0 ? {} : { saidBy };
}

/**
 * What holds for some of those who were one, who go on as one where they are several: all that one of them is known to have said, and the stops that they may have said, for none may be lost.
 * Nothing where nobody wrote down who said what.
 */
export function saidAmong({ saidBy }: Pick<CustomerState, 'saidBy'>, isOne: (customer: CustomerId) => boolean, areSeveral: boolean): { readonly consents: readonly Consent[]; readonly saidBy?: readonly SaidConsent[] } | undefined {
  if (saidBy === undefined) return undefined;
  const theirs = saidBy.flatMap((said) => {
    const by = said.by.filter(isOne);
    return by.length === 0 || (said.state === 'given' && by.length < said.by.length) ? [] : [{ ...said, by }];
  });
  const consents = theirs.map(({ by: _whoever, ...said }): Consent => said).reduce<readonly Consent[]>(withConsent, []);
  return { consents, ...(areSeveral && theirs.length > 0 && { saidBy: theirs }) };
}

const membersOf = (state: Pick<CustomerState, 'merged'>, customer: CustomerId): readonly CustomerId[] => [customer, ...new Set(mergedNow(state).map((one) => one.customer))];

const ledgerOf = (state: Pick<CustomerState, 'saidBy' | 'consents' | 'merged'>, customer: CustomerId): readonly SaidConsent[] => {
  const by = membersOf(state, customer);
  return state.saidBy ?? (state.consents ?? []).map((said) => ({ ...said, by }));
};

/** The last giving and the last withdrawal of the same speakers: an earlier one of them says no more. */
function withSaid(before: readonly SaidConsent[], said: SaidConsent): readonly SaidConsent[] {
  const isSame = (one: SaidConsent): boolean => one.channel === said.channel && one.purpose === said.purpose && one.state === said.state && one.by.length === said.by.length && one.by.every((customer) => said.by.includes(customer));
  const same = before.find(isSame);
  return same !== undefined && same.at > said.at ? before : [...before.filter((one) => one !== same), said];
}
