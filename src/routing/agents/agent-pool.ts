import type { AgentAtWork } from '../../model/agent-at-work.js';
import type { AgentAsked } from './agent-asked.js';
import { channelsOf, roomFor } from './agent-room.js';
import { checkAgent, toWanted, type Wanted } from './check-agent.js';
import type { MatchPolicy } from './match-policy.js';
import { compareAgents } from './rank-agents.js';

/** Agents ready to be asked, kept by queue and skill, so that one of many is found by looking at few. It holds what it is told and nothing else, so the caller's store stays the truth. */
export interface AgentPool {
  /** tells how an agent is now; in place of what was told before */
  put(one: AgentAtWork): void;
  /** an agent who is no more */
  drop(agent: string): void;
  /** an agent as they were put last */
  find(agent: string): AgentAtWork | undefined;
  /** those who take work and have room for some, of a queue */
  readyIn(queue: string): Iterable<AgentAtWork>;
  /** the one whom `chooseAgent` would choose among all that were put */
  best(policy: MatchPolicy, asked: AgentAsked): AgentAtWork | undefined;
}

/** Makes an empty pool. */
export function createAgentPool(): AgentPool {
  const known = new Map<string, AgentAtWork>();
  const ready = createReadySets();
  const find = (agent: string): AgentAtWork | undefined => known.get(agent);
  const drop = (agent: string): void => {
    const before = known.get(agent);
    if (before !== undefined) ready.remove(before);
    known.delete(agent);
  };
  return {
    find, drop,
    readyIn: (queue) => ready.of(queue),
    put: (one) => {
      drop(one.agent.id);
      known.set(one.agent.id, one);
      if (isReady(one)) ready.add(one);
    },
    best: (policy, asked) => {
      const wanted = toWanted(policy, asked, find);
      return bestOf(wanted, fewest([ready.of(asked.queue), ...wanted.needs.skills.map(({ skill }) => ready.of(asked.queue, skill))]));
    },
  };
}

const isReady = (one: AgentAtWork): boolean => one.presence === 'available' && channelsOf(one.agent.capacity).some((channel) => roomFor(one, channel) === undefined);

/** each skill that is asked for must be had, so the rarest one leaves fewest to look at */
const fewest = (sets: readonly ReadonlySet<AgentAtWork>[]): ReadonlySet<AgentAtWork> => sets.reduce((least, set) => (set.size < least.size ? set : least));

function bestOf(wanted: Wanted, candidates: Iterable<AgentAtWork>): AgentAtWork | undefined {
  let best: AgentAtWork | undefined;
  for (const one of candidates) {
    if (checkAgent(wanted, one) === undefined && (best === undefined || compareAgents(wanted.policy, wanted.asked, one, best) < 0)) best = one;
  }
  return best;
}

interface ReadySets {
  add(one: AgentAtWork): void;
  remove(one: AgentAtWork): void;
  /** those of a queue, or those of it who have a skill */
  of(queue: string, skill?: string): ReadonlySet<AgentAtWork>;
}

const nobody: ReadonlySet<AgentAtWork> = new Set();

function createReadySets(): ReadySets {
  const sets = new Map<string, Set<AgentAtWork>>();
  const keysOf = ({ agent }: AgentAtWork): readonly string[] => Object.keys(agent.queues).flatMap((queue) => [keyOf(queue), ...Object.keys(agent.skills).map((skill) => keyOf(queue, skill))]);
  return {
    add: (one) => {
      for (const key of keysOf(one)) {
        const set = sets.get(key) ?? new Set();
        sets.set(key, set.add(one));
      }
    },
    remove: (one) => {
      for (const key of keysOf(one)) sets.get(key)?.delete(one);
    },
    of: (queue, skill) => sets.get(keyOf(queue, skill)) ?? nobody,
  };
}

/** no queue and no skill can be taken for another, whatever they are called */
const keyOf = (queue: string, skill?: string): string => (skill === undefined ? `.${queue}` : `${queue.length}.${queue}.${skill}`);
