import type { IdentityRecord } from '../customer-state.js';
import { isAnonymous } from './identity-of.js';
import type { Turn } from '../turn.js';

/** Who a contact says it is: those that find a customer, those of them that it proved, and those that it only said. */
export interface SaidIdentities {
  readonly identities: readonly string[];
  readonly verified?: readonly string[];
  readonly claimed?: readonly string[];
  /** who says so */
  readonly source?: string;
}

/** claims a customer's state holds; the oldest leave first */
const claimsKept = 20;
/** browsers and visits that lead to a customer; the oldest leave first */
const visitsKept = 100;

/** Learns from a contact who this is. What was only said is kept as a claim, until it is proven: it is no address and finds nobody. */
export function knowIdentities(turn: Turn, said: SaidIdentities): void {
  const fresh = said.identities.filter((identity) => !turn.state.identities.includes(identity));
  const proven = (said.verified ?? []).filter((identity) => howKnown(turn, identity) === 'vouched');
  if (fresh.length + proven.length > 0) note(turn, said, { fresh, proven });
  const claimed = (said.claimed ?? []).filter((identity) => !turn.state.identities.includes(identity) && turn.state.claims?.some((claim) => claim.identity === identity) !== true);
  if (claimed.length > 0) turn.state = { ...turn.state, claims: [...(turn.state.claims ?? []), ...claimed.map((identity) => ({ identity, at: turn.now, source: said.source ?? '', ...(turn.origin !== undefined && { origin: turn.origin }) }))].slice(-claimsKept) };
}

function note(turn: Turn, said: SaidIdentities, { fresh, proven }: { readonly fresh: readonly string[]; readonly proven: readonly string[] }): void {
  const { state } = turn;
  const known: Record<string, IdentityRecord> = { ...state.known };
  const origin = turn.origin === undefined ? {} : { origin: turn.origin };
  for (const identity of fresh) known[identity] = { how: 'vouched', at: turn.now, source: said.source ?? '', ...origin };
  for (const identity of proven) known[identity] = { ...known[identity], how: 'verified', at: turn.now, source: said.source ?? '' };
  const claims = state.claims?.filter((claim) => !fresh.includes(claim.identity));
  turn.state = { ...state, identities: [...state.identities, ...fresh], known, ...(claims !== undefined && { claims }) };
  turn.identities.push(...fresh);
  forgetOldVisits(turn);
}

/** What a merge brought is held by another lane, and stays for its undoing. */
function forgetOldVisits(turn: Turn): void {
  const { identities, known = {}, merged = [] } = turn.state;
  if (identities.length <= visitsKept) return;
  const visits = identities.filter((identity) => isAnonymous(identity) && !merged.some((one) => one.identities.includes(identity)));
  const old = new Set(visits.slice(0, -visitsKept));
  turn.state = { ...turn.state, identities: identities.filter((identity) => !old.has(identity)), known: Object.fromEntries(Object.entries(known).filter(([identity]) => !old.has(identity))) };
  turn.released.push(...old);
}

const howKnown = (turn: Turn, identity: string): IdentityRecord['how'] => turn.state.known?.[identity]?.how ?? 'vouched';
