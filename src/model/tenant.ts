import { z } from 'zod';
import { JourneyError } from '../errors/index.js';

/** A tenant's name: opaque, compared by bytes, so `Acme` and `acme` are two. Names that begin with `~` are the library's own. */
export const tenantSchema = z.string().regex(/^(?!__proto__$)[A-Za-z0-9_-]{1,64}$/);
/** Whose data it is; part of every id, key and cache key. */
export type Tenant = z.infer<typeof tenantSchema>;

/** The tenant of a host that serves only one. */
export const defaultTenant: Tenant = 'default';

/** Reads a tenant's name: `default` where none is given, TenantRequired where one must be, InvalidTenant where it is not 1-64 of `[A-Za-z0-9_-]`. */
export function parseTenant(input: unknown, required = false): Tenant {
  if (input === undefined && !required) return defaultTenant;
  if (input === undefined) throw new JourneyError('TenantRequired', 'This host serves several tenants, so each event must name its tenant.', { path: 'tenant' });
  const parsed = tenantSchema.safeParse(input);
  if (!parsed.success) throw new JourneyError('InvalidTenant', 'A tenant is named by 1 to 64 of the characters A-Z, a-z, 0-9, _ and -.', { path: 'tenant', limit: 64 });
  return parsed.data;
}
