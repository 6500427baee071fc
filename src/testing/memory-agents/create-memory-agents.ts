import { JourneyError } from '../../errors/index.js';
import type { AgentNews, Agents, KnownAgent } from '../../ports/index.js';

/** A directory of agents in memory, for tests and examples. */
export interface MemoryAgents extends Agents {
  /** everybody it knows */
  known(): readonly KnownAgent[];
  /** somebody else changes it, such as a system for planning shifts; who has opened it hears so */
  change(news: AgentNews): void;
}

/** What a directory in memory keeps; several may stand over the same, as after a restart. */
export type MemoryAgentsData = Map<string, KnownAgent>;

/** Makes a directory over data of its own, or of another. */
export function createMemoryAgents(data: MemoryAgentsData = new Map()): MemoryAgents {
  let hear: ((news: readonly AgentNews[]) => void) | undefined;
  let isClosed = false;
  const enter = (signal: AbortSignal): void => {
    signal.throwIfAborted();
    if (isClosed) throw new JourneyError('Closed', 'The memory directory is closed.', {});
  };
  const keep = (news: AgentNews): void => {
    if ('gone' in news) data.delete(news.gone);
    else data.set(news.agent.id, structuredClone(news));
  };
  return {
    contract: 1, name: 'memory',
    open: async (to, { signal }) => {
      enter(signal);
      hear = to;
      to([...data.values()]);
    },
    put: async (one, { signal }) => {
      enter(signal);
      keep(one);
    },
    remove: async (agent, { signal }) => {
      enter(signal);
      keep({ gone: agent });
    },
    close: async () => {
      isClosed = true;
      hear = undefined;
    },
    known: () => [...data.values()],
    change: (news) => {
      keep(news);
      hear?.([news]);
    },
  };
}
