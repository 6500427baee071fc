import { z } from 'zod';
import { digest } from '../../model/canonical-text.js';
import { isCustomerId } from '../../model/customer-id.js';
import { libraryTenant } from '../../model/tenant.js';
import type { LaneKey } from '../../ports/store.js';

const storedSchema = z.object({ format: z.literal(1), customer: z.string().refine(isCustomerId), at: z.number(), lanes: z.array(z.string().refine(isCustomerId)), told: z.literal(true).exactOptional() });

/** What stays of an erased customer: who they were among ours, when they went, who had turned out to be them, and whether `customer.erased` told it. No word, no name and no address. */
export type Tombstone = Omit<z.output<typeof storedSchema>, 'format'>;

/** The library's own lane in which the tombstone of a customer stands; it is none of theirs, so that it stays when theirs goes. */
export const tombstoneLane = ({ tenant, customer }: { readonly tenant: string; readonly customer: string }): LaneKey => ({ tenant: libraryTenant, lane: `erased/${tenant}/${customer}` });

/** By what an identity of somebody who was erased is known again: one way, though whoever has the store may try all telephone numbers. */
export const identityMark = (tenant: string, identity: string): string => `erased:${digest(['erased', tenant, identity])}`;

export const writeTombstone = (tombstone: Tombstone): string => JSON.stringify({ format: 1, ...tombstone });

/** Reads a tombstone back; it was written here. */
export function readTombstone(state: string): Tombstone {
  const { format: _format, ...tombstone } = storedSchema.parse(JSON.parse(state));
  return tombstone;
}
