import type { CrmMerge } from '../../ports/crm.js';
import { peopleOf, type CrmData, type HeldPerson } from './crm-data.js';

/** Makes one record of two: who stays keeps what is known of them, and gains identities, cases, orders, entries and what was not known yet. */
export function mergePeople(data: CrmData, { customer, from }: CrmMerge): void {
  const leaving = peopleOf(data, from);
  // the customer may be known by the identities of `from` already
  const staying = peopleOf(data, customer).find((person) => !leaving.includes(person)) ?? leaving[0];
  if (staying === undefined) return;
  staying.customers.add(customer.id).add(from.id);
  for (const person of leaving) if (person !== staying) absorb(data, staying, person);
}

function absorb(data: CrmData, staying: HeldPerson, leaving: HeldPerson): void {
  for (const identity of leaving.identities) staying.identities.add(identity);
  for (const customer of leaving.customers) staying.customers.add(customer);
  const { record } = staying;
  const fields = { ...leaving.record.fields, ...record.fields };
  const orders = [...(record.orders ?? []), ...(leaving.record.orders ?? [])];
  staying.record = { ...leaving.record, ...record, ...(Object.keys(fields).length > 0 && { fields }), ...(orders.length > 0 && { orders }) };
  staying.cases.push(...leaving.cases);
  for (const held of data.entries) if (held.tenant === staying.tenant && held.entry.person === leaving.record.id) held.entry = { ...held.entry, person: record.id };
  data.people.splice(data.people.indexOf(leaving), 1);
}
