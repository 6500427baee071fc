import type { Count } from '../fold/tally.js';
import type { Episode, Thread } from '../fold/episode.js';
import { countTime } from './count-time.js';

/**
 * How long customers wait for words (care-rules 3.7). `first-response`: from when the customer is first heard in a conversation to the first
 * message after it, a journey's or a person's, that is more than an acknowledgement. `next-reply`: the same from the oldest message that no reply has
 * followed, each time but the first. `first-person`: from the first contact to a person who takes it. What was not answered by the end of the
 * conversation never will be.
 */
export function observeReplies(episode: Episode, count: Count): void {
  for (const thread of episode.threads) {
    replies(thread, episode, count);
    firstPerson(thread, count);
  }
}

function replies({ contacts, about }: Thread, { now, rules }: Episode, count: Count): void {
  let metric = 'first-response';
  let waitsSince: number | undefined;
  let lastAt = 0;
  for (const { kind, at, acknowledgement } of contacts) {
    lastAt = at;
    if (kind === 'heard') waitsSince ??= at;
    if (kind !== 'said' || acknowledgement === true || waitsSince === undefined) continue;
    countTime(count, { metric, about }, at - waitsSince);
    [metric, waitsSince] = ['next-reply', undefined];
  }
  if (waitsSince !== undefined) count(metric, about, now > lastAt + rules.threadWindowMs ? 'unanswered' : 'pending');
}

function firstPerson({ contacts, items, about }: Thread, count: Count): void {
  const heard = contacts.find(({ kind }) => kind === 'heard');
  const answered = heard && items.find((item) => item.at >= heard.at && item.kind === 'happened' && item.told?.type === 'work.answered');
  if (heard !== undefined && answered !== undefined) countTime(count, { metric: 'first-person', about }, answered.at - heard.at);
}
