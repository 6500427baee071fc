import { parseCustomerId } from '../model/customer-id.js';
import { parseTenant } from '../model/tenant.js';
import type { Inside } from '../orchestrator/inside.js';
import { readLog } from '../orchestrator/merge/read-log.js';
import type { LogEntry, LogKind } from '../ports/store.js';

/** Whose log, by the id of a briefing or a contact, and how much of it. */
export interface LogWanted { readonly tenant: string | undefined; readonly customer: string; readonly kinds: readonly LogKind[]; readonly limit: number }

/** The newest entries of a customer's log, newest first, over every lane it stands in; none where they are not known. */
export async function logOfCustomer({ parts: { runtime } }: Inside, { tenant, customer, kinds, limit }: LogWanted): Promise<readonly LogEntry[]> {
  const lane = { tenant: parseTenant(tenant), lane: parseCustomerId(customer) };
  const found = await runtime.customers.load(lane);
  return found === undefined ? [] : readLog(runtime.store, lane, found.state, { limit, kinds });
}
