import type { IssueNews, PendingIssue } from '../model/pending-issue.js';

/** What belongs together, milliseconds: an intent that comes back within `windowMs` was not solved, and on the same channel within `sameContactMs` it is still the same contact. */
export interface RecontactRule { readonly windowMs: number; readonly sameContactMs: number }

/**
 * A customer's pending issues once one more thing is told. Another contact with the same intent within the window, on any channel, revokes what was
 * resolved, confirmed or not, whether it is heard of as it begins or as it ends (care-rules 3.11). Of one contact that was said to have ended several
 * times the last word stands. A failure is kept as long as a success, else young failures would outnumber young successes.
 */
export function followIssue(pending: readonly PendingIssue[], news: IssueNews, rule: RecontactRule): readonly PendingIssue[] {
  const last = pending.findLast(({ intent }) => intent === news.intent);
  const goesOn = last !== undefined && isSameContact(last, news, rule);
  if (news.kind === 'contact') return goesOn ? pending : cameBack(pending, news, rule);
  const before = goesOn ? pending.filter((issue) => issue !== last) : cameBack(pending, news, rule);
  return [...before, { intent: news.intent, channel: news.channel, at: news.at, solved: news.outcome === 'resolved' }];
}

/** On another channel it is another contact however soon it comes; where no channel is known, time alone tells. */
function isSameContact(last: PendingIssue, { channel = last.channel, at }: IssueNews, { windowMs, sameContactMs }: RecontactRule): boolean {
  return last.cameBack !== true && channel === last.channel && at >= last.at && at < last.at + Math.min(windowMs, sameContactMs);
}

function cameBack(pending: readonly PendingIssue[], news: IssueNews, { windowMs }: RecontactRule): readonly PendingIssue[] {
  const isMeant = ({ intent, at, ...issue }: PendingIssue): boolean => intent === news.intent && issue.cameBack !== true && news.at >= at && news.at < at + windowMs;
  return pending.some(isMeant) ? pending.map((issue) => (isMeant(issue) ? { ...issue, solved: false, cameBack: true } : issue)) : pending;
}

/** Divides a customer's issues at a moment into those that can be counted now and those that are still pending; when the next one can be, `nextAt`, epoch milliseconds. */
export function settleIssues(pending: readonly PendingIssue[], now: number, { windowMs }: { readonly windowMs: number }): { readonly settled: readonly PendingIssue[]; readonly pending: readonly PendingIssue[]; readonly nextAt?: number } {
  const isOver = ({ at }: PendingIssue): boolean => now >= at + windowMs;
  const kept = pending.filter((issue) => !isOver(issue));
  return {
    settled: pending.filter(isOver),
    pending: kept.length === pending.length ? pending : kept,
    ...(kept.length > 0 && { nextAt: Math.min(...kept.map(({ at }) => at)) + windowMs }),
  };
}
