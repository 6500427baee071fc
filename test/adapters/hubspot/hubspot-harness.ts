import { Client } from '@hubspot/api-client';
import { createHubSpotCrm, type HubSpotCrm, type HubSpotCrmConfig } from '../../../adapters/hubspot/index.js';
import type { CrmCase, CrmRecord } from '../../../src/ports/index.js';
import type { CrmHarness, CrmInside, CrmPerson, CrmTimelineEntry } from '../../../src/testing/index.js';
import type { FaultyCrm } from '../crm-through-faults.js';
import type { HeldObject } from './hubspot-account.js';
import { startHubSpotDouble, type HubSpotDouble } from './hubspot-double.js';
import { refusal } from './hubspot-refusal.js';

export const tenant = 't';

/** The adapter with HubSpot's own client, over a HubSpot on this machine. */
export function hubSpotCrmOver(double: HubSpotDouble, more: Partial<HubSpotCrmConfig> = {}): HubSpotCrm {
  return createHubSpotCrm({
    client: new Client({ accessToken: double.token, basePath: double.url }), tenant,
    contactFields: { tier: { property: 'tier', kind: 'text' }, visits: { property: 'visits', kind: 'number' }, newsletter: { property: 'newsletter', kind: 'boolean' }, partner: { property: 'partner', kind: 'text' } },
    ticketFields: { order: { property: 'order_number', kind: 'text' }, days: { property: 'days', kind: 'number' } },
    ...more,
  });
}

/** HubSpots for the cases: what the adapter writes is not in the search index as long as a case lasts. */
export const hubSpotHarness: CrmHarness = {
  async create() {
    const double = await startHubSpotDouble();
    return { crm: hubSpotCrmOver(double), inside: insideOf(double) };
  },
};

/** The account as somebody sees it who works in HubSpot. */
export const insideOf = (double: HubSpotDouble): CrmInside => ({
  tenants: 'one',
  add: (person) => addPerson(double, person),
  records: ({ identities }) => holders(double, identities).map((contact) => recordOf(double, contact)),
  timeline: ({ identities }) => holders(double, identities).flatMap(({ id }) => double.account.linked(id, 'notes')).map(entryOf),
  dispose: () => double.close(),
});

function addPerson({ account }: HubSpotDouble, { identities, name, locale, timeZone, segments, fields = {} }: CrmPerson): string {
  const contact = account.create('contacts', {
    lastname: name ?? 'Unknown', ...identitiesOf(identities),
    ...(locale !== undefined && { throughline_locale: locale }), ...(timeZone !== undefined && { throughline_time_zone: timeZone }), ...(segments !== undefined && { throughline_segments: segments.join(';') }),
    ...Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, value === null ? '' : String(value)])),
  }, []);
  account.settle();
  return contact.id;
}

const identitiesOf = (identities: readonly string[]): { readonly [property: string]: string } =>
  Object.fromEntries(identities.map((identity) => [identity.slice(0, identity.indexOf(':')), identity.slice(identity.indexOf(':') + 1)]));

const holders = ({ account }: HubSpotDouble, identities: readonly string[]): readonly HeldObject[] => account.objects.filter((one) =>
  one.type === 'contacts' && Object.entries(identitiesOf(identities)).some(([property, value]) => one.values[property] === value));

function recordOf({ account }: HubSpotDouble, { id, values }: HeldObject): CrmRecord {
  const name = [values['firstname'], values['lastname']].filter((part) => typeof part === 'string').join(' ');
  const fields = { tier: values['tier'], visits: values['visits'] === undefined ? undefined : Number(values['visits']), newsletter: values['newsletter'] === undefined ? undefined : values['newsletter'] === 'true' };
  return {
    id, ...(!['', 'Unknown'].includes(name) && { name }),
    ...(typeof values['throughline_locale'] === 'string' && { locale: values['throughline_locale'] }), ...(typeof values['throughline_time_zone'] === 'string' && { timeZone: values['throughline_time_zone'] }),
    fields: Object.fromEntries(Object.entries(fields).flatMap(([field, value]) => (value === undefined || value === null ? [] : [[field, value]]))),
    cases: account.linked(id, 'tickets').map(caseOf),
  };
}

function caseOf({ id, values }: HeldObject): CrmCase {
  const time = (name: string): number | undefined => (typeof values[name] === 'string' ? Date.parse(values[name]) : undefined);
  const [problemAt, followUpAt] = [time('throughline_problem_at'), time('throughline_follow_up_at')];
  const { order_number: order, days, throughline_notes: notes, throughline_resolved: resolved } = values;
  return {
    id, subject: values['subject'] ?? '', status: values['hs_pipeline_stage'] === '4' ? 'closed' : 'open', openedAt: time('throughline_opened_at') ?? 0,
    priority: values['hs_ticket_priority'] === 'HIGH' ? 'high' : values['hs_ticket_priority'] === 'LOW' ? 'low' : 'normal',
    ...(problemAt !== undefined && { problemAt }), ...(followUpAt !== undefined && { followUpAt }), ...(typeof resolved === 'string' && { resolved: resolved === 'true' }),
    ...(typeof notes === 'string' && { notes: notes.split('\n---\n') }), ...(typeof order === 'string' && { fields: { order, days: Number(days) } }),
  };
}

/** The words as a page shows them. */
function entryOf({ values }: HeldObject): CrmTimelineEntry {
  const kind = values['throughline_kind'];
  const summary = (values['hs_note_body'] ?? '').replaceAll('<br>', '\n').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  return { externalId: values['throughline_entry'] ?? '', kind: kind === 'resolution' || kind === 'note' ? kind : 'conversation', summary, at: Date.parse(values['hs_timestamp'] ?? '') };
}

/** A HubSpot that fails on demand; each adapter is that of a new process. */
export async function faultyHubSpot(): Promise<FaultyCrm> {
  const double = await startHubSpotDouble();
  return {
    inside: insideOf(double),
    adapter: () => hubSpotCrmOver(double),
    fail: ({ skip, what }) => { double.faults.push({ of: /./, skip, answer: what === 'answer lost' ? 'lost after it was done' : refusal(503, 'SERVICE_UNAVAILABLE', 'try again') }); },
    calm: () => { double.faults.length = 0; },
  };
}
