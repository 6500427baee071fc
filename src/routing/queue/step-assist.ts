import { isSaidAfter, type AssistSaid } from '../../model/assist-said.js';
import type { WorkItem, WorkLife } from '../../model/work-item.js';
import type { QueuePolicy } from './queue-policy.js';
import type { WorkChange } from './step-work.js';
import type { WorkFact, WorkRefusal, WorkTold } from './work-event.js';

type Elsewhere = Extract<WorkLife, { status: 'elsewhere' }>;
type AssistFact = Extract<WorkFact, { type: 'assist-took' | 'assist-refused' | 'assist-said' | 'take-back' }>;

/** A contact that is to go to a router elsewhere, or `undefined` where the queue keeps its contacts. */
export const startElsewhere = ({ assist }: QueuePolicy, item: WorkItem, at: number): WorkItem | undefined =>
  (assist === undefined ? undefined : { ...item, life: { status: 'elsewhere', stage: 'asked', from: at, until: at + assist.takeMs } });

/**
 * What befalls a contact that a router elsewhere has. Whatever way the things it says come, late, twice or in disorder, they come to the same; once it was taken back it
 * stays so, or two people would have the customer.
 */
export function stepAssist(policy: QueuePolicy, { queue, life }: WorkItem, event: AssistFact): WorkChange | WorkRefusal | undefined {
  if (life.status !== 'elsewhere') return 'not-now';
  switch (event.type) {
    case 'assist-took': return life.stage === 'asked' ? { life: { ...life, stage: 'created', until: untilOf(policy, 'created', event.at) }, told: [] } : undefined;
    case 'assist-refused': return ownLine(queue, event.at, ['assist-failed']);
    case 'take-back': return ownLine(queue, event.at, ['taken-back']);
    case 'assist-said': return hear(policy, { queue, life }, event);
    default: return event satisfies never;
  }
}

/** What comes of a router that says nothing any more: what was wrapped up is over, and all else somebody here must see to. */
export function tooSilent({ queue }: WorkItem, { stage, agent, until }: Elsewhere): WorkChange {
  return stage === 'wrapped-up' ? ended('served', agent) : ownLine(queue, until, ['assist-silent', 'taken-back']);
}

/** The same change of a contact that is with a router elsewhere, which must let go of it. */
export const takeBack = (change: WorkChange | WorkRefusal): WorkChange | WorkRefusal =>
  (typeof change === 'string' ? change : { ...change, item: { ...change.item, takenBack: true }, told: [...change.told, { type: 'taken-back' }] });

/** Somebody here has to see to the customer; the contact keeps its age. */
const ownLine = (queue: string, at: number, why: readonly ('assist-failed' | 'assist-silent' | 'taken-back')[]): WorkChange =>
  ({ life: { status: 'waiting', kind: 'live', from: at }, item: { takenBack: true }, told: [...why.map((type) => ({ type })), { type: 'queued', queue }] });

const ended = (because: 'served' | 'abandoned', agent = 'somebody'): WorkChange =>
  ({ life: { status: 'ended', because }, told: [because === 'served' ? { type: 'wrapped-up', agent } : { type: 'abandoned' }] });

function hear(policy: QueuePolicy, { queue, life }: { readonly queue: string; readonly life: Elsewhere }, { said, at }: Extract<AssistFact, { type: 'assist-said' }>): WorkChange | undefined {
  // an end is one whenever it is heard
  if (said.type === 'closed') return ended(said.because, said.agent ?? life.agent);
  if (said.type === 'failed') return ownLine(queue, at, ['assist-failed']);
  if (life.heard !== undefined && !isSaidAfter(said, life.heard)) return undefined;
  const { stage, agent } = whereIs(said);
  const { agent: before, ...rest } = life;
  return {
    life: { ...rest, stage, ...(agent !== undefined && { agent }), heard: { order: said.order, type: said.type, id: said.id }, until: untilOf(policy, stage, at) },
    told: toldOf(said, { queue, before, after: agent }),
  };
}

function whereIs(said: Exclude<AssistSaid, { type: 'closed' | 'failed' }>): { readonly stage: Elsewhere['stage']; readonly agent?: string } {
  switch (said.type) {
    case 'created': case 'queued': case 'offered': return { stage: said.type };
    case 'accepted': case 'wrapped-up': return { stage: said.type, agent: said.agent };
    case 'transferred': return 'agent' in said.to ? { stage: 'accepted', agent: said.to.agent } : { stage: 'queued' };
    default: return said satisfies never;
  }
}

interface Change { readonly queue: string; readonly before: string | undefined; readonly after: string | undefined }

function toldOf(said: AssistSaid, { queue, before, after }: Change): readonly WorkTold[] {
  if (said.type === 'offered') return [...lostBy(before, queue), { type: 'offered', agent: said.agent }];
  if (after === before) return [];
  if (after === undefined) return lostBy(before, queue);
  return [...(before === undefined ? [] : [{ type: 'transferred', to: after } as const]), { type: 'answered', agent: after }];
}

/** Who had it has it no more: the customer waits again. */
const lostBy = (agent: string | undefined, queue: string): readonly WorkTold[] => (agent === undefined ? [] : [{ type: 'lost', agent }, { type: 'queued', queue }]);

const untilOf = ({ assist, wrapUpMs }: QueuePolicy, stage: Elsewhere['stage'], at: number): number =>
  at + (stage === 'wrapped-up' ? wrapUpMs : stage === 'accepted' ? (assist?.helpMs ?? 0) : (assist?.answerMs ?? 0));
