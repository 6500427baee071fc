import { days } from '../../model/duration.js';
import { dayOf } from '../day-of.js';
import type { InsightDefinition } from '../define-insight.js';
import type { Count } from '../fold/tally.js';
import type { LogItem } from '../log/log-item.js';

/** From when to when a customer was heard, and when they left; epoch milliseconds. */
export interface Span { readonly first: number; readonly last: number; readonly channel: string; readonly leftAt?: number }

/** What an item says of how long its customer is here; `undefined` where it says nothing. */
export function spanOf(item: LogItem): Span | undefined {
  if (item.kind === 'heard') return { first: item.at, last: item.at, channel: item.channel };
  if (item.kind !== 'happened' || item.told?.type !== 'customer.left') return undefined;
  return { first: item.at, last: item.at, channel: '', leftAt: item.at };
}

/** One span of two, from the earlier beginning to the later end; the same in any order. */
export function joinSpans(one: Span | undefined, other: Span): Span {
  if (one === undefined) return other;
  const isEarlier = one.first < other.first || (one.first === other.first && one.channel >= other.channel);
  const leftAt = Math.min(one.leftAt ?? Infinity, other.leftAt ?? Infinity);
  return { first: Math.min(one.first, other.first), last: Math.max(one.last, other.last), channel: isEarlier ? one.channel : other.channel, ...(leftAt < Infinity && { leftAt }) };
}

const week = days(7);

/**
 * How long customers stay, in whole weeks from when they were first heard: `lost.<weeks>` of those who left, or have been silent for `lostAfterMs`, which is
 * when they are lost; `kept.<weeks>` of those who are still there, of whom no more is known.
 */
export function observeSpan({ first, last, channel, leftAt }: Span, { now, rules: { lostAfterMs }, segment }: { readonly now: number; readonly rules: InsightDefinition; readonly segment: string | undefined }, count: Count): void {
  const lostAt = Math.min(leftAt ?? Infinity, last + lostAfterMs);
  const isLost = lostAt <= now;
  const weeks = Math.floor(Math.max(0, (isLost ? lostAt : now) - first) / week);
  count('retention', { day: dayOf(first), segment, channel: channel === '' ? undefined : channel }, `${isLost ? 'lost' : 'kept'}.${weeks}`);
}
