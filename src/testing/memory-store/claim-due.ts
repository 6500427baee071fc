import type { Claimed, DueEffect, DueTimer } from '../../ports/store.js';
import type { DueQueue, Waiting } from './due-queue.js';
import type { MemoryData } from './memory-data.js';

/** What a claim asks of either kind. */
export interface ClaimQuery { readonly kind: 'timer' | 'effect'; readonly limit: number; readonly leaseMs: number; /** of who asks */ readonly epoch: number }

export function claimTimers(data: MemoryData, query: ClaimQuery, now: number): Claimed<DueTimer> {
  const due = take(data.timersDue, query, now).map((timer) => {
    timer.attempt += 1;
    timer.holder = query.epoch;
    const { lane: { tenant, lane }, id, attempt } = timer;
    return { tenant, lane, id, due: timer.due, attempt };
  });
  return { now, due, ...nextOf(data.timersDue) };
}

export function claimEffects(data: MemoryData, query: ClaimQuery, now: number): Claimed<DueEffect> {
  const due = take(data.effectsDue, query, now).map((effect) => {
    effect.attempt += 1;
    effect.handed = true;
    effect.holder = query.epoch;
    const { lane: { tenant, lane }, key, queue, body, attempt } = effect;
    return { tenant, lane, key, body, attempt, ...(queue === undefined ? {} : { queue }) };
  });
  return { now, due, ...nextOf(data.effectsDue) };
}

function take<T extends Waiting>(queue: DueQueue<T>, { limit, leaseMs }: ClaimQuery, now: number): readonly T[] {
  const taken: T[] = [];
  for (let item = queue.first(); item !== undefined && item.next <= now && taken.length < limit; item = queue.first()) {
    queue.remove(item);
    item.next = now + leaseMs;
    taken.push(item);
  }
  for (const item of taken) queue.put(item);
  return taken;
}

function nextOf(queue: DueQueue<Waiting>): { readonly next?: number } {
  const first = queue.first();
  return first === undefined ? {} : { next: first.next };
}
