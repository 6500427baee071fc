import type { AgentAtWork, Holding } from '../model/agent-at-work.js';
import type { WorkItem } from '../model/work-item.js';
import type { Queue } from '../ports/queue.js';
import { placesHeld } from '../routing/queue/places-held.js';

/** An agent apart from what they hold, which follows from the contacts. */
export type AgentSigned = Omit<AgentAtWork, 'holding'>;

/** All contacts that are not over and all agents, as one desk knows them; the queue is told of each change. */
export interface ContactBook {
  readonly queue: Queue;
  find(item: string): WorkItem | undefined;
  all(): readonly WorkItem[];
  /** a contact as it is now; it leaves the book once it is over */
  put(item: WorkItem, at: number): void;
  drop(item: string): void;
  sign(agent: AgentSigned): void;
  /** an agent as they are now */
  agent(agent: string): AgentAtWork | undefined;
  signOff(agent: string): void;
  /** all who are signed, as they are now */
  agents(): readonly AgentAtWork[];
}

/** Makes an empty book. */
export function createContactBook(queue: Queue): ContactBook {
  const contacts = new Map<string, WorkItem>();
  const signed = new Map<string, AgentAtWork>();
  const held = new Map<string, Map<string, Holding>>();
  const show = (one: AgentSigned): void => {
    const now = { ...one, holding: [...(held.get(one.agent.id)?.values() ?? [])] };
    signed.set(one.agent.id, now);
    queue.put(now);
  };
  const showAgain = (agent: string): void => {
    const one = signed.get(agent);
    if (one !== undefined) show(one);
  };
  const drop = (id: string): void => {
    const before = contacts.get(id);
    contacts.delete(id);
    queue.remove(id);
    for (const { agent } of before === undefined ? [] : placesHeld(before)) {
      held.get(agent)?.delete(id);
      showAgain(agent);
    }
  };
  return {
    queue, drop,
    find: (id) => contacts.get(id),
    all: () => [...contacts.values()],
    put: (item, at) => {
      drop(item.id);
      if (item.life.status === 'ended') return;
      contacts.set(item.id, item);
      if (item.life.status === 'waiting') queue.add(item, at);
      for (const { agent, holding } of placesHeld(item)) {
        const places = held.get(agent) ?? new Map<string, Holding>();
        held.set(agent, places.set(item.id, holding));
        showAgain(agent);
      }
    },
    sign: show,
    agent: (agent) => signed.get(agent),
    agents: () => [...signed.values()],
    signOff: (agent) => {
      signed.delete(agent);
      queue.drop(agent);
    },
  };
}
