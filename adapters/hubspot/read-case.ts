import type { CrmCase, CrmPriority } from '../../src/ports/crm.js';
import { toFields } from './custom-fields.js';
import type { HubSpotObject } from './hubspot-client.js';
import type { HubSpotSettings } from './hubspot-crm-config.js';
import { own } from './properties.js';

/** stands alone on a line between two notes */
const between = '\n---\n';

const priorities: { readonly [theirs: string]: CrmPriority } = { LOW: 'low', MEDIUM: 'normal', HIGH: 'high', URGENT: 'high' };

/** A ticket as the port tells a case; one that a person opened has the time it was made. */
export function readCase({ id, createdAt, properties }: HubSpotObject, { pipeline, ticketFields }: HubSpotSettings): CrmCase {
  const priority = priorities[properties['hs_ticket_priority'] ?? ''];
  const [problemAt, followUpAt] = [timeIn(properties[own.problemAt]), timeIn(properties[own.followUpAt])];
  const { [own.resolved]: resolved } = properties;
  const notes = notesIn(properties[own.notes]);
  const fields = Object.entries(toFields(properties, ticketFields)).filter(([, value]) => value !== null);
  return {
    id,
    subject: properties['subject'] ?? '',
    status: isOpen(properties, pipeline.closed) ? 'open' : 'closed',
    openedAt: timeIn(properties[own.openedAt]) ?? createdAt.getTime(),
    ...(problemAt !== undefined && { problemAt }), ...(priority !== undefined && { priority }), ...((resolved === 'true' || resolved === 'false') && { resolved: resolved === 'true' }),
    ...(followUpAt !== undefined && { followUpAt }), ...(notes.length > 0 && { notes }), ...(fields.length > 0 && { fields: Object.fromEntries(fields) }),
  };
}

/** A stage that nobody named counts as open: a person who looks once too often does no harm. */
export const isOpen = (properties: HubSpotObject['properties'], closed: string): boolean => properties['hs_pipeline_stage'] !== closed;

/** The notes of a case with one more. */
export const withNote = (kept: string | null | undefined, note: string): string => [...notesIn(kept), note.replaceAll(between, '\n- - -\n')].join(between);

const notesIn = (kept: string | null | undefined): readonly string[] => (kept === undefined || kept === null || kept === '' ? [] : kept.split(between));

/** HubSpot answers times in UTC, as ISO text, and those of some properties as milliseconds. */
function timeIn(text: string | null | undefined): number | undefined {
  if (text === undefined || text === null || text === '') return undefined;
  const at = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isFinite(at) ? at : undefined;
}
