import { JourneyError } from '../../src/errors/index.js';
import type { Access } from './access.js';
import type { HubSpotClient, HubSpotObject, HubSpotObjects } from './hubspot-client.js';
import { own } from './properties.js';

/** as many as HubSpot answers in one page, and reads in one call */
const idsInPage = 500;
const objectsInCall = 100;

/** The tickets of a contact, oldest first; what a person opened in HubSpot is among them. */
export const casesOf = (access: Access, person: HubSpotObject): Promise<readonly HubSpotObject[]> =>
  objectsOf(access, person, { type: 'tickets', properties: ticketProperties(access), api: ({ tickets }) => tickets });

/** The notes of a contact, oldest first. */
export const notesOf = (access: Access, person: HubSpotObject): Promise<readonly HubSpotObject[]> =>
  objectsOf(access, person, { type: 'notes', properties: [own.entry, own.writes], api: ({ objects }) => objects.notes });

interface Kind { readonly type: string; readonly properties: readonly string[]; readonly api: (crm: HubSpotClient['crm']) => HubSpotObjects }

/** By what hangs on the contact, not by a search: a search finds what was just written only some seconds later. */
async function objectsOf(access: Access, { id }: HubSpotObject, kind: Kind): Promise<readonly HubSpotObject[]> {
  const ids = await idsOf(access, id, kind.type);
  const chunks = Array.from({ length: Math.ceil(ids.length / objectsInCall) }, (_, index) => ids.slice(index * objectsInCall, (index + 1) * objectsInCall));
  const read = await Promise.all(chunks.map((chunk) => readAll(access, chunk, kind)));
  return read.flat().toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime() || Number(one.id) - Number(other.id));
}

async function idsOf(access: Access, contact: string, type: string): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await access.calls(({ associations }) => associations.v4.basicApi.getPage('contacts', contact, type, after, idsInPage));
    ids.push(...page.results.map(({ toObjectId }) => String(toObjectId)));
    after = page.paging?.next?.after;
  } while (after !== undefined);
  return ids;
}

async function readAll(access: Access, ids: readonly string[], { api, properties }: Kind): Promise<readonly HubSpotObject[]> {
  const { results, errors = [] } = await access.calls((crm) => api(crm).batchApi.read({ inputs: ids.map((id) => ({ id })), properties: [...properties], propertiesWithHistory: [] }));
  // one that was deleted meanwhile is missing with a reason; anything else that is missing may be the very one we look for
  if (errors.some(({ category }) => category !== 'OBJECT_NOT_FOUND')) throw new JourneyError('CrmFailed', 'HubSpot answered a part of what it was asked.', { crm: 'hubspot', status: 207 });
  return results;
}

const ticketProperties = ({ settings }: Access): readonly string[] => [
  'subject', 'hs_pipeline_stage', 'hs_ticket_priority', own.run, own.writes, own.openedAt, own.problemAt, own.followUpAt, own.resolved, own.notes,
  ...Object.values(settings.ticketFields).map(({ property }) => property),
];
