import { z } from 'zod';
import { issueOutcomes } from '../../model/pending-issue.js';

/** names of cells are told apart by what no name has */
const name = z.string().min(1).max(255).regex(/^[^\0]*$/);
const ms = z.int().min(0);

/**
 * What the log does not hold by itself, as events that hosts, surveys (which are journeys) and agents' desks bring: the shape of each one's data, for
 * a journey's `events`. Nothing in them is required that is not needed to count. Bring them without `via`, else they count as contacts of the customer.
 */
export const serviceEvents = {
  /** a contact waits for a person; `item` is the same in all that is told of it */
  'work.queued': z.object({ item: name, queue: name.optional() }),
  /** a person took it */
  'work.answered': z.object({ item: name, agent: name }),
  /** an agent was offered it and did not answer; each time it happens (care-rules 3.9) */
  'work.missed': z.object({ item: name, agent: name }),
  /** the customer gave up waiting */
  'work.abandoned': z.object({ item: name }),
  /** the customer asked to be called back rather than to wait */
  'work.callback-asked': z.object({ item: name }),
  /** it left the queue to go elsewhere, as to voicemail or another site */
  'work.flowed-out': z.object({ item: name }),
  /** one person gave it to another, or to a queue */
  'work.transferred': z.object({ item: name, to: name.optional() }),
  /** the person is done with it, wrap-up included */
  'work.ended': z.object({ item: name, agent: name, talkMs: ms.optional(), holdMs: ms.optional(), wrapUpMs: ms.optional() }),
  /** a stretch of an agent's time, about the agent (`who: ['agent:7']`); unit times where contacts are held side by side */
  'agent.worked': z.object({ agent: name, onContactMs: ms, idleMs: ms, usedUnitMs: ms.optional(), availableUnitMs: ms.optional() }),
  /** how a contact ended; `confirmed` by the customer, `cost` in the smallest unit of your money; intent and channel are the conversation's where absent */
  'contact.ended': z.object({ outcome: z.enum(issueOutcomes), confirmed: z.boolean().optional(), intent: name.optional(), channel: name.optional(), cost: z.int().min(0).optional() }),
  /** the customer had to do something again: `repeat` what was told before, or prove who they are */
  'effort.noted': z.object({ what: z.enum(['repeat', 'authentication']) }),
  /** a survey was put to the customer; `survey` names this one asking */
  'survey.asked': z.object({ survey: name, kind: z.enum(['csat', 'nps', 'ces']) }),
  /** its answer as it came: what is no rating of its kind is counted as such */
  'survey.answered': z.object({ survey: name, kind: z.enum(['csat', 'nps', 'ces']), rating: z.number() }),
  /** the customer is no customer any more */
  'customer.left': z.object({ reason: name.optional() }),
} as const;

/** The type of one service event. */
export type ServiceEventType = keyof typeof serviceEvents;
/** One service event as it was read: its type and its data. */
export type ServiceEvent = Readonly<z.output<typeof serviceEvent>>;

/** Reads an event's data; `undefined` for any other type, `unreadable` where the data has not the type's shape. */
export function readServiceEvent(type: string, data: unknown): ServiceEvent | 'unreadable' | undefined {
  if (!Object.hasOwn(serviceEvents, type)) return undefined;
  const read = serviceEvent.safeParse({ ...(typeof data === 'object' && data), type });
  return read.success ? read.data : 'unreadable';
}

const serviceEvent = z.discriminatedUnion('type', [
  serviceEvents['work.queued'].extend({ type: z.literal('work.queued') }),
  serviceEvents['work.answered'].extend({ type: z.literal('work.answered') }),
  serviceEvents['work.missed'].extend({ type: z.literal('work.missed') }),
  serviceEvents['work.abandoned'].extend({ type: z.literal('work.abandoned') }),
  serviceEvents['work.callback-asked'].extend({ type: z.literal('work.callback-asked') }),
  serviceEvents['work.flowed-out'].extend({ type: z.literal('work.flowed-out') }),
  serviceEvents['work.transferred'].extend({ type: z.literal('work.transferred') }),
  serviceEvents['work.ended'].extend({ type: z.literal('work.ended') }),
  serviceEvents['agent.worked'].extend({ type: z.literal('agent.worked') }),
  serviceEvents['contact.ended'].extend({ type: z.literal('contact.ended') }),
  serviceEvents['effort.noted'].extend({ type: z.literal('effort.noted') }),
  serviceEvents['survey.asked'].extend({ type: z.literal('survey.asked') }),
  serviceEvents['survey.answered'].extend({ type: z.literal('survey.answered') }),
  serviceEvents['customer.left'].extend({ type: z.literal('customer.left') }),
]);
