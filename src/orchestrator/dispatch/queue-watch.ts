import type { DueEffect, LaneKey } from '../../ports/store.js';
import { laneText } from '../lane/customer-cache.js';

/** What this process knows of the queues of one customer and channel: hints that save waiting; the store alone decides what may leave. */
export interface QueueWatch {
  /** something stands in this queue behind another, or may: look again when its head is settled */
  behind(effect: Pick<DueEffect, 'tenant' | 'lane' | 'queue'>): void;
  /** the head is settled: says whether to look again */
  settled(effect: Pick<DueEffect, 'tenant' | 'lane' | 'queue'>): boolean;
  /** its recipient was away */
  putOff(effect: DueEffect): void;
  /** it is settled, or tried again */
  forget(effect: DueEffect): void;
  /** what waits for a customer to come back to a channel; they are there now */
  takePutOff(lane: LaneKey, queue: string): readonly DueEffect[];
  /** a customer is gone, or all may be */
  forgetCustomer(gone: LaneKey | 'all'): void;
}

/** effects for absent customers remembered; those beyond wait for their own time */
const most = 10_000;

export function createQueueWatch(): QueueWatch {
  const waiting = new Set<string>();
  const putOff = new Map<string, Map<string, DueEffect>>();
  let remembered = 0;
  const keyOf = (lane: LaneKey, queue: string | undefined): string => `${laneText(lane)} ${queue ?? ''}`;
  const remove = (key: string, effect: DueEffect): void => {
    const queue = putOff.get(key);
    if (queue?.delete(effect.key) === true) remembered -= 1;
    if (queue?.size === 0) putOff.delete(key);
  };
  return {
    behind(effect) { if (effect.queue !== undefined) waiting.add(keyOf(effect, effect.queue)); },
    settled: (effect) => effect.queue !== undefined && waiting.size > 0 && waiting.delete(keyOf(effect, effect.queue)),
    putOff(effect) {
      if (effect.queue === undefined || remembered >= most) return;
      const key = keyOf(effect, effect.queue);
      const queue = putOff.get(key) ?? new Map<string, DueEffect>();
      if (!queue.has(effect.key)) remembered += 1;
      putOff.set(key, queue.set(effect.key, effect));
    },
    forget(effect) { if (remembered > 0) remove(keyOf(effect, effect.queue), effect); },
    takePutOff(lane, queue) {
      const effects = [...(putOff.get(keyOf(lane, queue))?.values() ?? [])];
      for (const effect of effects) remove(keyOf(lane, queue), effect);
      return effects;
    },
    forgetCustomer(gone) {
      for (const [key, queue] of putOff) for (const effect of queue.values()) if (gone === 'all' || laneText(effect) === laneText(gone)) remove(key, effect);
    },
  };
}
