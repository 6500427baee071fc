import { allHours, type BusinessHours } from './business-hours.js';
import type { SlaMetric, SlaPolicy } from './sla-policy.js';
import type { SlaStatus, SlaTimeline } from './sla-timeline.js';

/** How one promise stands. `met` and `missed` are over; `paused` is nobody's fault for as long as it lasts. */
export interface SlaReading {
  readonly metric: SlaMetric;
  readonly status: 'running' | 'at-risk' | 'breached' | 'paused' | 'met' | 'missed';
  readonly targetMs: number;
  /** of the hours that count */
  readonly elapsedMs: number;
  /** elapsed by target; above 1 it is broken */
  readonly share: number;
  /** when it is at risk and when it is due if nothing happens, epoch milliseconds; absent while it does not run, and where its hours never come */
  readonly riskAt?: number;
  readonly dueAt?: number;
}

/** What a reading needs beside the issue. */
export interface SlaMeasure { readonly policy: SlaPolicy; readonly metric: SlaMetric; /** business hours by name */ readonly hours: { readonly [name: string]: BusinessHours }; readonly at: number }

/**
 * How a promise to the customer stands at a moment (care-rules 3.7); `undefined` where none is made, or nothing is waited for. It is worked out from the whole story,
 * so another agreement, or another priority, counts from the beginning. Clocks of work pause while the customer is asked; those of replies begin anew with each message.
 */
export function measureSla({ policy, metric, hours, at }: SlaMeasure, timeline: SlaTimeline): SlaReading | undefined {
  const target = policy.targets[metric];
  const run = runOf(timeline, metric, at);
  if (target === undefined || run === undefined) return undefined;
  const counting = target.hours === undefined ? allHours : Object.hasOwn(hours, target.hours) ? (hours[target.hours] ?? never) : never;
  const elapsedMs = run.spans.reduce((sum, { from, until }) => sum + counting.between(from, until), 0);
  const share = elapsedMs / target.ms;
  const reading = { metric, targetMs: target.ms, elapsedMs, share };
  if (run.now === 'ended') return { ...reading, status: share > 1 ? 'missed' : 'met' };
  if (run.now === 'paused') return { ...reading, status: share > 1 ? 'breached' : 'paused' };
  const riskAt = counting.add(at, Math.max(0, policy.atRiskFrom * target.ms - elapsedMs));
  const dueAt = counting.add(at, Math.max(0, target.ms - elapsedMs));
  return { ...reading, status: share > 1 ? 'breached' : share >= policy.atRiskFrom ? 'at-risk' : 'running', ...(riskAt !== undefined && share < policy.atRiskFrom && { riskAt }), ...(dueAt !== undefined && share <= 1 && { dueAt }) };
}

/** hours that nobody has told of: the promise stands and can be seen, and no moment is made up for it */
const never: BusinessHours = { between: () => 0, add: () => undefined };

interface Run { readonly spans: readonly { readonly from: number; readonly until: number }[]; readonly now: 'running' | 'paused' | 'ended' }

function runOf(timeline: SlaTimeline, metric: SlaMetric, at: number): Run | undefined {
  switch (metric) {
    case 'first-reply': return until(timeline.createdAt, timeline.firstReplyAt, at);
    case 'next-reply': return nextReply(timeline, at);
    case 'requester-wait': return whileIn(timeline, ['new', 'open', 'on-hold'], at);
    case 'agent-work': return whileIn(timeline, ['new', 'open'], at);
  }
}

const until = (from: number, end: number | undefined, at: number): Run => ({ spans: [{ from, until: end ?? Math.max(from, at) }], now: end === undefined ? 'running' : 'ended' });

const nextReply = ({ unansweredSince, lastAnswered }: SlaTimeline, at: number): Run | undefined =>
  (unansweredSince !== undefined ? until(unansweredSince, undefined, at) : lastAnswered === undefined ? undefined : until(lastAnswered.from, lastAnswered.until, at));

function whileIn({ statuses }: SlaTimeline, counted: readonly SlaStatus[], at: number): Run {
  const spans = statuses.map(({ status, from }, index) => ({ status, from, until: statuses[index + 1]?.from ?? Math.max(from, at) }));
  const last = statuses.at(-1)?.status ?? 'new';
  return { spans: spans.filter(({ status }) => counted.includes(status)), now: last === 'solved' ? 'ended' : counted.includes(last) ? 'running' : 'paused' };
}
