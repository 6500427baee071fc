import { minutes } from '../../model/duration.js';
import type { WorkItem } from '../../model/work-item.js';
import type { QueuePolicy } from './queue-policy.js';

/** the highest priority */
const mostPriority = 10;

type Scored = Pick<WorkItem, 'priority' | 'since' | 'promised'>;

/**
 * How urgent a contact is, in minutes (care-rules 3.6): what it has waited, what its priority is worth, and what its promise is worth once that is at
 * risk. That last part ends where the promise is broken: were it to grow on, contacts without a promise could wait for ever.
 */
export const scoreWork = ({ priorityMinutes, urgencyMinutes }: QueuePolicy, { priority, since, promised }: Scored, at: number): number =>
  priority * priorityMinutes + Math.max(0, at - since) / minutes(1) + urgencyMinutes * riskOf(promised, at);

/** Whoever comes more than so many milliseconds after another does not go before them, for an agent who may have both: so nobody waits for ever. */
export const overtakenForMs = (policies: readonly QueuePolicy[]): number =>
  minutes(policies.reduce((most, { priorityMinutes, urgencyMinutes }) => Math.max(most, mostPriority * priorityMinutes + urgencyMinutes), 0));

/** Compares two contacts by score, then by age: below 0 where the first is the one to be served. */
export function compareWork(one: Compared, other: Compared): number {
  if (one.score !== other.score) return other.score - one.score;
  return compareAge(one.item, other.item);
}
interface Compared { readonly item: WorkItem; readonly score: number }

/** Compares two contacts by age, the older one first. */
export const compareAge = (one: WorkItem, other: WorkItem): number => one.since - other.since || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);

/** How far a promise has gone from at risk to broken, 0 to 1. */
function riskOf(promised: WorkItem['promised'], at: number): number {
  if (promised === undefined || at < promised.riskAt) return 0;
  return at >= promised.dueAt ? 1 : (at - promised.riskAt) / (promised.dueAt - promised.riskAt);
}
