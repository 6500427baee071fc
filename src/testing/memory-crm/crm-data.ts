import type { CrmActivity, CrmCase, CrmCustomer, CrmRecord, CrmWrite } from '../../ports/crm.js';

/** One person as a memory CRM holds them. */
export interface MemoryCrmPerson extends Omit<CrmRecord, 'id' | 'cases'> {
  /** default `person-<number>` */
  readonly id?: string;
  /** default `default` */
  readonly tenant?: string;
  /** `namespace:value` */
  readonly identities: readonly string[];
  readonly cases?: readonly MemoryCrmCase[];
}
/** A case, and the run that opened it, where one did. */
export interface MemoryCrmCase extends CrmCase { readonly instance?: string; readonly resolution?: string; readonly closedAt?: number }
/** An entry of a person's timeline. */
export interface MemoryCrmEntry extends Omit<CrmActivity, keyof CrmWrite> { readonly person: string }

/** All that one memory CRM holds. */
export interface CrmData {
  /** in the order they became known */
  readonly people: HeldPerson[];
  readonly entries: { readonly tenant: string; entry: MemoryCrmEntry }[];
  /** keys of writes that were done */
  readonly done: Set<string>;
  numbered: number;
}
export interface HeldPerson {
  readonly tenant: string;
  /** our names for this person */
  readonly customers: Set<string>;
  readonly identities: Set<string>;
  record: Omit<CrmRecord, 'cases'>;
  cases: MemoryCrmCase[];
}

export const emptyCrmData = (): CrmData => ({ people: [], entries: [], done: new Set(), numbered: 0 });

/** Takes a person in, as somebody who works in the CRM would; answers the record's id. */
export function addPerson(data: CrmData, { id = `person-${++data.numbered}`, tenant = 'default', identities, cases = [], ...rest }: MemoryCrmPerson): HeldPerson {
  const person: HeldPerson = { tenant, customers: new Set(), identities: new Set(identities), record: structuredClone({ id, ...rest }), cases: structuredClone([...cases]) };
  data.people.push(person);
  return person;
}

/** Everybody who holds one of the identities, those known longest first; who is known by none of them may be known by our name for them. */
export function peopleOf(data: CrmData, { tenant, id, identities }: CrmCustomer): readonly HeldPerson[] {
  const here = data.people.filter((person) => person.tenant === tenant);
  const holders = here.filter((person) => identities.some((identity) => person.identities.has(identity)));
  return holders.length > 0 ? holders : here.filter((person) => person.customers.has(id));
}

/**
 * The record that a write about this customer goes to: where several hold their identities the one known longest, where none does a new
 * one. It gains the identities that nobody holds.
 */
export function personFor(data: CrmData, customer: CrmCustomer): HeldPerson {
  const [first] = peopleOf(data, customer);
  const person = first ?? addPerson(data, { tenant: customer.tenant, identities: [] });
  const free = customer.identities.filter((identity) => peopleOf(data, { ...customer, id: '', identities: [identity] }).length === 0);
  for (const identity of free) person.identities.add(identity);
  person.customers.add(customer.id);
  return person;
}
