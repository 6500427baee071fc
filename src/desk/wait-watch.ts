import type { WorkItem } from '../model/work-item.js';
import { isOnChannel, roomFor } from '../routing/agents/agent-room.js';
import { whetherThere } from '../routing/agents/check-agent.js';
import { estimateWait, type WaitEstimate } from '../routing/queue/estimate-wait.js';
import type { QueuePolicy } from '../routing/queue/queue-policy.js';
import { scoreWork } from '../routing/queue/score-work.js';
import type { WorkStep } from '../routing/queue/work-event.js';
import type { ContactBook } from './contact-book.js';

/** Somebody who would begin to wait now. */
export interface WaitAsked { readonly queue: string; readonly channel: string; /** 0 to 10; 0 where absent */ readonly priority?: number }

/** How long contacts take people here, and so how long others wait. */
export interface WaitWatch {
  note(step: WorkStep, at: number): void;
  estimate(asked: WaitAsked, at: number): WaitEstimate;
}

/** so many contacts must have been measured before they say more than what is usual */
const fewest = 10;

/** Makes one that has measured nothing yet. */
export function createWaitWatch(book: ContactBook, policyOf: (queue: string) => QueuePolicy): WaitWatch {
  const [begun, measured] = [new Map<string, number>(), new Map<string, Measured>()];
  return {
    note: ({ item, told }, at) => {
      if (told.some(({ type }) => type === 'answered') && !begun.has(item.id)) begun.set(item.id, at);
      const from = begun.get(item.id);
      if (from === undefined || item.life.status === 'assigned' || item.life.status === 'wrap-up') return;
      begun.delete(item.id);
      measured.set(item.queue, withOne(measured.get(item.queue) ?? { count: 0, meanMs: 0, squares: 0 }, at - from));
    },
    estimate: (asked, at) => {
      const there = book.agents().filter((one) => Object.hasOwn(one.agent.queues, asked.queue) && isOnChannel(one.agent.capacity, asked.channel) && whetherThere(one, at) === undefined);
      const { count, meanMs, squares } = measured.get(asked.queue) ?? { count: 0, meanMs: 0, squares: 0 };
      return estimateWait({
        ahead: aheadOf(book.all(), policyOf(asked.queue), { ...asked, at }),
        free: there.filter((one) => roomFor(one, asked.channel) === undefined).length,
        agents: there.map(({ agent }) => ({ share: 1 / Object.keys(agent.queues).length })),
        ...(count >= fewest && { handling: { meanMs, deviationMs: Math.sqrt(squares / (count - 1)) } }),
      });
    },
  };
}

interface Measured { readonly count: number; readonly meanMs: number; /** sum of squared distances from the mean */ readonly squares: number }

function withOne({ count, meanMs, squares }: Measured, ms: number): Measured {
  const mean = meanMs + (ms - meanMs) / (count + 1);
  return { count: count + 1, meanMs: mean, squares: squares + (ms - meanMs) * (ms - mean) };
}

/** Those who are as urgent, or more, and are not with anybody yet. */
function aheadOf(contacts: readonly WorkItem[], policy: QueuePolicy, { queue, priority = 0, at }: WaitAsked & { readonly at: number }): number {
  const own = scoreWork(policy, { priority, since: at }, at);
  return contacts.filter((one) => one.queue === queue && one.life.status === 'waiting' && one.life.kind !== 'message' && scoreWork(policy, one, at) >= own).length;
}
