import type { CustomerState } from '../customer-state.js';
import { howKnown, identityOf, namespaceOf } from '../identity/identity-of.js';
import type { BriefedIdentity, BriefedWho } from './briefing.js';

/** Who the customer is, how sure of it we are and why, and each identity with how it is known and since when. */
export function whoInWords(state: CustomerState): BriefedWho {
  return {
    ...identityOf(state),
    identities: state.identities.map((identity) => briefed(identity, { how: howKnown(state, identity), since: state.known?.[identity]?.at ?? state.createdAt, source: state.known?.[identity]?.source })),
    claims: (state.claims ?? []).map(({ identity, at, source }) => briefed(identity, { how: 'claimed', since: at, source })),
    merged: (state.merged ?? []).filter((one) => one.undoneAt === undefined).map(({ customer, at, because }) => ({ customer, at, because })),
  };
}

function briefed(identity: string, { how, since, source }: Pick<BriefedIdentity, 'how' | 'since'> & { readonly source: string | undefined }): BriefedIdentity {
  const namespace = namespaceOf(identity);
  return { namespace, value: identity.slice(namespace.length + 1), how, since, ...(source !== undefined && source !== '' && { source }) };
}
