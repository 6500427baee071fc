import type { MemoryData } from '../../src/testing/index.js';
import { joinKey, type MemoryEffect } from '../../src/testing/memory-store/memory-data.js';
import { breakAfter, breakBefore, breakChanges, breakClaims, breakMembers, breakOutcomes, without, type BrokenStore } from './break-store.js';

/** Stores that let messages overtake, or wait for nobody. */
export const brokenQueues: readonly BrokenStore[] = [
  breakChanges('knows no queues', 'ST-15 ST-72 ST-89 ST-90 ST-91 ST-93 ST-94 ST-97 ST-98 ST-118 ST-125 ST-143', (change) => (change.effects?.add === undefined ? change
    : { ...change, effects: { ...change.effects, add: change.effects.add.map((effect) => without(effect, 'queue')) } })),
  breakChanges('orders a queue by when its effects are due', 'ST-89 ST-91', (change) => (change.effects?.add === undefined ? change
    : { ...change, effects: { ...change.effects, add: change.effects.add.toSorted((one, other) => one.due - other.due) } })),
  breakAfter('lets the next one go when the first must be tried again', 'ST-90 ST-97', ({ tenant, lane, effects }, data) => {
    for (const { key, result } of effects?.settle ?? []) {
      if (result !== 'retry') continue;
      const queue = data.lanes.get(joinKey(tenant, lane))?.effects.get(key)?.queue;
      for (const effect of pendingOf(data, tenant, lane)) if (queue !== undefined && effect.queue === queue) data.effectsDue.put(effect);
    }
  }),
  breakAfter('lets what is due overtake a first one that is not', 'ST-91', ({ tenant, lane }, data) => {
    for (const effect of pendingOf(data, tenant, lane)) if (effect.queue !== undefined && effect.next <= 0 && !isBehindClaimed(data, effect)) data.effectsDue.put(effect);
  }),
  breakClaims('asks to be called again for one that must wait', 'ST-90 ST-91', {
    effects: (claimed, data) => {
      const blocked = [...data.lanes.values()].flatMap((lane) => [...lane.effects.values()]).filter(({ slot, next }) => slot < 0 && next <= claimed.now);
      return blocked.length === 0 ? claimed : { ...claimed, next: claimed.now };
    },
  }),
  breakChanges('has one queue for a whole lane', 'ST-12 ST-72 ST-75 ST-77 ST-85 ST-92 ST-125 ST-143', (change) => (change.effects?.add === undefined ? change
    : { ...change, effects: { ...change.effects, add: change.effects.add.map((effect) => ({ ...effect, queue: 'q' })) } })),
  breakOutcomes('does not say who must wait', 'ST-93 ST-94', (outcome) => (outcome.ok ? { ...outcome, waiting: [] } : outcome)),
  breakOutcomes('says of one only that it must wait', 'ST-94', (outcome) => (outcome.ok ? { ...outcome, waiting: outcome.waiting.slice(0, 1) } : outcome)),
  breakMembers('says of all that they must wait', 'ST-74 ST-94 ST-95', (store) => ({
    commit: async (batch) => (await store.commit(batch)).map((outcome, at) => (outcome.ok ? { ...outcome, waiting: batch[at]?.effects?.add?.filter(({ attempt }) => attempt === 1).map(({ key }) => key) ?? [] } : outcome)),
  })),
  breakAfter('lets a waiting one wait for its lease too', 'ST-93', ({ tenant, lane, effects }, data) => {
    const there = data.lanes.get(joinKey(tenant, lane));
    for (const { key, attempt, due } of effects?.add ?? []) {
      const added = there?.effects.get(key);
      if (added !== undefined && attempt === 1) added.next = due;
    }
  }),
  breakAfter('counts an attempt for one that waits', 'ST-93', ({ tenant, lane, effects }, data) => {
    const there = data.lanes.get(joinKey(tenant, lane));
    for (const { key, attempt } of effects?.add ?? []) {
      const added = there?.effects.get(key);
      if (added !== undefined) added.attempt = Math.max(added.attempt, attempt);
    }
  }),
  breakChanges('lets a dead one hold back its queue', 'ST-78 ST-88 ST-96 ST-97', (change) => (change.effects?.settle?.some(({ result }) => result === 'dead') === true && change.expect > 0
    ? { ...change, effects: { ...change.effects, settle: change.effects.settle.map(({ key }) => ({ key, result: 'retry', due: 1e15 })) } } : change)),
  breakAfter('puts a dead one back in front of its queue', 'ST-97', ({ tenant, lane, effects }, data) => {
    const there = data.lanes.get(joinKey(tenant, lane));
    for (const { key, result } of effects?.settle ?? []) {
      const again = there?.effects.get(key);
      if (result === 'retry' && again !== undefined) data.effectsDue.put(again);
    }
  }),
  breakBefore('moves a queue forward whoever leaves it', 'ST-98', ({ tenant, lane, effects }, data) => {
    for (const { key, result } of effects?.settle ?? []) {
      const leaving = data.lanes.get(joinKey(tenant, lane))?.effects.get(key);
      if (result !== 'dropped' || leaving?.queue === undefined || leaving.slot >= 0) continue;
      for (const effect of pendingOf(data, tenant, lane)) if (effect !== leaving) data.effectsDue.put(effect);
    }
  }),
];

function pendingOf(data: MemoryData, tenant: string, lane: string): readonly MemoryEffect[] {
  return [...data.lanes.get(joinKey(tenant, lane))?.effects.values() ?? []];
}

function isBehindClaimed(data: MemoryData, effect: MemoryEffect): boolean {
  return pendingOf(data, effect.lane.tenant, effect.lane.lane).some((other) => other.order < effect.order && other.queue === effect.queue && (other.attempt > 0 || other.next <= 0));
}
