import type { CrmCustomer, CrmFound, CrmRecord } from '../../src/ports/crm.js';
import type { SalesforceRecord } from './calls.js';
import { casesWhere, readCase } from './cases.js';
import type { Access } from './access.js';
import { toFields } from './custom-fields.js';
import { own } from './fields.js';
import { peopleOf } from './people.js';
import { quoted } from './soql.js';

/** Whom Salesforce knows by these identities, with their cases; several are answered as several. */
export async function findPerson(access: Access, customer: CrmCustomer): Promise<CrmFound> {
  const [person, ...others] = await peopleOf(access, customer);
  if (person === undefined) return { status: 'none' };
  if (others.length > 0) return { status: 'several', ids: [person, ...others].map(({ Id }) => Id) };
  const cases = await casesWhere(access, `ContactId = ${quoted(person.Id)}`);
  return { status: 'one', record: toRecord(access, person, cases) };
}

function toRecord({ settings }: Access, person: SalesforceRecord, cases: readonly SalesforceRecord[]): CrmRecord {
  const { [own.locale]: locale, [own.timeZone]: timeZone, [own.segments]: segments } = person;
  const name = [person['FirstName'], person['LastName']].filter(hasText).join(' ');
  return {
    id: person.Id,
    ...(name !== settings.unnamed && { name }), ...(hasText(locale) && { locale }), ...(hasText(timeZone) && { timeZone }), ...(hasText(segments) && { segments: segments.split(';') }),
    ...(Object.keys(settings.contactFields).length > 0 && { fields: toFields(person, settings.contactFields) }),
    ...(cases.length > 0 && { cases: cases.map((one) => readCase(one, settings)) }),
  };
}

const hasText = (value: unknown): value is string => typeof value === 'string' && value !== '';
