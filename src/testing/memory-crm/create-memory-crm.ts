import { refuseUnknown } from '../../model/refuse-unknown.js';
import type { Crm, CrmActivity, CrmCapability, CrmFound, CrmIo, CrmRecord, CrmUpsert, CrmWrite } from '../../ports/crm.js';
import { addPerson, emptyCrmData, peopleOf, personFor, type CrmData, type HeldPerson, type MemoryCrmCase, type MemoryCrmEntry, type MemoryCrmPerson } from './crm-data.js';
import { mergePeople } from './merge-people.js';
import { closeCase, openCase, updateCase } from './write-case.js';

/** How a memory CRM is made; everything may be left out. */
export interface MemoryCrmConfig {
  /** what it can do; default everything. Name fewer to see what your journeys do with a CRM that can less. */
  readonly capabilities?: readonly CrmCapability[];
  /** whom it knows from the start */
  readonly people?: readonly MemoryCrmPerson[];
}

/** A memory CRM: the contract, and a look inside for tests and demonstrations. Every answer is a copy. */
export interface MemoryCrm extends Crm {
  /** takes a person in, as somebody who works in the CRM would; answers the record's id */
  add(person: MemoryCrmPerson): string;
  /** everybody it holds, those known longest first */
  people(): readonly (MemoryCrmPerson & { readonly id: string; readonly tenant: string })[];
  /** every case, open and closed, in the order they were opened */
  cases(): readonly (MemoryCrmCase & { readonly person: string })[];
  /** entries of all timelines, in the order they were first written */
  activities(): readonly MemoryCrmEntry[];
}

const known = { capabilities: 1, people: 1 } satisfies { readonly [K in keyof MemoryCrmConfig]-?: 1 };
const everything: readonly CrmCapability[] = ['find', 'upsert', 'merge', 'activities', 'cases', 'fields', 'orders'];

/** The reference of what a CRM means: everything in memory, gone at exit. For tests, demonstrations and trying out. */
export function createMemoryCrm(config: MemoryCrmConfig = {}): MemoryCrm {
  refuseUnknown(config, known, 'a memory CRM');
  const { capabilities = everything, people = [] } = config;
  const data = emptyCrmData();
  for (const person of people) addPerson(data, person);
  const can = Object.fromEntries(capabilities.map((capability) => [capability, true as const]));
  return {
    contract: 1,
    name: 'memory',
    capabilities: can,
    ...methodsOf(data, can),
    add: (person) => addPerson(data, person).record.id,
    people: () => structuredClone(data.people.map(({ tenant, identities, record, cases }) => ({ ...record, tenant, identities: [...identities], cases }))),
    cases: () => structuredClone(data.people.flatMap(({ record, cases }) => cases.map((one) => ({ ...one, person: record.id })))),
    activities: () => structuredClone(data.entries.map(({ entry }) => entry)),
  };
}

type Can = { readonly [capability: string]: true };

function methodsOf(data: CrmData, can: Can): Partial<Crm> {
  const write = <W extends CrmWrite>(change: (what: W) => void) => async (what: W, { signal }: CrmIo): Promise<void> => once(data, structuredClone(what), { signal, change });
  const fields = can['fields'] === true;
  return {
    ...(can['find'] === true && { find: async (customer, { signal }: CrmIo) => { signal.throwIfAborted(); return findPerson(peopleOf(data, customer), can); } }),
    ...(can['upsert'] === true && { upsert: write<CrmUpsert>((what) => upsertPerson(data, what, fields)) }),
    ...(can['merge'] === true && { merge: write((what) => mergePeople(data, what)) }),
    ...(can['activities'] === true && { logActivity: write<CrmActivity>((what) => logEntry(data, what)) }),
    ...(can['cases'] === true && { openCase: write((what) => openCase(data, what, { fields })), updateCase: write((what) => updateCase(data, what)), closeCase: write((what) => closeCase(data, what)) }),
  };
}

function once<W extends CrmWrite>({ done }: CrmData, what: W, { signal, change }: { readonly signal: AbortSignal; readonly change: (what: W) => void }): void {
  signal.throwIfAborted();
  const name = JSON.stringify([what.customer.tenant, what.key]);
  if (done.has(name)) return;
  done.add(name);
  change(what);
}

function findPerson(people: readonly HeldPerson[], can: Can): CrmFound {
  const [person, ...others] = people;
  if (person === undefined) return { status: 'none' };
  if (others.length > 0) return { status: 'several', ids: people.map(({ record }) => record.id) };
  return { status: 'one', record: structuredClone(visible(person, can)) };
}

function visible({ record: { fields, orders, ...record }, cases }: HeldPerson, can: Can): CrmRecord {
  return {
    ...record,
    ...(can['fields'] === true && fields !== undefined && { fields }), ...(can['orders'] === true && orders !== undefined && { orders }),
    ...(can['cases'] === true && cases.length > 0 && { cases: cases.map(({ instance: _instance, resolution: _resolution, closedAt: _closedAt, ...one }) => one) }),
  };
}

function upsertPerson(data: CrmData, { key: _key, customer, fields, ...said }: CrmUpsert, keepsFields: boolean): void {
  const person = personFor(data, customer);
  person.record = { ...person.record, ...said, ...(keepsFields && fields !== undefined && { fields: { ...person.record.fields, ...fields } }) };
}

function logEntry(data: CrmData, { key: _key, customer, ...said }: CrmActivity): void {
  const entry = { ...said, person: personFor(data, customer).record.id };
  const known = data.entries.find((held) => held.tenant === customer.tenant && held.entry.externalId === said.externalId);
  if (known === undefined) data.entries.push({ tenant: customer.tenant, entry });
  else known.entry = entry;
}
