import type { CrmCustomer } from '../../src/ports/crm.js';
import type { SalesforceRecord } from './calls.js';
import type { Access } from './access.js';
import { externalIdOf } from './external-id.js';
import { own } from './fields.js';
import { quoted, select } from './soql.js';

interface Held { readonly field: string; readonly value: string }

/** a query travels in an address, which Salesforce reads up to 16,384 bytes of */
const identitiesInQuery = 20;

/** Every contact that holds one of the identities, those known longest first; who is known by none of them may be known by our name for them. */
export async function peopleOf(access: Access, customer: CrmCustomer): Promise<readonly SalesforceRecord[]> {
  const conditions = heldOf(access, customer).map(({ field, value }) => `${field} = ${quoted(value)}`);
  const groups = Array.from({ length: Math.ceil(conditions.length / identitiesInQuery) }, (_, index) => conditions.slice(index * identitiesInQuery, (index + 1) * identitiesInQuery));
  const found = (await Promise.all(groups.map((group) => contactsWhere(access, group)))).flat();
  const people = [...new Map(found.map((contact) => [contact.Id, contact])).values()];
  return people.length > 0 ? people : contactsWhere(access, [`${own.customer} = ${quoted(externalIdOf(customer.id))}`]);
}

/** The identities that this contact can take on: it has none of their kind yet, and nobody else holds them. */
export function freeIdentities(access: Access, customer: CrmCustomer, { person, people }: { readonly person?: SalesforceRecord; readonly people: readonly SalesforceRecord[] }): { readonly [field: string]: string } {
  const free = heldOf(access, customer).filter(({ field, value }) => isEmpty(person?.[field]) && !people.some((other) => sameText(other[field], value)));
  // of two in one namespace the first is kept
  return Object.fromEntries(free.toReversed().map(({ field, value }) => [field, value]));
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';
const sameText = (kept: unknown, value: string): boolean => typeof kept === 'string' && kept.toLowerCase() === value.toLowerCase();

function heldOf({ settings }: Access, { identities }: CrmCustomer): readonly Held[] {
  return identities.flatMap((identity) => {
    const at = identity.indexOf(':');
    const field = settings.identities[identity.slice(0, at)];
    return field === undefined ? [] : [{ field, value: identity.slice(at + 1) }];
  });
}

const contactsWhere = ({ calls, settings }: Access, anyOf: readonly string[]): Promise<readonly SalesforceRecord[]> => calls.query(select([
  'FirstName', 'LastName', own.locale, own.timeZone, own.segments, own.writes, ...Object.values(settings.identities), ...Object.values(settings.contactFields).map(({ field }) => field),
], 'Contact', anyOf));
