import { Connection } from '@jsforce/jsforce-node';
import { createSalesforceCrm, type SalesforceCrm, type SalesforceCrmConfig } from '../../../adapters/salesforce/index.js';
import type { CrmCase, CrmRecord } from '../../../src/ports/index.js';
import type { CrmHarness, CrmInside, CrmPerson, CrmTimelineEntry } from '../../../src/testing/index.js';
import type { FaultyCrm } from '../crm-through-faults.js';
import { startSalesforceDouble, type SalesforceDouble } from './salesforce-double.js';
import type { HeldRecord, Value } from './salesforce-org.js';
import { refusal } from './salesforce-refusal.js';

export const tenant = 't';

/** The adapter with the official client, over a Salesforce on this machine. */
export function salesforceCrmOver(double: SalesforceDouble, more: Partial<SalesforceCrmConfig> = {}): SalesforceCrm {
  return createSalesforceCrm({
    connection: new Connection({ instanceUrl: double.url, accessToken: double.session, version: '62.0' }), tenant,
    contactFields: { tier: { field: 'Tier__c', kind: 'text' }, visits: { field: 'Visits__c', kind: 'number' }, newsletter: { field: 'Newsletter__c', kind: 'boolean' }, partner: { field: 'Partner__c', kind: 'text' } },
    caseFields: { order: { field: 'Order__c', kind: 'text' }, days: { field: 'Days__c', kind: 'number' } },
    ...more,
  });
}

/** Salesforces for the cases. */
export const salesforceHarness: CrmHarness = {
  async create() {
    const double = await startSalesforceDouble();
    return { crm: salesforceCrmOver(double), inside: insideOf(double) };
  },
};

/** The organisation as somebody sees it who works in Salesforce. */
export const insideOf = (double: SalesforceDouble): CrmInside => ({
  tenants: 'one',
  add: (person) => addPerson(double, person),
  records: ({ identities }) => holders(double, identities).map((contact) => recordOf(double, contact)),
  timeline: ({ identities }) => holders(double, identities).flatMap(({ Id }) => double.org.records.filter((one) => one.object === 'Task' && one.values['WhoId'] === Id)).map(entryOf),
  dispose: () => double.close(),
});

const fieldNames: { readonly [name: string]: string } = { email: 'Email', phone: 'Phone', tier: 'Tier__c', visits: 'Visits__c', newsletter: 'Newsletter__c', partner: 'Partner__c' };
const named = (values: { readonly [name: string]: Value }): { readonly [field: string]: Value } => Object.fromEntries(Object.entries(values).map(([name, value]) => [fieldNames[name] ?? name, value]));

const addPerson = ({ org }: SalesforceDouble, { identities, name, locale, timeZone, segments, fields = {} }: CrmPerson): string => org.create('Contact', {
  LastName: name ?? 'Unknown', ...identitiesOf(identities), ...named(fields),
  ...(locale !== undefined && { Throughline_Locale__c: locale }), ...(timeZone !== undefined && { Throughline_Time_Zone__c: timeZone }), ...(segments !== undefined && { Throughline_Segments__c: segments.join(';') }),
}).Id;

const identitiesOf = (identities: readonly string[]): { readonly [field: string]: Value } =>
  named(Object.fromEntries(identities.map((identity) => [identity.slice(0, identity.indexOf(':')), identity.slice(identity.indexOf(':') + 1)])));

const holders = ({ org }: SalesforceDouble, identities: readonly string[]): readonly HeldRecord[] =>
  org.records.filter((one) => one.object === 'Contact' && Object.entries(identitiesOf(identities)).some(([field, value]) => one.values[field] === value));

function recordOf({ org }: SalesforceDouble, { Id, values }: HeldRecord): CrmRecord {
  const name = [values['FirstName'], values['LastName']].filter((part) => typeof part === 'string').join(' ');
  const known = Object.entries({ tier: values['Tier__c'], visits: values['Visits__c'], newsletter: values['Newsletter__c'] });
  return {
    id: Id, ...(name !== 'Unknown' && { name }),
    ...(typeof values['Throughline_Locale__c'] === 'string' && { locale: values['Throughline_Locale__c'] }), ...(typeof values['Throughline_Time_Zone__c'] === 'string' && { timeZone: values['Throughline_Time_Zone__c'] }),
    fields: Object.fromEntries(known.flatMap(([field, value]) => (value === undefined ? [] : [[field, value]]))),
    cases: org.records.filter((one) => one.object === 'Case' && one.values['ContactId'] === Id).map(caseOf),
  };
}

function caseOf({ Id, values }: HeldRecord): CrmCase {
  const time = (field: string): number | undefined => (typeof values[field] === 'string' ? Date.parse(values[field]) : undefined);
  const [problemAt, followUpAt] = [time('Throughline_Problem_At__c'), time('Throughline_Follow_Up_At__c')];
  const { Order__c: order, Days__c: days, Throughline_Notes__c: notes, Throughline_Resolved__c: resolved } = values;
  return {
    id: Id, subject: String(values['Subject']), status: values['Status'] === 'Closed' ? 'closed' : 'open', openedAt: time('Throughline_Opened_At__c') ?? 0,
    priority: values['Priority'] === 'High' ? 'high' : values['Priority'] === 'Low' ? 'low' : 'normal',
    ...(problemAt !== undefined && { problemAt }), ...(followUpAt !== undefined && { followUpAt }), ...(typeof resolved === 'string' && { resolved: resolved === 'yes' }),
    ...(typeof notes === 'string' && { notes: notes.split('\n---\n') }), ...(typeof order === 'string' && typeof days === 'number' && { fields: { order, days } }),
  };
}

function entryOf({ values }: HeldRecord): CrmTimelineEntry {
  const kind = values['Throughline_Kind__c'];
  return { externalId: String(values['Throughline_Entry__c']), kind: kind === 'resolution' || kind === 'note' ? kind : 'conversation', summary: String(values['Description']), at: Date.parse(String(values['Throughline_At__c'])) };
}

/** A Salesforce that fails on demand; each adapter is that of a new process. */
export async function faultySalesforce(): Promise<FaultyCrm> {
  const double = await startSalesforceDouble();
  return {
    inside: insideOf(double),
    adapter: () => salesforceCrmOver(double),
    fail: ({ skip, what }) => { double.faults.push({ of: /./, skip, answer: what === 'answer lost' ? 'lost after it was done' : refusal(503, 'SERVER_UNAVAILABLE', 'try again') }); },
    calm: () => { double.faults.length = 0; },
  };
}
