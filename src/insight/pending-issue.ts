import type { IssueNews, PendingIssue } from '../model/pending-issue.js';

/**
 * A customer's pending issues once one more thing is told. Who comes back with the same intent within the window, on any channel, revokes what
 * was resolved, confirmed or not (care-rules 3.11). A failure is kept as long as a success, else young failures would outnumber young successes.
 */
export function followIssue(pending: readonly PendingIssue[], news: IssueNews, { windowMs }: { readonly windowMs: number }): readonly PendingIssue[] {
  if (news.kind === 'outcome') return [...pending, { intent: news.intent, channel: news.channel, at: news.at, solved: news.outcome === 'resolved' }];
  const isRevoked = ({ intent, at, solved }: PendingIssue): boolean => solved && intent === news.intent && news.at >= at && news.at < at + windowMs;
  return pending.some(isRevoked) ? pending.map((issue) => (isRevoked(issue) ? { ...issue, solved: false } : issue)) : pending;
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
