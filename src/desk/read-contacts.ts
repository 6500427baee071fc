import type { KnownFact } from '../customer/briefing/briefing.js';
import type { WorkItem } from '../model/work-item.js';
import type { Orchestrator } from '../orchestrator/orchestrator.js';
import type { WorkTold } from '../routing/queue/work-event.js';
import type { Kept } from './keep-contact.js';

/** A contact as it was kept, with what was told of its last change. */
export interface ReadContact extends Kept { readonly told: readonly WorkTold[] }

/** Every contact that is not over, or of which not everybody was told. */
export async function* readContacts(host: Orchestrator): AsyncGenerator<ReadContact> {
  let after: string | undefined;
  do {
    const page = await host.list({ kind: 'instance', journey: 'contact', ...(after !== undefined && { after }) });
    for (const { tenant, customer, id } of page.items) {
      const found = await readContact(host, { tenant, customer, instance: id });
      if (found !== undefined) yield found;
    }
    after = page.next;
  } while (after !== undefined);
}

/** One contact of a customer, by its run or by its own id; `undefined` where it is over. */
export async function readContact(host: Orchestrator, { tenant, customer, instance, item }: { readonly tenant: string; readonly customer: string; readonly instance?: string; readonly item?: string }): Promise<ReadContact | undefined> {
  const { journeys } = await host.briefing({ tenant, customer });
  for (const { journey, facts, instance: run } of journeys) {
    const text = (name: string): string => String(facts.find((fact) => fact.name === name)?.value ?? '[]');
    if (journey === 'contact' && (run === instance || text('item') === item)) return { tenant, item: JSON.parse(text('work')) as WorkItem, ...packetIn(facts), told: JSON.parse(text('told')) as readonly WorkTold[] };
  }
  return undefined;
}

function packetIn(facts: readonly KnownFact[]): Pick<Kept, 'packet'> {
  const parts = facts.find(({ name }) => name === 'packet')?.value;
  return Array.isArray(parts) && parts.length > 0 ? { packet: parts.join('') } : {};
}
