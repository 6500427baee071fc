import { JourneyError } from '../errors/index.js';

/** Whose data it is; part of every id, key and cache key. Opaque, compared by bytes, so `Acme` and `acme` are two; names that begin with `~` are the library's own. */
export type Tenant = string;

/** The tenant of a host that serves only one. */
export const defaultTenant: Tenant = 'default';

/** Whose the rows are that belong to no customer: no host can name it. */
export const libraryTenant: Tenant = '~';

/** Reads a tenant's name: `default` where none is given, TenantRequired where one must be, InvalidTenant where it is not 1-64 of `[A-Za-z0-9_-]`. */
export function parseTenant(input: unknown, required = false): Tenant {
  if (input === undefined && !required) return defaultTenant;
  if (input === undefined) throw new JourneyError('TenantRequired', 'This host serves several tenants, so each event must name its tenant.', { path: 'tenant' });
  if (typeof input === 'string' && isTenant(input)) return input;
  throw new JourneyError('InvalidTenant', 'A tenant is named by 1 to 64 of the characters A-Z, a-z, 0-9, _ and -.', { path: 'tenant', limit: 64 });
}

/** Asks whether a text can name a tenant. */
export function isTenant(text: string): boolean {
  return pattern.test(text);
}

const pattern = /^(?!__proto__$)[A-Za-z0-9_-]{1,64}$/;
