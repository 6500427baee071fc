import { describe, it } from 'vitest';
import { createOrchestrator } from 'throughline';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { createDesk, createLineQueue, defineQueuePolicy } from 'throughline/desk';
import type { Store } from 'throughline/ports';
import { agentsCases, createMemoryAgents, createMemoryData, createMemoryStore, createTestClock, describeCases, queueCases, type AgentsUnderTest } from 'throughline/testing';
import { insideOf } from '../../src/orchestrator/inside.js';
import { createKeptAgents } from '../../src/desk/kept-agents.js';

/** What a desk keeps of agents beside the contacts, over a store. */
async function kept(store: Store): Promise<AgentsUnderTest> {
  const host = createOrchestrator({ store, clock: createTestClock(), journeys: [createDesk().journey] });
  await host.start();
  return { agents: createKeptAgents(insideOf(host)), again: () => createKeptAgents(insideOf(host)), end: () => host.close() };
}

const usual = defineQueuePolicy();
const memory = (): AgentsUnderTest => {
  const data = new Map();
  const agents = createMemoryAgents(data);
  return { agents, again: () => createMemoryAgents(data), change: async (news) => agents.change(news) };
};

describeCases('agents in memory', await agentsCases({ create: memory }), { describe, it });
describeCases('agents that a desk keeps, in memory', await agentsCases({ create: () => kept(createMemoryStore({ clock: createTestClock(), data: createMemoryData() })) }), { describe, it });
describeCases('agents that a desk keeps, in a file', await agentsCases({ create: () => kept(createSqliteStore({ file: ':memory:', durable: 'no' })) }), { describe, it });
describeCases('the line of a desk', queueCases({ create: () => createLineQueue(() => usual) }), { describe, it });
