import type { WorkItem } from '../../model/work-item.js';
import type { QueuePolicy } from './queue-policy.js';
import { tooSilent } from './step-assist.js';
import { withoutAside } from './step-aside.js';
import type { WorkChange } from './step-work.js';

/** When a contact changes by time alone, epoch milliseconds: somebody must look at it then. `undefined` where it does not: it is over, with an agent, or in writing. */
export const wakesAt = (policy: QueuePolicy, item: WorkItem): number | undefined => dueNext(policy, item)?.at;

/** The next thing that time has done to a contact by a moment; `undefined` where it has done nothing. Ask again after it: several may be due. */
export function passTime(policy: QueuePolicy, item: WorkItem, at: number): WorkChange | undefined {
  const due = dueNext(policy, item);
  return due !== undefined && due.at <= at ? due.change : undefined;
}

interface DueChange { readonly at: number; readonly change: WorkChange }

function dueNext(policy: QueuePolicy, item: WorkItem): DueChange | undefined {
  const { life, queue } = item;
  switch (life.status) {
    case 'bot': return { at: life.until, change: { life: { status: 'waiting', kind: 'live', from: life.until }, told: [{ type: 'bot-too-long' }, { type: 'queued', queue }] } };
    case 'elsewhere': return { at: life.until, change: tooSilent(item, life) };
    case 'waiting': return life.kind === 'message' ? undefined : waitOver(policy, item, { kind: life.kind, from: life.from });
    case 'offered': return { at: life.until, change: { life: { status: 'waiting', kind: life.kind, from: life.from }, told: [{ type: 'missed', agent: life.agent }] } };
    case 'assigned': return life.aside?.status === 'asked' ? { at: life.aside.until, change: { life: withoutAside(life), told: [{ type: 'missed', agent: life.aside.agent }] } } : undefined;
    case 'scheduled': return { at: life.due, change: callbackDue(policy, life) };
    case 'wrap-up': return { at: life.until, change: { life: { status: 'ended', because: 'served' }, told: [{ type: 'wrapped-up', agent: life.agent }] } };
    case 'ended': return undefined;
  }
}

/** Another queue first, then another way; who asked to be called is written to in the end. */
function waitOver({ overflow, giveUp }: QueuePolicy, { overflowed, queue }: WorkItem, { kind, from }: { readonly kind: 'live' | 'callback'; readonly from: number }): DueChange {
  const step = overflow.find(({ to }) => to !== queue && !overflowed.includes(to));
  const givesUpAt = from + giveUp.afterMs;
  if (step !== undefined && from + step.afterMs < givesUpAt) {
    return { at: from + step.afterMs, change: { life: { status: 'waiting', kind, from }, item: { queue: step.to, overflowed: [...overflowed, queue] }, told: [{ type: 'overflowed', from: queue, to: step.to }] } };
  }
  const to = kind === 'live' ? giveUp.to : 'message';
  return { at: givesUpAt, change: { life: { status: 'waiting', kind: to, from: givesUpAt }, item: { tries: 0 }, told: [{ type: 'gave-up', to }] } };
}

/** Who promised to call is waited for a while, where they are there. */
function callbackDue({ ownCallbackMs }: QueuePolicy, { due, agent }: Extract<WorkItem['life'], { status: 'scheduled' }>): WorkChange {
  return { life: { status: 'waiting', kind: 'callback', from: due }, item: agent === undefined ? {} : { preferred: [{ agent, score: 1 }], keptUntil: due + ownCallbackMs }, told: [{ type: 'callback-due' }] };
}
