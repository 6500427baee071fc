import type { CrmCustomer, CrmUpsert } from '../../src/ports/crm.js';
import type { SalesforceRecord, Written } from './calls.js';
import type { Access } from './access.js';
import { toOwnFields } from './custom-fields.js';
import { externalIdOf, isWritten, withKey } from './external-id.js';
import { own } from './fields.js';
import { freeIdentities, peopleOf } from './people.js';

/** Brings the contact up to date, and begins one where there is none; the key goes with the change. */
export async function upsertPerson(access: Access, { key, customer, name, locale, timeZone, fields = {} }: CrmUpsert): Promise<void> {
  const said: Written = {
    ...(name !== undefined && namesOf(name)), ...(locale !== undefined && { [own.locale]: locale }), ...(timeZone !== undefined && { [own.timeZone]: timeZone }),
    ...toOwnFields(fields, access.settings.contactFields),
  };
  const people = await peopleOf(access, customer);
  const [person] = people;
  if (person === undefined) {
    await createPerson(access, customer, { ...said, [own.writes]: withKey(undefined, key) });
    return;
  }
  if (isWritten(person[own.writes], key)) return;
  await access.calls.patch(`Contact/${person.Id}`, { ...freeIdentities(access, customer, { person, people }), ...said, [own.writes]: withKey(person[own.writes], key) });
}

/** The id of the contact a write is about, the one known longest; one is begun where there is none. */
export async function personFor(access: Access, customer: CrmCustomer): Promise<SalesforceRecord['Id']> {
  const [first] = await peopleOf(access, customer);
  if (first !== undefined) return first.Id;
  const made = await createPerson(access, customer, {});
  if (made !== undefined) return made;
  // an API before 46.0 does not name the record it changed, and another call may have been faster than this one
  return (await peopleOf(access, customer))[0]?.Id ?? '';
}

/** By our name for the customer as an external id: a call that was made twice makes one contact. */
const createPerson = (access: Access, customer: CrmCustomer, said: Written): Promise<string | undefined> =>
  access.calls.patch(`Contact/${own.customer}/${externalIdOf(customer.id)}`, { LastName: access.settings.unnamed, ...freeIdentities(access, customer, { people: [] }), ...said });

/** Salesforce keeps two names: what stands before the last space is the first one. */
function namesOf(name: string): Written {
  const at = name.trim().lastIndexOf(' ');
  return { FirstName: at < 0 ? null : name.trim().slice(0, at), LastName: name.trim().slice(at + 1) };
}
