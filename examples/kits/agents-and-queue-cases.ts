import { describe, it } from 'vitest';
import { createLineQueue, defineQueuePolicy } from 'throughline/desk';
import { agentsCases, createMemoryAgents, describeCases, queueCases } from 'throughline/testing';

const usual = defineQueuePolicy();
const policyOf = () => usual;

// #region cases
describeCases('our directory', await agentsCases({
  create: () => {
    const data = new Map();
    const agents = createMemoryAgents(data);
    return { agents, again: () => createMemoryAgents(data), change: async (news) => agents.change(news) };
  },
}), { describe, it });
describeCases('our queue', queueCases({ create: () => createLineQueue(policyOf) }), { describe, it });
// #endregion cases
