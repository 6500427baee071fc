import type { Queue } from '../../ports/queue.js';
import { createAgentPool } from '../agents/agent-pool.js';
import type { QueuePolicy } from './queue-policy.js';
import { createWaitingLine } from './waiting-line.js';

/** The queue of a desk whose host brings none: one line by urgency over all queues, and the best agent of those who may (care-rules 3.1 to 3.6). `policyOf` must give each queue the same policy each time. */
export function createLineQueue(policyOf: (queue: string) => QueuePolicy): Queue {
  const [pool, line] = [createAgentPool(), createWaitingLine(policyOf)];
  return {
    contract: 1, name: 'line',
    add: line.add, remove: line.remove, put: pool.put, drop: pool.drop,
    next: (at) => {
      const pair = line.nextPair(pool, at);
      return pair === undefined ? undefined : { item: pair.item.id, agent: pair.agent.agent.id };
    },
  };
}
