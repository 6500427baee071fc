import type { WorkItem, WorkLife } from '../../model/work-item.js';
import { passTime } from './pass-time.js';
import type { QueuePolicy } from './queue-policy.js';
import { stepAside } from './step-aside.js';
import { stepFact } from './step-fact.js';
import type { WorkCommand, WorkEvent, WorkRefusal, WorkStep, WorkTold } from './work-event.js';

/** What one thing changes: another life, perhaps more, and what is told of it. */
export interface WorkChange { readonly life: WorkLife; readonly item?: Partial<Omit<WorkItem, 'id' | 'turn' | 'life'>>; readonly told: readonly WorkTold[] }

/**
 * One thing that befalls a contact, from the moment it waits for a person to its end (care-rules 2.4, 3.10): who has it then, and what is told. At every
 * moment one owner sees to the customer, and no sequence of things leaves the customer with none. What is refused changes nothing.
 */
export function stepWork(policy: QueuePolicy, item: WorkItem, event: WorkEvent): WorkStep {
  const change = isCommand(event) ? command(policy, item, event) : event.type === 'time' ? passTime(policy, item, event.at) : stepFact(policy, item, event);
  if (change === undefined) return { item, told: [] };
  if (typeof change === 'string') return { item, told: [], refused: change };
  // what a router elsewhere says comes in any order, and must come to the same
  const isAnswered = item.life.status !== 'elsewhere' && change.told.some(({ type }) => type === 'answered');
  return { item: { ...item, ...change.item, ...(isAnswered && { answered: true }), turn: item.turn + 1, life: change.life }, told: change.told };
}

const isCommand = (event: WorkEvent): event is WorkCommand => 'turn' in event;

function command(policy: QueuePolicy, item: WorkItem, event: WorkCommand): WorkChange | WorkRefusal {
  if (event.turn !== item.turn) return 'stale';
  switch (event.type) {
    case 'offer': return offer(policy, item, event);
    case 'accept': case 'reject': return item.life.status === 'assigned' ? stepAside(policy, item.life, event) : answerOffer(item, event);
    case 'transfer': case 'confer': case 'complete': case 'call-off': return item.life.status === 'assigned' ? stepAside(policy, item.life, event) : 'not-now';
    case 'wrapped': return item.life.status !== 'wrap-up' ? 'not-now' : item.life.agent === event.agent ? served(event.agent) : 'not-yours';
    default: return item.life.status !== 'assigned' ? 'not-now' : item.life.agent === event.agent ? letGo(policy, { item, life: item.life }, event) : 'not-yours';
  }
}

function offer({ match }: QueuePolicy, { life }: WorkItem, { agent, at }: WorkCommand): WorkChange | WorkRefusal {
  if (life.status !== 'waiting') return 'not-now';
  return { life: { ...life, status: 'offered', agent, until: at + match.offerMs }, told: [{ type: 'offered', agent }] };
}

/** how many refusals are kept in mind */
const refusalsKept = 20;

function answerOffer({ life, refused = [] }: WorkItem, { type, agent, at }: WorkCommand): WorkChange | WorkRefusal {
  if (life.status !== 'offered') return 'not-now';
  if (life.agent !== agent) return 'not-yours';
  const { kind, from } = life;
  if (type === 'accept') return { life: { status: 'assigned', kind, from: at, agent }, told: [{ type: 'answered', agent }] };
  const others = refused.filter((one) => one.agent !== agent);
  return { life: { status: 'waiting', kind, from }, item: { refused: [...others, { agent, at }].slice(-refusalsKept) }, told: [{ type: 'refused', agent }] };
}

const served = (agent: string): WorkChange => ({ life: { status: 'ended', because: 'served' }, told: [{ type: 'wrapped-up', agent }] });

interface Held { readonly item: WorkItem; readonly life: Extract<WorkLife, { status: 'assigned' }> }

/** The agent ends the contact, or leaves it to somebody else for good. */
function letGo(policy: QueuePolicy, { item, life }: Held, event: WorkCommand): WorkChange | WorkRefusal {
  const { agent, at } = event;
  switch (event.type) {
    case 'finish': return { life: { status: 'wrap-up', agent, until: at + policy.wrapUpMs }, told: [] };
    case 'move': return { life: { status: 'waiting', kind: life.kind, from: at }, item: { queue: event.queue, overflowed: [], ...(event.skills !== undefined && { skills: event.skills }) }, told: [{ type: 'transferred', to: event.queue }, { type: 'queued', queue: event.queue }] };
    case 'hand-back': return life.kind !== 'live' ? 'not-now' : { life: { status: 'bot', until: at + policy.botMs, ...(event.resume !== undefined && { resume: event.resume }) }, told: [{ type: 'handed-back' }] };
    case 'promise-callback': return { life: { status: 'scheduled', due: event.due, ...(event.mine && { agent }) }, item: { tries: 0 }, told: [{ type: 'callback-asked' }] };
    case 'not-reached': return life.kind === 'callback' ? notReached(policy, item, event) : 'not-now';
    default: return 'not-now';
  }
}

/** Who cannot be reached is called again, and in the end written to. */
function notReached({ callbackTries, callbackAgainMs }: QueuePolicy, item: WorkItem, { agent, at }: WorkCommand): WorkChange {
  const tries = item.tries + 1;
  if (tries >= callbackTries) return { life: { status: 'waiting', kind: 'message', from: at }, item: { tries }, told: [{ type: 'gave-up', to: 'message' }] };
  return { life: { status: 'scheduled', due: at + callbackAgainMs, agent }, item: { tries }, told: [{ type: 'callback-asked' }] };
}
