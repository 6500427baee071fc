import type { ErasureReceipt, LaneKey } from '../../ports/store.js';
import { hashKey } from './hash-key.js';
import { joinKey, type MemoryData, type MemoryLane } from './memory-data.js';

/** Takes every trace of these lanes out; what was accepted stays refusable, by hash. */
export function eraseLanes(data: MemoryData, lanes: readonly LaneKey[]): readonly ErasureReceipt[] {
  const gone = new Set<MemoryLane>();
  for (const { tenant, lane } of lanes) {
    const key = joinKey(tenant, lane);
    const found = data.lanes.get(key);
    if (found === undefined) continue;
    gone.add(found);
    data.lanes.delete(key);
  }
  if (gone.size > 0) eraseAll(data, gone);
  return lanes.map(({ tenant, lane }) => ({ tenant, lane, erased: true }));
}

/** Forgets entries and dedupe keys accepted before that time; answers how many entries went. */
export function trimData(data: MemoryData, before: number): number {
  const isKept = ({ acceptedAt }: { readonly acceptedAt: number }): boolean => acceptedAt >= before;
  const count = data.log.length;
  data.log = data.log.filter(isKept);
  for (const lane of data.lanes.values()) lane.log = lane.log.filter(isKept);
  for (const keys of [data.dedupe, data.tombstones]) for (const [key, accepted] of keys) if (!isKept(accepted)) keys.delete(key);
  data.balance.entries -= count - data.log.length;
  return count - data.log.length;
}

function eraseAll(data: MemoryData, gone: ReadonlySet<MemoryLane>): void {
  const names = new Set<string>();
  for (const lane of gone) {
    names.add(joinKey(lane.tenant, lane.lane));
    takeOff(data, lane);
    for (const timer of lane.timers.values()) data.timersDue.remove(timer);
    for (const effect of lane.effects.values()) data.effectsDue.remove(effect);
    for (const { dedupe } of lane.log) if (dedupe !== undefined) bury(data, dedupe);
  }
  for (const [identity, holder] of data.identities) if (gone.has(holder)) data.identities.delete(identity);
  data.log = data.log.filter(({ tenant, lane }) => !names.has(joinKey(tenant, lane)));
}

function takeOff({ balance }: MemoryData, { version, instances, timers, effects, dead, parked, log }: MemoryLane): void {
  balance.lanes -= version > 0 ? 1 : 0;
  balance.instances -= instances.size;
  balance.timers -= timers.size;
  balance.effects -= effects.size + dead.size;
  balance.parked -= parked.size;
  balance.entries -= log.length;
}

function bury(data: MemoryData, dedupe: string): void {
  const accepted = data.dedupe.get(dedupe);
  data.dedupe.delete(dedupe);
  if (accepted !== undefined) data.tombstones.set(hashKey(dedupe), accepted);
}
