import type { Inside } from '../../../../../src/orchestrator/inside.js';
import type { MemberEvent, Told } from '../../../../../src/proactive/tell-member.js';

export { allOf } from '../../../../../src/proactive/tell-member.js';
export type { MemberEvent, Told } from '../../../../../src/proactive/tell-member.js';

/** A bug: each process gives the announcement an id of its own, so that who was told before a crash hears it again. */
export async function tellMember({ parts, ready }: Inside, event: MemberEvent): Promise<Told> {
  const receipt = await ready(() => parts.accept({ ...event, id: `${event.id} of ${process.pid}` }, { origin: 'host', tenantRequired: parts.tenantRequired, once: 'customer' }));
  return { did: receipt.status === 'duplicate' ? 'before' : 'told' };
}
