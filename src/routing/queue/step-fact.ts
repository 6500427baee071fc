import type { WorkItem } from '../../model/work-item.js';
import type { QueuePolicy } from './queue-policy.js';
import { stepAssist, takeBack } from './step-assist.js';
import { takeOver, withoutAside } from './step-aside.js';
import type { WorkChange } from './step-work.js';
import type { WorkFact, WorkRefusal } from './work-event.js';

/** What has happened to a contact, or to those who have it; `undefined` where it does not concern them. */
export function stepFact(policy: QueuePolicy, item: WorkItem, event: Exclude<WorkFact, { type: 'time' }>): WorkChange | WorkRefusal | undefined {
  const { life } = item;
  switch (event.type) {
    case 'person-asked': return life.status === 'bot' ? { life: { status: 'waiting', kind: 'live', from: event.at }, told: [{ type: 'queued', queue: item.queue }] } : 'not-now';
    case 'bot-solved': return life.status === 'bot' ? { life: { status: 'ended', because: 'solved-by-bot' }, told: [{ type: 'solved-by-bot' }] } : 'not-now';
    case 'assist-took': case 'assist-refused': case 'assist-said': case 'take-back': return stepAssist(policy, item, event);
    case 'callback-asked': return callBack(item, event);
    case 'customer-left': return left(policy, item, event.at);
    case 'agent-gone': return gone(item, event);
    default: return event satisfies never;
  }
}

/** Whoever waits on the line may ask for a call in place of it; they keep their place. */
function callBack(item: WorkItem, asked: Extract<WorkFact, { type: 'callback-asked' }>): WorkChange | WorkRefusal {
  const { life } = item;
  if (life.status !== 'elsewhere') return callLater(life, asked);
  return life.agent === undefined ? takeBack(callLater({ status: 'waiting', kind: 'live', from: life.from }, asked)) : 'not-now';
}

function callLater(life: WorkItem['life'], { due, at }: Extract<WorkFact, { type: 'callback-asked' }>): WorkChange | WorkRefusal {
  const isLive = life.status === 'bot' || ((life.status === 'waiting' || life.status === 'offered') && life.kind === 'live');
  if (!isLive) return 'not-now';
  const told: WorkChange['told'] = [{ type: 'callback-asked' }];
  if (due !== undefined) return { life: { status: 'scheduled', due }, item: { tries: 0 }, told };
  if (life.status === 'offered') return { life: { ...life, kind: 'callback' }, item: { tries: 0 }, told };
  return { life: { status: 'waiting', kind: 'callback', from: life.status === 'bot' ? at : life.from }, item: { tries: 0 }, told };
}

/** Who hangs up while nobody has answered has given up; who is to be called or written to has not. */
function left({ wrapUpMs }: QueuePolicy, { life }: WorkItem, at: number): WorkChange | WorkRefusal {
  switch (life.status) {
    case 'bot': return { life: { status: 'ended', because: 'abandoned' }, told: [{ type: 'abandoned' }] };
    case 'waiting': case 'offered': return life.kind === 'live' ? { life: { status: 'ended', because: 'abandoned' }, told: [{ type: 'abandoned' }] } : 'not-now';
    case 'assigned': return { life: { status: 'wrap-up', agent: life.agent, until: at + wrapUpMs }, told: [] };
    case 'elsewhere': return life.agent === undefined ? takeBack({ life: { status: 'ended', because: 'abandoned' }, told: [{ type: 'abandoned' }] }) : 'not-now';
    case 'scheduled': case 'wrap-up': case 'ended': return 'not-now';
  }
}

/** Nothing goes with an agent: what they had goes to whoever helped them, else back to the queue with its age; what was theirs to do, to all. */
function gone({ queue, life }: WorkItem, { agent, at }: Extract<WorkFact, { type: 'agent-gone' }>): WorkChange | undefined {
  const lost = { type: 'lost', agent } as const;
  switch (life.status) {
    case 'offered': return life.agent === agent ? { life: { status: 'waiting', kind: life.kind, from: life.from }, told: [lost] } : undefined;
    case 'assigned': {
      const { aside, kind } = life;
      if (aside?.agent === agent) return { life: withoutAside(life), told: [lost] };
      if (life.agent !== agent) return undefined;
      if (aside === undefined) return { life: { status: 'waiting', kind, from: at }, told: [lost, { type: 'queued', queue }] };
      if (aside.status === 'asked') return { life: { status: 'offered', kind, from: at, agent: aside.agent, until: aside.until }, told: [lost] };
      const taken = takeOver(life, aside, at);
      return { ...taken, told: [lost, ...taken.told] };
    }
    case 'scheduled': return life.agent === agent ? { life: { status: 'scheduled', due: life.due }, told: [lost] } : undefined;
    case 'wrap-up': return life.agent === agent ? { life: { status: 'ended', because: 'served' }, told: [lost] } : undefined;
    case 'bot': case 'elsewhere': case 'waiting': case 'ended': return undefined;
  }
}
