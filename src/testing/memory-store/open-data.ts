import type { StoreOpened } from '../../ports/store.js';
import type { MemoryData } from './memory-data.js';

/** A new owner takes over: older ones are fenced, what they were handed and never settled is due at once, their leases end. */
export function openData(data: MemoryData, now: number): StoreOpened {
  data.epoch += 1;
  let unfinished = 0;
  for (const lane of data.lanes.values()) {
    for (const effect of lane.effects.values()) {
      if (!effect.handed) continue;
      unfinished += 1;
      effect.next = now;
      data.effectsDue.put(effect);
    }
    for (const timer of lane.timers.values()) {
      if (timer.next === timer.due) continue;
      timer.next = timer.due;
      data.timersDue.put(timer);
    }
  }
  return { epoch: data.epoch, position: data.position, unfinished };
}
