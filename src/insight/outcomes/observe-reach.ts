import { dayOf } from '../day-of.js';
import { aboutWith, type Count } from '../fold/tally.js';
import type { Episode, Thread } from '../fold/episode.js';

/**
 * `delivery`, by channel: messages, and of them those of which it was told that they failed. `engagement`: messages that were followed by the customer within a time, before the next message; with what providers told of them.
 * `deflection` (care-rules 3.12): visits to help that no contact followed. Who would have called anyway is not known from this: that takes an experiment.
 */
export function observeReach(episode: Episode, count: Count): void {
  const failed = failedOf(episode);
  for (const thread of episode.threads) {
    engagement(thread, episode, count);
    delivery(thread, failed, count);
  }
  for (const { item } of episode.seen) {
    if (item.kind === 'delivered' || item.kind === 'opened' || item.kind === 'clicked' || item.kind === 'failed') count('engagement', { day: dayOf(item.at), channel: item.what, segment: episode.segment }, item.kind);
  }
  deflection(episode, count);
}

/** What arrived in the end did not fail. */
function failedOf({ seen }: Episode): ReadonlySet<string> {
  const failed = new Set<string>();
  for (const { item } of seen) if (item.kind === 'failed' && item.key !== undefined) failed.add(item.key);
  if (failed.size > 0) for (const { item } of seen) if ((item.kind === 'delivered' || item.kind === 'opened' || item.kind === 'clicked') && item.key !== undefined) failed.delete(item.key);
  return failed;
}

function delivery({ contacts, about }: Thread, failed: ReadonlySet<string>, count: Count): void {
  for (const { kind, at, channel, key } of contacts) {
    if (kind !== 'said') continue;
    const of = aboutWith(about, { day: dayOf(at), channel });
    count('delivery', of, 'n');
    if (key !== undefined && failed.has(key)) count('delivery', of, 'hits');
  }
}

function engagement({ contacts, about }: Thread, { now, rules }: Episode, count: Count): void {
  contacts.forEach(({ kind, at, channel }, index) => {
    if (kind !== 'said') return;
    const of = aboutWith(about, { day: dayOf(at), channel });
    if (now <= at + rules.replyWithinMs) return count('engagement', of, 'pending');
    const next = contacts[index + 1];
    count('engagement', of, 'n');
    if (next?.kind === 'heard' && next.at <= at + rules.replyWithinMs) count('engagement', of, 'hits');
  });
}

/** Views of one visit are one look for help. */
function deflection({ seen, segment, now, rules }: Episode, count: Count): void {
  let visitUntil = -Infinity;
  for (const { item } of seen) {
    const { at } = item;
    if (item.kind !== 'viewed' || !rules.helpEvents.includes(item.what) || at <= visitUntil) continue;
    visitUntil = at + rules.deflectionMs;
    const about = { day: dayOf(at), segment };
    if (now <= visitUntil) {
      count('deflection', about, 'pending');
      continue;
    }
    const until = visitUntil;
    count('deflection', about, 'n');
    if (!seen.some((one) => one.item.kind === 'heard' && one.item.at >= at && one.item.at <= until)) count('deflection', about, 'hits');
  }
}
