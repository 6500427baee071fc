import type { Count } from '../fold/tally.js';
import type { Episode, Thread } from '../fold/episode.js';
import { cameBack, type Matters } from './contacts-of.js';

/**
 * What journeys did by themselves (care-rules 3.12), of conversations in which the customer was heard. `involvement`: a journey said something.
 * `containment`: of those, no person was reached or waited for; who asks for a person stays in the denominator. `good-containment`: contained, resolved,
 * and nobody came back soon. `automation`: of all, resolved by a journey alone and not revoked, which is involvement times resolution.
 */
export function observeBots(episode: Episode, matters: Matters, count: Count): void {
  for (const thread of episode.threads) {
    if (thread.contacts.some(({ kind }) => kind === 'heard')) observe(thread, { episode, matters, count });
  }
}

interface Observing { readonly episode: Episode; readonly matters: Matters; readonly count: Count }

function observe(thread: Thread, { episode: { now, rules }, matters, count }: Observing): void {
  const lastAt = thread.contacts.at(-1)?.at ?? 0;
  const isBot = thread.contacts.some(({ kind }) => kind === 'said');
  const isContained = isBot && !reachesPerson(thread);
  const isResolved = matters.ended.some((one) => one.thread === thread && one.told.outcome === 'resolved');
  const share = (metric: string, waitMs: number, isHit: boolean): void => {
    if (now <= lastAt + waitMs) return count(metric, thread.about, 'pending');
    count(metric, thread.about, 'n');
    if (isHit) count(metric, thread.about, 'hits');
  };
  const isBack = (withinMs: number): boolean => {
    const { intent } = thread.about;
    return intent !== undefined && cameBack(matters.contacts.get(intent), lastAt, lastAt + withinMs);
  };
  share('involvement', rules.threadWindowMs, isBot);
  if (isBot) {
    share('containment', rules.threadWindowMs, isContained);
    share('good-containment', Math.max(rules.threadWindowMs, rules.containedForMs), isContained && isResolved && !isBack(rules.containedForMs));
  }
  share('automation', Math.max(rules.threadWindowMs, rules.recontactMs), isContained && isResolved && !isBack(rules.recontactMs));
}

const reachesPerson = ({ items }: Thread): boolean => items.some((item) => item.kind === 'happened'
  && (item.told?.type === 'work.queued' || item.told?.type === 'work.answered' || (item.told?.type === 'contact.ended' && item.told.outcome === 'handed-off')));
