import type { AgentAtWork, Holding } from '../model/agent-at-work.js';
import type { WorkItem } from '../model/work-item.js';
import { createAgentPool, type AgentPool } from '../routing/agents/agent-pool.js';
import { placesHeld } from '../routing/queue/places-held.js';
import type { QueuePolicy } from '../routing/queue/queue-policy.js';
import { createWaitingLine, type WaitingLine } from '../routing/queue/waiting-line.js';

/** An agent apart from what they hold, which follows from the contacts. */
export type AgentSigned = Omit<AgentAtWork, 'holding'>;

/** All contacts that are not over and all agents, as one desk knows them. */
export interface ContactBook {
  readonly pool: AgentPool;
  readonly line: WaitingLine;
  find(item: string): WorkItem | undefined;
  all(): readonly WorkItem[];
  /** a contact as it is now; it leaves the book once it is over */
  put(item: WorkItem, at: number): void;
  drop(item: string): void;
  sign(agent: AgentSigned): void;
  signedAs(agent: string): AgentSigned | undefined;
  signOff(agent: string): void;
  /** all who are signed, as they are now */
  agents(): readonly AgentAtWork[];
}

/** Makes an empty book. */
export function createContactBook(policyOf: (queue: string) => QueuePolicy): ContactBook {
  const [pool, line] = [createAgentPool(), createWaitingLine(policyOf)];
  const contacts = new Map<string, WorkItem>();
  const signed = new Map<string, AgentSigned>();
  const held = new Map<string, Map<string, Holding>>();
  const show = (agent: string): void => {
    const one = signed.get(agent);
    if (one !== undefined) pool.put({ ...one, holding: [...(held.get(agent)?.values() ?? [])] });
  };
  const drop = (id: string): void => {
    const before = contacts.get(id);
    contacts.delete(id);
    line.remove(id);
    for (const { agent } of before === undefined ? [] : placesHeld(before)) {
      held.get(agent)?.delete(id);
      show(agent);
    }
  };
  return {
    pool, line, drop,
    find: (id) => contacts.get(id),
    all: () => [...contacts.values()],
    put: (item, at) => {
      drop(item.id);
      if (item.life.status === 'ended') return;
      contacts.set(item.id, item);
      if (item.life.status === 'waiting') line.add(item, at);
      for (const { agent, holding } of placesHeld(item)) {
        const places = held.get(agent) ?? new Map<string, Holding>();
        held.set(agent, places.set(item.id, holding));
        show(agent);
      }
    },
    sign: (one) => {
      signed.set(one.agent.id, one);
      show(one.agent.id);
    },
    signedAs: (agent) => signed.get(agent),
    agents: () => [...signed.keys()].flatMap((agent) => pool.find(agent) ?? []),
    signOff: (agent) => {
      signed.delete(agent);
      pool.drop(agent);
    },
  };
}
