import type { Agents } from '../../src/ports/index.js';
import { createMemoryAgents, type AgentsUnderTest, type MemoryAgentsData } from '../../src/testing/index.js';

/** A directory of agents that breaks one clause; `fails` are the cases that must notice, and no others may. */
export interface BrokenAgents { readonly name: string; readonly fails: string; readonly create: () => AgentsUnderTest }

const breakAgents = (name: string, fails: string, members: (sound: Agents, data: MemoryAgentsData) => Partial<Agents>): BrokenAgents => ({
  name, fails,
  create: () => {
    const data: MemoryAgentsData = new Map();
    const agents = createMemoryAgents(data);
    return { agents: { ...agents, ...members(agents, data) }, again: () => { const other = createMemoryAgents(data); return { ...other, ...members(other, data) }; }, change: async (news) => agents.change(news) };
  },
});

const never = { signal: new AbortController().signal };

export const brokenAgents: readonly BrokenAgents[] = [
  breakAgents('has no name', 'AGE-01', () => ({ name: '' })),
  breakAgents('keeps no certificates', 'AGE-02 AGE-03', ({ put }) => ({ put: ({ presence, agent: { skills: _lost, ...agent } }, io) => put({ presence, agent }, io) })),
  breakAgents('keeps what was said first', 'AGE-03', ({ put }, data) => ({ put: async (one, io) => (data.has(one.agent.id) ? undefined : put(one, io)) })),
  breakAgents('forgets nobody', 'AGE-04 AGE-06', ({ put, open }) => ({ put, open, remove: async (_agent, { signal }) => { signal.throwIfAborted(); } })),
  breakAgents('fails where there is nobody to remove', 'AGE-04', ({ remove }, data) => ({ remove: async (agent, io) => { io.signal.throwIfAborted(); if (!data.has(agent)) throw new Error('nobody'); await remove(agent, io); } })),
  breakAgents('tells of the first hundred', 'AGE-05', ({ open }) => ({ open: (hear, io) => open((news) => hear(news.slice(0, 100)), io) })),
  breakAgents('settles before it has told', 'AGE-02 AGE-03 AGE-04 AGE-05 AGE-06 AGE-07', ({ open }) => ({ open: (hear, io) => open((news) => { setTimeout(() => hear(news), 1); }, io) })),
  breakAgents('takes big letters for small ones', 'AGE-06', ({ put }) => ({ put: (one, io) => put({ ...one, agent: { ...one.agent, id: one.agent.id.toLowerCase() } }, io) })),
  breakAgents('does not tell that an agent is no more', 'AGE-07', ({ open }) => ({ open: (hear, io) => open((news) => hear(news.filter((one) => !('gone' in one))), io) })),
  breakAgents('goes on telling once it is closed', 'AGE-08 AGE-09', () => ({ close: async () => {} })),
  breakAgents('takes what comes after it was closed', 'AGE-09', ({ close }, data) => {
    let isClosed = false;
    return { close: async () => { isClosed = true; await close(); }, put: async (one, { signal }) => { signal.throwIfAborted(); void isClosed; data.set(one.agent.id, one); } };
  }),
  breakAgents('puts though it was given up', 'AGE-10', ({ put }) => ({ put: (one) => put(one, never) })),
];
