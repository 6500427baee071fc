import type { HandoffRequest } from '../customer/briefing/handoff-request.js';
import { isEffectKey, parseEffectKey } from '../model/effect-key.js';
import { parseCustomerId } from '../model/customer-id.js';
import { parseTenant } from '../model/tenant.js';
import type { Inside } from '../orchestrator/inside.js';

/** Asks whether a run asks for a person that is over, and a contact of it too: its asking was done before a crash and comes once more. A run that asks as its last deed has no contact yet. */
export async function wasHelped({ parts: { runtime } }: Inside, { tenant, customer, instance }: Pick<HandoffRequest, 'tenant' | 'customer' | 'instance'>): Promise<boolean> {
  const found = await runtime.customers.load({ tenant: parseTenant(tenant), lane: parseCustomerId(customer) });
  if (found === undefined || found.state.instances.some(({ id }) => id === instance)) return false;
  return found.state.ended.some(({ journey, key = '' }) => journey === 'contact' && causeOf(key) === instance);
}

const causeOf = (key: string): string | undefined => (isEffectKey(key) ? String(parseEffectKey(key).cause) : undefined);
