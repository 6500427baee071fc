import type { Aside, WorkLife } from '../../model/work-item.js';
import type { QueuePolicy } from './queue-policy.js';
import type { WorkChange } from './step-work.js';
import type { WorkCommand, WorkRefusal } from './work-event.js';

type Assigned = Extract<WorkLife, { status: 'assigned' }>;

/** What befalls a contact that one agent has and another is asked to (care-rules 2.4): the first keeps it until the second has taken it. */
export function stepAside(policy: QueuePolicy, life: Assigned, event: WorkCommand): WorkChange | WorkRefusal {
  const { aside } = life;
  if (event.type === 'transfer') return ask(policy, life, event);
  if (aside === undefined) return 'not-now';
  switch (event.type) {
    case 'accept': return mayAnswer(aside, event) ?? join(life, aside, event.at);
    case 'reject': return mayAnswer(aside, event) ?? { life: withoutAside(life), told: [{ type: 'refused', agent: aside.agent }] };
    case 'confer': return event.agent !== life.agent ? 'not-yours' : aside.status === 'joined' ? { life: { ...life, aside: { ...aside, status: 'conference' } }, told: [] } : 'not-now';
    case 'complete': return event.agent !== life.agent ? 'not-yours' : aside.status === 'asked' ? 'not-now' : takeOver(life, aside, event.at);
    case 'call-off': return [life.agent, aside.agent].includes(event.agent) ? { life: withoutAside(life), told: [] } : 'not-yours';
    default: return 'not-now';
  }
}

/** The second agent has it now. */
export const takeOver = ({ kind }: Assigned, { agent }: Aside, at: number): WorkChange =>
  ({ life: { status: 'assigned', kind, from: at, agent }, told: [{ type: 'transferred', to: agent }, { type: 'answered', agent }] });

export function withoutAside({ aside: _over, ...life }: Assigned): Assigned {
  return life;
}

function ask({ match }: QueuePolicy, life: Assigned, event: Extract<WorkCommand, { type: 'transfer' }>): WorkChange | WorkRefusal {
  if (event.agent !== life.agent) return 'not-yours';
  if (life.aside !== undefined || event.to === life.agent) return 'not-now';
  return { life: { ...life, aside: { agent: event.to, transfer: event.transfer, status: 'asked', until: event.at + match.offerMs } }, told: [{ type: 'offered', agent: event.to }] };
}

function mayAnswer({ agent, status }: Aside, event: WorkCommand): WorkRefusal | undefined {
  if (agent !== event.agent) return 'not-yours';
  return status === 'asked' ? undefined : 'not-now';
}

const join = (life: Assigned, aside: Aside, at: number): WorkChange =>
  (aside.transfer === 'cold' ? takeOver(life, aside, at) : { life: { ...life, aside: { ...aside, status: 'joined' } }, told: [{ type: 'joined', agent: aside.agent }] });
