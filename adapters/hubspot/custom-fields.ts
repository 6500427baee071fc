import { JourneyError } from '../../src/errors/index.js';
import type { CrmFields } from '../../src/ports/crm.js';
import type { HubSpotObject } from './hubspot-client.js';
import type { HubSpotField } from './hubspot-crm-config.js';

type Known = { readonly [field: string]: HubSpotField };

/** Custom fields as HubSpot takes them: texts, where the empty one clears. A field that nobody gave a property would be lost without a word, so it rejects. */
export function toProperties(fields: CrmFields, known: Known): { readonly [property: string]: string } {
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => {
    const one = Object.hasOwn(known, field) ? known[field] : undefined;
    if (one === undefined) throw new JourneyError('InvalidOptions', `HubSpot has no property for the field '${field}'; name one in 'contactFields' or 'ticketFields'.`, { crm: 'hubspot', field });
    return [one.property, value === null ? '' : String(value)];
  }));
}

/** Custom fields with their kinds again; a property without a value is nothing. */
export const toFields = (properties: HubSpotObject['properties'], known: Known): CrmFields =>
  Object.fromEntries(Object.entries(known).map(([field, { property, kind }]) => [field, valueOf(properties[property], kind)]));

function valueOf(text: string | null | undefined, kind: HubSpotField['kind']): string | number | boolean | null {
  if (text === undefined || text === null || text === '') return null;
  switch (kind) {
    case 'text': return text;
    case 'number': return Number.isFinite(Number(text)) ? Number(text) : null;
    case 'boolean': return text === 'true';
    default: return kind satisfies never;
  }
}
