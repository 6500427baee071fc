import type { CrmCaseWrite, CrmCloseCase, CrmOpenCase, CrmPriority, CrmUpdateCase } from '../../src/ports/crm.js';
import { casesOf } from './cases.js';
import type { Access } from './access.js';
import { toProperties } from './custom-fields.js';
import type { HubSpotObject } from './hubspot-client.js';
import { peopleOf } from './people.js';
import { own } from './properties.js';
import { isOpen, withNote } from './read-case.js';
import { peopleFor } from './write-person.js';
import { isWritten, withKey } from './written-keys.js';

type Properties = { readonly [property: string]: string };

const ticketToContact = 16;
const priorities: { readonly [K in CrmPriority]: string } = { low: 'LOW', normal: 'MEDIUM', high: 'HIGH' };

/** Opens a ticket for this run, unless it has one open or this key opened one. */
export async function openCase(access: Access, { key, customer, instance, subject, priority, problemAt, openedAt, fields = {} }: CrmOpenCase): Promise<void> {
  const { pipeline, ticketFields } = access.settings;
  const given = toProperties(fields, ticketFields);
  const people = await peopleFor(access, customer);
  const ours = await ofRun(access, people, instance);
  if (ours.some(({ properties }) => isOpen(properties, pipeline.closed) || isWritten(properties[own.writes], key))) return;
  const properties: Properties = {
    ...given, subject, hs_pipeline: pipeline.id, hs_pipeline_stage: pipeline.open, hs_ticket_priority: priorities[priority],
    [own.run]: instance, [own.writes]: withKey(undefined, key), [own.problemAt]: String(problemAt), [own.openedAt]: String(openedAt),
  };
  const associations = [{ to: { id: people[0].id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: ticketToContact }] }];
  await access.calls(({ tickets }) => tickets.basicApi.create({ properties, associations }));
}

/** Adds to the run's open ticket. */
export const updateCase = (access: Access, { note, priority, followUpAt, ...about }: CrmUpdateCase): Promise<void> => edit(access, about, (kept) => ({
  ...(note !== undefined && { [own.notes]: withNote(kept[own.notes], note) }),
  ...(priority !== undefined && { hs_ticket_priority: priorities[priority] }), ...(followUpAt !== undefined && { [own.followUpAt]: String(followUpAt) }),
}));

/** Closes the run's open ticket. */
export const closeCase = (access: Access, { resolution, resolved, closedAt, followUpAt, ...about }: CrmCloseCase): Promise<void> => edit(access, about, () => ({
  hs_pipeline_stage: access.settings.pipeline.closed, [own.resolution]: resolution, [own.resolved]: String(resolved), [own.closedAt]: String(closedAt),
  ...(followUpAt !== undefined && { [own.followUpAt]: String(followUpAt) }),
}));

async function edit(access: Access, { key, customer, instance }: CrmCaseWrite, change: (kept: HubSpotObject['properties']) => Properties): Promise<void> {
  const ours = await ofRun(access, await peopleOf(access, customer), instance);
  const open = ours.find(({ properties }) => isOpen(properties, access.settings.pipeline.closed));
  if (open === undefined || isWritten(open.properties[own.writes], key)) return;
  const properties = { ...change(open.properties), [own.writes]: withKey(open.properties[own.writes], key) };
  await access.calls(({ tickets }) => tickets.basicApi.update(open.id, { properties }));
}

/** Where several contacts hold the customer's identities the case may hang on any of them. */
async function ofRun(access: Access, people: readonly HubSpotObject[], instance: string): Promise<readonly HubSpotObject[]> {
  const tickets = (await Promise.all(people.map((person) => casesOf(access, person)))).flat();
  return tickets.filter(({ properties }) => properties[own.run] === instance);
}
