import type { CrmCustomer, CrmUpsert } from '../../src/ports/crm.js';
import type { Access } from './access.js';
import { toProperties } from './custom-fields.js';
import type { HubSpotObject } from './hubspot-client.js';
import { freeIdentities, peopleOf } from './people.js';
import { own } from './properties.js';
import { isWritten, withKey } from './written-keys.js';

/** Brings the contact up to date, and begins one where there is none; the key goes with the change. */
export async function upsertPerson(access: Access, { key, customer, name, locale, timeZone, fields = {} }: CrmUpsert): Promise<void> {
  const said = {
    ...(name !== undefined && namesOf(name)), ...(locale !== undefined && { [own.locale]: locale }), ...(timeZone !== undefined && { [own.timeZone]: timeZone }),
    ...toProperties(fields, access.settings.contactFields),
  };
  const people = await peopleOf(access, customer);
  const [person] = people;
  if (person === undefined) {
    await createPerson(access, customer, { ...said, [own.writes]: withKey(undefined, key) });
    return;
  }
  const { [own.writes]: kept } = person.properties;
  if (isWritten(kept, key)) return;
  const properties = { ...freeIdentities(access, customer, { person, people }), ...said, [own.writes]: withKey(kept, key) };
  await access.calls(({ contacts }) => contacts.basicApi.update(person.id, { properties }));
}

/** The contacts a write is about, those known longest first; one is begun where there is none. */
export async function peopleFor(access: Access, customer: CrmCustomer): Promise<readonly [HubSpotObject, ...(readonly HubSpotObject[])]> {
  const [first, ...others] = await peopleOf(access, customer);
  return first === undefined ? [await createPerson(access, customer, {})] : [first, ...others];
}

/** HubSpot refuses a second contact with an e-mail address or with our name for the customer: a call that was made twice makes one. */
function createPerson(access: Access, customer: CrmCustomer, said: { readonly [property: string]: string }): Promise<HubSpotObject> {
  const known = { ...freeIdentities(access, customer, { people: [] }), ...said };
  const isTaken = 'email' in known || 'lastname' in known;
  const properties = { ...known, ...(!isTaken && { lastname: access.settings.unnamed }), [own.customer]: customer.id };
  return access.calls(({ contacts }) => contacts.basicApi.create({ properties, associations: [] }));
}

/** HubSpot keeps two names: what stands before the last space is the first one. */
function namesOf(name: string): { readonly firstname: string; readonly lastname: string } {
  const at = name.trim().lastIndexOf(' ');
  return { firstname: at < 0 ? '' : name.trim().slice(0, at), lastname: name.trim().slice(at + 1) };
}
