import { JourneyError } from '../../src/errors/index.js';
import type { CrmFields } from '../../src/ports/crm.js';
import type { SalesforceRecord, Written } from './calls.js';
import type { SalesforceField } from './salesforce-crm-config.js';

type Known = { readonly [field: string]: SalesforceField };

/** Custom fields under their API names. A field that nobody gave one would be lost without a word, so it rejects. */
export function toOwnFields(fields: CrmFields, known: Known): Written {
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => {
    const one = Object.hasOwn(known, field) ? known[field] : undefined;
    if (one === undefined) throw new JourneyError('InvalidOptions', `Salesforce has no place for the field '${field}'; name one in 'contactFields' or 'caseFields'.`, { crm: 'salesforce', field });
    return [one.field, value];
  }));
}

/** Custom fields under our names; what has no value is nothing. */
export const toFields = (record: SalesforceRecord, known: Known): CrmFields =>
  Object.fromEntries(Object.entries(known).map(([name, { field, kind }]) => [name, valueOf(record[field], kind)]));

function valueOf(value: unknown, kind: SalesforceField['kind']): string | number | boolean | null {
  switch (kind) {
    case 'text': return typeof value === 'string' && value !== '' ? value : null;
    case 'number': return typeof value === 'number' ? value : null;
    case 'boolean': return typeof value === 'boolean' ? value : null;
    default: return kind satisfies never;
  }
}
