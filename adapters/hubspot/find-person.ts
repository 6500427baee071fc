import type { CrmCustomer, CrmFound, CrmRecord } from '../../src/ports/crm.js';
import { casesOf } from './cases.js';
import type { Access } from './access.js';
import { toFields } from './custom-fields.js';
import type { HubSpotObject } from './hubspot-client.js';
import { peopleOf } from './people.js';
import { own } from './properties.js';
import { readCase } from './read-case.js';

/** Whom HubSpot knows by these identities, with their cases; several are answered as several. */
export async function findPerson(access: Access, customer: CrmCustomer): Promise<CrmFound> {
  const [person, ...others] = await peopleOf(access, customer);
  if (person === undefined) return { status: 'none' };
  if (others.length > 0) return { status: 'several', ids: [person, ...others].map(({ id }) => id) };
  const tickets = await casesOf(access, person);
  return { status: 'one', record: toRecord(access, person, tickets) };
}

function toRecord({ settings }: Access, { id, properties }: HubSpotObject, tickets: readonly HubSpotObject[]): CrmRecord {
  const { [own.locale]: locale, [own.timeZone]: timeZone, [own.segments]: segments } = properties;
  const name = nameOf(properties, settings.unnamed);
  return {
    id,
    ...(name !== '' && { name }), ...(hasText(locale) && { locale }), ...(hasText(timeZone) && { timeZone }), ...(hasText(segments) && { segments: segments.split(';') }),
    ...(Object.keys(settings.contactFields).length > 0 && { fields: toFields(properties, settings.contactFields) }),
    ...(tickets.length > 0 && { cases: tickets.map((ticket) => readCase(ticket, settings)) }),
  };
}

const hasText = (value: string | null | undefined): value is string => value !== undefined && value !== null && value !== '';

function nameOf({ firstname, lastname }: HubSpotObject['properties'], unnamed: string): string {
  const name = [firstname, lastname].filter(hasText).join(' ');
  return name === unnamed ? '' : name;
}
