import { defineAgent, defineQueuePolicy, startWork, type AgentAtWork, type QueuePolicy, type WorkItem } from 'throughline/desk';

/** A contact centre of a size, the same for the same seed. */
export interface RoutingWorld {
  readonly random: () => number;
  readonly policyOf: (queue: string) => QueuePolicy;
  /** an agent with nothing to do */
  agent(index: number): AgentAtWork;
  /** a contact that waits since a moment */
  work(index: number, since: number): WorkItem;
}

const [queues, skills, minute] = [20, 30, 60_000];

/** Twenty queues and thirty skills: each agent serves two queues and has six skills; of ten contacts three ask for a skill, two have a promise, one a wish for an agent. */
export function createRoutingWorld(seed: number): RoutingWorld {
  const random = randomOf(seed);
  const pick = (count: number): number => Math.floor(random() * count);
  const policy = defineQueuePolicy({ match: { relax: [{ afterMs: 5 * minute, lowerBy: 2 }, { afterMs: 15 * minute, drop: 'all' }], preferredRings: [{ forMs: minute / 2, atLeast: 0.5 }] } });
  return {
    random,
    policyOf: () => policy,
    agent: (index) => ({
      agent: defineAgent({
        id: `agent ${index}`, queues: Object.fromEntries([[`queue ${index % queues}`, 1], [`queue ${pick(queues)}`, 1 + pick(3)]]),
        skills: Object.fromEntries(Array.from({ length: 6 }, () => [`skill ${pick(skills)}`, { level: 1 + pick(5) }])), capacity: { perChannel: { chat: 2, call: 1 }, interrupts: { call: [] } },
      }),
      presence: 'available', holding: [], idleSince: pick(1_000),
    }),
    work: (index, since) => startWork({
      id: `work ${String(index).padStart(7, '0')}`, customer: `customer ${index}`, queue: `queue ${pick(queues)}`, channel: random() < 0.7 ? 'chat' : 'call', reason: 'asked-for', priority: random() < 0.8 ? 0 : pick(11),
      skills: random() < 0.3 ? [{ skill: `skill ${pick(skills)}`, min: 1 + pick(4) }] : [],
      ...(random() < 0.2 && { promised: { riskAt: since + 8 * minute, dueAt: since + 10 * minute } }), ...(random() < 0.1 && { preferred: [{ agent: `agent ${pick(500)}`, score: 0.9 }] }),
    }, since),
  };
}

/** Even numbers from 0 up to 1 (Marsaglia's xorshift). */
function randomOf(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
