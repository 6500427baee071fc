import type { CrmFields } from '../../ports/crm.js';
import type { Applying } from '../instance/applying.js';

/** Facts of a journey as the CRM's custom fields; what is no plain value goes as its JSON text, what is not known yet stays out. */
export function fieldsOf({ taken }: Applying, facts: readonly string[]): CrmFields {
  const known = facts.filter((fact) => taken.snapshot.context[fact] !== undefined && taken.snapshot.context[fact] !== null);
  return Object.fromEntries(known.map((fact) => [fact, plain(taken.snapshot.context[fact])]));
}

const plain = (value: unknown): string | number | boolean => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : JSON.stringify(value));
