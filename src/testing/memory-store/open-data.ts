import type { StoreOpened } from '../../ports/store.js';
import type { MemoryData } from './memory-data.js';

/** How owners share the data: one after the other, or each for a lease that its claims renew. */
export interface Ownership { readonly leaseMs: number; readonly shared: boolean }

/** A new owner. Alone it takes over from all before; among others it waits for nobody, and takes over from those whose lease is over. */
export function openData(data: MemoryData, { leaseMs, shared }: Ownership, now: number): StoreOpened {
  data.epoch += 1;
  bury(data, now, shared ? (until) => until <= now : () => true);
  data.workers.set(data.epoch, now + leaseMs);
  let unfinished = 0;
  for (const lane of data.lanes.values()) for (const effect of lane.effects.values()) if (effect.handed && effect.holder === undefined) unfinished += 1;
  return { epoch: data.epoch, position: data.position, unfinished };
}

/** Asks whether an owner may still act: its lease runs, by the store's clock. */
export const isOwner = (data: MemoryData, epoch: number, now: number): boolean => (data.workers.get(epoch) ?? -Infinity) > now;

/** An owner that is at work keeps its lease; what the dead were handed is due again. */
export function renewLease(data: MemoryData, { leaseMs, epoch }: { readonly leaseMs: number; readonly epoch: number }, now: number): void {
  data.workers.set(epoch, now + leaseMs);
  bury(data, now, (until) => until <= now);
}

/** An owner goes of its own will: nobody has to wait for its lease. */
export function leaveData(data: MemoryData, epoch: number, now: number): void {
  bury(data, now, (_, worker) => worker === epoch);
}

/** Those owners are fenced; what they were handed and never settled is due at once, their leases end. */
function bury(data: MemoryData, now: number, isGone: (until: number, epoch: number) => boolean): void {
  const gone = new Set([...data.workers].filter(([epoch, until]) => isGone(until, epoch)).map(([epoch]) => epoch));
  if (gone.size === 0) return;
  for (const epoch of gone) data.workers.delete(epoch);
  let given = 0;
  for (const { effects, timers } of data.lanes.values()) {
    for (const effect of effects.values()) {
      if (effect.holder === undefined || !gone.has(effect.holder)) continue;
      effect.holder = undefined;
      effect.next = now;
      data.effectsDue.put(effect);
      given += 1;
    }
    for (const timer of timers.values()) {
      if (timer.holder === undefined || !gone.has(timer.holder)) continue;
      timer.holder = undefined;
      timer.next = timer.due;
      data.timersDue.put(timer);
      given += 1;
    }
  }
  if (given > 0) for (const listener of data.listeners.values()) listener();
}
