import { JourneyError } from '../../src/errors/index.js';

/** The schema's name as SQL takes it. */
export interface SchemaName { readonly name: string; readonly identifier: string; readonly literal: string }

/** Throws `InvalidOptions` for what would need quoting, or would be cut. */
export function toSchemaName(schema: unknown): SchemaName {
  if (typeof schema !== 'string' || !/^[a-z_][a-z0-9_]{0,62}$/.test(schema) || schema.startsWith('pg_')) {
    throw new JourneyError('InvalidOptions', 'A schema is named with up to 63 small letters, digits and underscores, and not `pg_...`', { path: 'schema' });
  }
  return { name: schema, identifier: `"${schema}"`, literal: `'${schema}'` };
}
