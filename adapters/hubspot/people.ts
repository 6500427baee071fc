import type { CrmCustomer } from '../../src/ports/crm.js';
import { ifThere } from './calls.js';
import type { Access } from './access.js';
import type { HubSpotObject } from './hubspot-client.js';
import { own } from './properties.js';

/** An identity as HubSpot keeps it. */
interface Held { readonly property: string; readonly value: string }

/** as many alternatives as HubSpot takes in one search */
const groupsInSearch = 5;
const pageSize = 100;

/**
 * Every contact that holds one of the identities, those known longest first; who is known by none of them may be known by our name for them. An
 * e-mail address and our name are read directly; other identities are searched for, and HubSpot finds a contact some seconds after it was written.
 */
export async function peopleOf(access: Access, customer: CrmCustomer): Promise<readonly HubSpotObject[]> {
  const held = heldOf(access, customer);
  const searched = held.filter(({ property }) => property !== 'email');
  const found = [
    ...await Promise.all(held.filter(({ property }) => property === 'email').map(({ value }) => readBy(access, value, 'email'))),
    ...(await Promise.all(inGroups(searched).map((group) => search(access, group)))).flat(),
  ].filter((contact) => contact !== undefined);
  const people = [...new Map(found.map((contact) => [contact.id, contact])).values()];
  if (people.length > 0) return people.toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime() || Number(one.id) - Number(other.id));
  const byName = await readBy(access, customer.id, own.customer);
  return byName === undefined ? [] : [byName];
}

/** The identities that this contact can take on: it has none of their kind yet, and nobody else holds them. */
export function freeIdentities(access: Access, customer: CrmCustomer, { person, people }: { readonly person?: HubSpotObject; readonly people: readonly HubSpotObject[] }): { readonly [property: string]: string } {
  const free = heldOf(access, customer).filter(({ property, value }) =>
    isEmpty(person?.properties[property]) && !people.some((other) => other.properties[property]?.toLowerCase() === value.toLowerCase()));
  // of two in one namespace the first is kept
  return Object.fromEntries(free.toReversed().map(({ property, value }) => [property, value]));
}

/** What is read of a contact. */
export const contactProperties = ({ settings }: Access): readonly string[] => [
  'firstname', 'lastname', own.locale, own.timeZone, own.segments, own.writes,
  ...Object.values(settings.identities), ...Object.values(settings.contactFields).map(({ property }) => property),
];

const isEmpty = (value: string | null | undefined): boolean => value === undefined || value === null || value === '';

function heldOf({ settings }: Access, { identities }: CrmCustomer): readonly Held[] {
  return identities.flatMap((identity) => {
    const at = identity.indexOf(':');
    const property = settings.identities[identity.slice(0, at)];
    return property === undefined ? [] : [{ property, value: identity.slice(at + 1) }];
  });
}

const readBy = (access: Access, id: string, idProperty: string): Promise<HubSpotObject | undefined> =>
  ifThere(access.calls(({ contacts }) => contacts.basicApi.getById(id, [...contactProperties(access)], undefined, undefined, false, idProperty)));

const inGroups = (held: readonly Held[]): readonly (readonly Held[])[] =>
  Array.from({ length: Math.ceil(held.length / groupsInSearch) }, (_, index) => held.slice(index * groupsInSearch, (index + 1) * groupsInSearch));

async function search(access: Access, group: readonly Held[]): Promise<readonly HubSpotObject[]> {
  const filterGroups = group.map(({ property, value }) => ({ filters: [{ propertyName: property, operator: 'EQ', value }] }));
  const found: HubSpotObject[] = [];
  let after: string | undefined;
  do {
    const page = await access.calls(({ contacts }) => contacts.searchApi.doSearch({ filterGroups, properties: [...contactProperties(access)], limit: pageSize, ...(after !== undefined && { after }) }));
    found.push(...page.results);
    after = page.paging?.next?.after;
  } while (after !== undefined);
  return found;
}
