import { confidences, type Confidence, type CustomerKind } from '../../model/confidence.js';
import type { CustomerState } from '../customer-state.js';

/** Who a customer is, how sure of it we are, and why, in words without any address. */
export interface CustomerIdentity { readonly kind: CustomerKind; readonly confidence: Confidence; readonly because: string }
type Known = Pick<CustomerState, 'identities' | 'known' | 'claims'> & { readonly merged?: readonly { readonly undoneAt?: number }[] };

/** Namespaces whose values name a browser or a visit and no person. */
const anonymousNamespaces: readonly string[] = ['visitor', 'session', 'device', 'cookie'];

/** Asks whether an identity names a browser or a visit, of which one person has a new one every week. */
export const isAnonymous = (identity: string): boolean => anonymousNamespaces.includes(namespaceOf(identity));

/** Answers who a customer is: as sure as the best identity that names a person, or that names the visitor where none does. */
export function identityOf(state: Known): CustomerIdentity {
  const { kind, confidence, named } = surenessOf(state);
  return { kind, confidence, because: inWords(state, kind, { confidence, best: named.filter((identity) => howKnown(state, identity) === confidence) }) };
}

/** The same without words, as every receipt says it. `named`: the identities it rests on. */
export function surenessOf(state: Known): Omit<CustomerIdentity, 'because'> & { readonly named: readonly string[] } {
  const persons = state.identities.filter((identity) => !isAnonymous(identity));
  const named = persons.length > 0 ? persons : state.identities;
  const confidence = named.reduce<Confidence>((best, identity) => better(best, howKnown(state, identity)), 'claimed');
  const kind = persons.length === 0 ? 'anonymous' : state.merged?.some((one) => one.undoneAt === undefined) === true ? 'merged' : 'identified';
  return { kind, confidence, named };
}

/** How one identity is known; where nothing is written the host vouched for it. */
export const howKnown = ({ known }: Pick<CustomerState, 'known'>, identity: string): Confidence => known?.[identity]?.how ?? 'vouched';

/** The part before the colon: `phone` of `phone:+4915112345678`. */
export const namespaceOf = (identity: string): string => identity.slice(0, Math.max(0, identity.indexOf(':')));

const better = (one: Confidence, other: Confidence): Confidence => (confidences.indexOf(other) > confidences.indexOf(one) ? other : one);

const words: { readonly [C in Confidence]: string } = {
  claimed: 'nothing is known but what was said', vouched: 'the host vouches for it', verified: 'it was proven in a contact', linked: 'a person linked it',
};

function inWords({ claims = [] }: Known, kind: CustomerKind, { confidence, best }: { readonly confidence: Confidence; readonly best: readonly string[] }): string {
  const names = [...new Set(best.map(namespaceOf))].join(', ');
  const known = names === '' ? words.claimed : `${names}: ${words[confidence]}`;
  return [
    known, ...(kind === 'anonymous' && names !== '' ? ['that names no person'] : []), ...(kind === 'merged' ? ['several customers turned out to be this one'] : []),
    ...(claims.length > 0 ? [`only said: ${[...new Set(claims.map(({ identity }) => namespaceOf(identity)))].join(', ')}`] : []),
  ].join('; ');
}
