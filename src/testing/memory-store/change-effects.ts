import type { NewEffect, Settlement } from '../../ports/store.js';
import type { MemoryData, MemoryDead, MemoryEffect, MemoryLane } from './memory-data.js';

/** Settles effects of this lane; those that wait behind them in a queue move up. An unknown key is nobody's any more. */
export function settleEffects(data: MemoryData, lane: MemoryLane, settlements: readonly Settlement[]): void {
  for (const settlement of settlements) {
    const pending = lane.effects.get(settlement.key);
    const dead = lane.dead.get(settlement.key);
    if (pending !== undefined) settlePending(data, lane, pending, settlement);
    else if (dead !== undefined) settleDead(data, lane, dead, settlement);
  }
}

/** Adds effects; answers the keys of those born claimed that must wait their turn. A key that is still there is not added again. */
export function addEffects(data: MemoryData, lane: MemoryLane, effects: readonly NewEffect[], { now, epoch }: { readonly now: number; readonly epoch: number }): readonly string[] {
  const waiting: string[] = [];
  for (const { key, due, attempt, queue, body } of effects) {
    if (lane.effects.has(key) || lane.dead.has(key)) continue;
    const first = headOf(lane, queue) === undefined;
    const handed = attempt === 1 && first;
    if (attempt === 1 && !first) waiting.push(key);
    const next = attempt === 1 && !first ? now : due;
    data.balance.effects += 1;
    insert(data, { lane, key, queue, body, next, attempt: handed ? 1 : 0, handed, ...(handed && { holder: epoch }), order: ++data.order, slot: -1 });
  }
  return waiting;
}

function settlePending(data: MemoryData, lane: MemoryLane, effect: MemoryEffect, settlement: Settlement): void {
  if (settlement.result === 'retry') {
    effect.next = settlement.due;
    effect.attempt = settlement.attempt ?? effect.attempt;
    effect.handed = false;
    effect.holder = undefined;
    if (effect.slot >= 0) data.effectsDue.put(effect);
    return;
  }
  lane.effects.delete(effect.key);
  data.effectsDue.remove(effect);
  if (settlement.result === 'dead') {
    const { key, queue, body, attempt } = effect;
    lane.dead.set(key, { key, queue, body, attempt, cause: settlement.cause });
  } else {
    data.balance.effects -= 1;
  }
  const successor = headOf(lane, effect.queue);
  if (successor !== undefined) data.effectsDue.put(successor);
}

function settleDead(data: MemoryData, lane: MemoryLane, dead: MemoryDead, settlement: Settlement): void {
  if (settlement.result === 'dead') {
    lane.dead.set(dead.key, { ...dead, cause: settlement.cause });
    return;
  }
  lane.dead.delete(dead.key);
  if (settlement.result !== 'retry') {
    data.balance.effects -= 1;
    return;
  }
  const { key, queue, body } = dead;
  insert(data, { lane, key, queue, body, next: settlement.due, attempt: settlement.attempt ?? dead.attempt, handed: false, order: ++data.order, slot: -1 });
}

function insert(data: MemoryData, effect: MemoryEffect): void {
  const first = headOf(effect.lane, effect.queue) === undefined;
  effect.lane.effects.set(effect.key, effect);
  if (first) data.effectsDue.put(effect);
}

function headOf(lane: MemoryLane, queue: string | undefined): MemoryEffect | undefined {
  if (queue === undefined) return undefined;
  for (const effect of lane.effects.values()) if (effect.queue === queue) return effect;
  return undefined;
}
