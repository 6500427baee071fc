import { dayOf } from '../day-of.js';
import { aboutWith, type About, type Count } from '../fold/tally.js';
import type { Episode } from '../fold/episode.js';
import { countTime } from '../times/count-time.js';
import type { Ended, IntentContact, Matters } from './contacts-of.js';

/**
 * One issue is one customer's one intent, until they have been silent about it for the window. `fcr`: the first contact was the last (care-rules
 * 3.11); issues younger than the window are pending, the failed ones too, else young failures would outnumber young successes. `repeat-contact`: contacts
 * that came back. Times to the first resolution, and to the one after which nobody came back.
 */
export function observeIssues(episode: Episode, { contacts, ended }: Matters, count: Count): void {
  for (const [intent, all] of contacts) {
    const issues = issuesOf(all, episode.rules.recontactMs);
    issues.forEach((issue, index) => {
      const until = issues[index + 1]?.[0]?.at ?? Infinity;
      const [first] = issue;
      if (first === undefined) return;
      const about = aboutWith(first.thread.about, { day: dayOf(first.at), intent, channel: first.channel });
      const resolved = ended.filter((one) => one.intent === intent && one.told.outcome === 'resolved' && one.at >= first.at && one.at < until);
      solvedAtOnce(issue, { about, episode, count });
      timeToResolution(issue, resolved, { about, episode, count });
    });
  }
}

interface Counting { readonly about: About; readonly episode: Episode; readonly count: Count }

function issuesOf(contacts: readonly IntentContact[], windowMs: number): readonly (readonly IntentContact[])[] {
  const issues: IntentContact[][] = [];
  for (const contact of contacts) {
    const last = issues.at(-1)?.at(-1);
    if (last !== undefined && contact.at < last.endAt + windowMs) issues.at(-1)?.push(contact);
    else issues.push([contact]);
  }
  return issues;
}

function solvedAtOnce([first, ...repeats]: readonly IntentContact[], { about, episode: { now, rules }, count }: Counting): void {
  if (first === undefined) return;
  const of = ({ at, channel }: IntentContact): About => aboutWith(about, { day: dayOf(at), channel });
  for (const one of [first, ...repeats]) count('repeat-contact', of(one), 'n');
  for (const one of repeats) count('repeat-contact', of(one), 'hits');
  if (now < first.endAt + rules.recontactMs) return count('fcr', about, 'pending');
  count('fcr', about, 'n');
  if (repeats.length === 0) count('fcr', about, 'hits');
}

function timeToResolution(issue: readonly IntentContact[], resolved: readonly Ended[], { about, episode: { now, rules }, count }: Counting): void {
  const [first, last] = [issue[0], issue.at(-1)];
  if (first === undefined || last === undefined) return;
  const isOver = now >= Math.max(last.endAt, resolved.at(-1)?.at ?? 0) + rules.recontactMs;
  const [early, late] = [resolved[0], resolved.at(-1)];
  if (early === undefined || late === undefined) {
    for (const metric of ['time-to-first-resolution', 'time-to-resolution']) count(metric, about, isOver ? 'unanswered' : 'pending');
    return;
  }
  countTime(count, { metric: 'time-to-first-resolution', about }, early.at - first.at);
  if (!isOver) return count('time-to-resolution', about, 'pending');
  // came back and was not helped again
  if (last.at > late.at) return count('time-to-resolution', about, 'unanswered');
  countTime(count, { metric: 'time-to-resolution', about }, late.at - first.at);
  if (issue.some(({ at }) => at > early.at)) count('time-to-resolution', about, 'reopened');
}
