import type { HandoffRequest } from '../customer/briefing/handoff-request.js';
import { readServiceEvent } from '../insight/log/service-event.js';
import type { Inside } from '../orchestrator/inside.js';
import { logOfCustomer } from './log-of-customer.js';

/** events of a customer that are looked at */
const mostEvents = 200;

/** Who helped a customer last in the conversation that is still open: they are asked first where they are free (care-rules 3.3). */
export async function lastAgentOf(inside: Inside, { tenant, customer, briefing: { conversation } }: HandoffRequest): Promise<string | undefined> {
  if (conversation?.open !== true) return undefined;
  const events = await logOfCustomer(inside, { tenant, customer, kinds: ['event'], limit: mostEvents });
  for (const { body, at } of events) {
    const agent = at < conversation.startedAt ? undefined : agentIn(body);
    if (agent !== undefined) return agent;
  }
  return undefined;
}

function agentIn(body: string): string | undefined {
  const { type = '', data }: { readonly type?: string; readonly data?: unknown } = JSON.parse(body);
  const told = type === 'work.answered' ? readServiceEvent(type, data) : undefined;
  return typeof told === 'object' && told.type === 'work.answered' ? told.agent : undefined;
}
