import type { Change, NewEntry, Outcome } from '../../ports/store.js';
import { addEffects, settleEffects } from './change-effects.js';
import { entryAt, joinKey, laneOf, toLogEntry, type Accepted, type MemoryData, type MemoryLane } from './memory-data.js';
import { hashKey } from './hash-key.js';
import { isOwner } from './open-data.js';

const fenced: Outcome = { ok: false, why: 'fenced' };

/** Applies one change or refuses it whole; `refused` remembers, over one batch, the lanes whose later changes must wait. */
export function commitChange(data: MemoryData, change: Change, now: number, refused: Set<string>): Outcome {
  const key = joinKey(change.tenant, change.lane);
  const lane = data.lanes.get(key);
  const outcome = isOwner(data, change.epoch, now) ? refusalOf(data, change, lane?.version ?? 0, refused.has(key)) : fenced;
  if (outcome !== undefined) {
    refused.add(key);
    return outcome;
  }
  if (lane === undefined && onlyRemoves(change)) return { ok: true, version: 0, position: data.position, waiting: [] };
  return applyChange(data, change, lane ?? laneOf(data, change.tenant, change.lane), now);
}

function refusalOf(data: MemoryData, change: Change, actual: number, held: boolean): Outcome | undefined {
  if (held && change.expect >= 0) return { ok: false, why: 'version', actual };
  return duplicateOf(data, change) ?? versionConflict(change, actual) ?? identityConflict(data, change);
}

function duplicateOf(data: MemoryData, change: Change): Outcome | undefined {
  const own = new Map<string, Accepted>();
  for (const entry of change.entries ?? []) {
    if (entry.dedupe === undefined) continue;
    const key = dedupeKey(change.tenant, entry.dedupe);
    const accepted = own.get(key) ?? acceptedOf(data, key);
    if (accepted !== undefined) return duplicate(data, accepted, entry.dedupe.digest);
    own.set(key, { position: 0, acceptedAt: 0, digest: entry.dedupe.digest });
  }
  return undefined;
}

function acceptedOf(data: MemoryData, key: string): Accepted | undefined {
  return data.dedupe.get(key) ?? (data.tombstones.size > 0 ? data.tombstones.get(hashKey(key)) : undefined);
}

function duplicate(data: MemoryData, accepted: Accepted, digest: string): Outcome {
  const first = entryAt(data.log, accepted.position);
  const same = accepted.digest === digest;
  return { ok: false, why: 'duplicate', same, ...(first === undefined ? {} : { first: toLogEntry(first) }) };
}

function versionConflict(change: Change, actual: number): Outcome | undefined {
  return change.expect >= 0 && change.expect !== actual ? { ok: false, why: 'version', actual } : undefined;
}

function identityConflict(data: MemoryData, change: Change): Outcome | undefined {
  for (const identity of change.identities?.claim ?? []) {
    const holder = data.identities.get(joinKey(change.tenant, identity))?.lane;
    if (holder !== undefined && holder !== change.lane) return { ok: false, why: 'identity', identity, holder };
  }
  return undefined;
}

function onlyRemoves({ expect, entries, identities, instances, timers, effects, parked, rows }: Change): boolean {
  const adds = [entries, identities?.claim, instances?.set, timers?.set, effects?.add, parked?.add, rows?.put];
  return expect === -1 && adds.every((list) => list === undefined || list.length === 0);
}

function applyChange(data: MemoryData, change: Change, lane: MemoryLane, now: number): Outcome {
  settleEffects(data, lane, change.effects?.settle ?? []);
  remove(data, lane, change);
  if (change.expect >= 0) {
    if (lane.version === 0) data.balance.lanes += 1;
    lane.version += 1;
    lane.state = change.state ?? '';
  }
  add(data, lane, change);
  for (const entry of change.entries ?? []) append(data, lane, entry, now);
  const waiting = addEffects(data, lane, change.effects?.add ?? [], { now, epoch: change.epoch });
  for (const [counter, amount] of Object.entries(change.counters ?? {})) count(data, joinKey(change.tenant, counter), amount);
  return { ok: true, version: lane.version, position: data.position, waiting };
}

function remove(data: MemoryData, lane: MemoryLane, change: Change): void {
  for (const identity of change.identities?.release ?? []) {
    const key = joinKey(change.tenant, identity);
    if (data.identities.get(key) === lane) data.identities.delete(key);
  }
  for (const id of change.instances?.drop ?? []) if (lane.instances.delete(id)) data.balance.instances -= 1;
  for (const id of change.timers?.cancel ?? []) cancelTimer(data, lane, id);
  for (const id of change.parked?.settle ?? []) if (lane.parked.delete(id)) data.balance.parked -= 1;
  for (const key of change.rows?.drop ?? []) lane.rows.delete(key);
}

function add(data: MemoryData, lane: MemoryLane, change: Change): void {
  for (const identity of change.identities?.claim ?? []) data.identities.set(joinKey(change.tenant, identity), lane);
  for (const { id, journey, status } of change.instances?.set ?? []) {
    if (!lane.instances.has(id)) data.balance.instances += 1;
    lane.instances.set(id, { journey, status });
  }
  for (const { id, due } of change.timers?.set ?? []) {
    cancelTimer(data, lane, id);
    const timer = { lane, id, due, next: due, attempt: 0, order: ++data.order, slot: -1 };
    lane.timers.set(id, timer);
    data.timersDue.put(timer);
    data.balance.timers += 1;
  }
  for (const parked of change.parked?.add ?? []) {
    if (!lane.parked.has(parked.id)) data.balance.parked += 1;
    lane.parked.set(parked.id, { ...parked });
  }
  for (const { key, value } of change.rows?.put ?? []) lane.rows.set(key, value);
}

function cancelTimer(data: MemoryData, lane: MemoryLane, id: string): void {
  const timer = lane.timers.get(id);
  if (timer === undefined) return;
  data.timersDue.remove(timer);
  lane.timers.delete(id);
  data.balance.timers -= 1;
}

function append(data: MemoryData, lane: MemoryLane, { kind, at, body, dedupe }: NewEntry, now: number): void {
  data.acceptedAt = Math.max(data.acceptedAt, now);
  data.position += 1;
  const key = dedupe === undefined ? undefined : dedupeKey(lane.tenant, dedupe);
  const entry = { tenant: lane.tenant, lane: lane.lane, position: data.position, kind, at, body, acceptedAt: data.acceptedAt, ...(key === undefined ? {} : { dedupe: key }) };
  data.balance.entries += 1;
  data.log.push(entry);
  lane.log.push(entry);
  if (key !== undefined && dedupe !== undefined) data.dedupe.set(key, { position: data.position, acceptedAt: data.acceptedAt, digest: dedupe.digest });
}

function dedupeKey(tenant: string, dedupe: { readonly source: string; readonly id: string }): string {
  return joinKey(tenant, dedupe.source, dedupe.id);
}

function count(data: MemoryData, key: string, amount: number): void {
  data.counters.set(key, (data.counters.get(key) ?? 0) + amount);
}
