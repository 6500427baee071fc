import type { Change, NewEffect, Settlement } from '../../src/ports/index.js';
import { joinKey } from '../../src/testing/memory-store/memory-data.js';
import { breakBefore, breakChanges, breakClaims, without, type BrokenStore } from './break-store.js';

/** Stores that hand out or settle effects in a wrong way. */
export const brokenEffects: readonly BrokenStore[] = [
  breakClaims('forgets the queue of an effect', 'ST-72 ST-125', { effects: (claimed) => ({ ...claimed, due: claimed.due.map((effect) => without(effect, 'queue')) }) }),
  breakClaims('changes the body on its way out', 'ST-75 ST-85', { effects: (claimed) => ({ ...claimed, due: claimed.due.map((effect) => ({ ...effect, body: effect.attempt > 1 ? `${effect.body}!` : effect.body })) }) }),
  breakEffects('hands out effects a little early', 'ST-73 ST-74 ST-77 ST-91 ST-128', (effect) => ({ ...effect, due: effect.due - 1_000 })),
  breakEffects('hands out at once what was born claimed', 'ST-74 ST-85 ST-93 ST-94 ST-95', (effect) => (effect.attempt === 1 ? { ...effect, attempt: 0, due: 0 } : effect)),
  breakClaims('hands out an effect again at once', 'ST-75 ST-76 ST-77 ST-97 ST-98', { query: (query, kind) => (kind === 'effect' ? { ...query, leaseMs: 0 } : query) }),
  breakClaims('never counts how often an effect was handed out', 'ST-12 ST-74 ST-75 ST-81 ST-85', { effects: (claimed) => ({ ...claimed, due: claimed.due.map((effect) => ({ ...effect, attempt: 1 })) }) }),
  breakClaims('hands out the newest effect first', 'ST-72 ST-76 ST-85', { effects: (claimed) => ({ ...claimed, due: claimed.due.toReversed() }) }),
  breakClaims('hands out more effects than asked', 'ST-76', { query: (query, kind) => (kind === 'effect' ? { ...query, limit: query.limit + 1 } : query) }),
  breakClaims('never tells when to look for effects again', 'ST-13 ST-76 ST-77 ST-90 ST-91 ST-128', { effects: (claimed) => without(claimed, 'next') }),
  breakClaims('looks for effects all the time', 'ST-13 ST-77 ST-90 ST-91 ST-128', { effects: (claimed) => ({ ...claimed, next: claimed.now }) }),
  breakBefore('adds an effect over the one of the same key', 'ST-78 ST-145 ST-147', ({ tenant, lane, effects }, data) => {
    const there = data.lanes.get(joinKey(tenant, lane));
    for (const { key } of effects?.add ?? []) {
      const pending = there?.effects.get(key);
      if (pending !== undefined) data.effectsDue.remove(pending);
      there?.effects.delete(key);
      there?.dead.delete(key);
    }
  }),
  breakBefore('settles for anybody', 'ST-87 ST-144 ST-145 ST-146', ({ lane, effects }, data) => {
    for (const { key } of effects?.settle ?? []) {
      for (const other of data.lanes.values()) {
        const pending = other.lane === lane ? undefined : other.effects.get(key);
        if (pending === undefined) continue;
        data.effectsDue.remove(pending);
        other.effects.delete(key);
      }
    }
  }),
  breakBefore('settles in every tenant', 'ST-79 ST-144', ({ tenant, effects }, data) => {
    for (const { key } of effects?.settle ?? []) {
      for (const other of data.lanes.values()) {
        const pending = other.tenant === tenant ? undefined : other.effects.get(key);
        if (pending === undefined) continue;
        data.effectsDue.remove(pending);
        other.effects.delete(key);
      }
    }
  }),
  breakSettlements('sends again what was sent', 'ST-35 ST-77 ST-79 ST-80 ST-89 ST-93 ST-95 ST-97 ST-125 ST-128 ST-143 ST-144', ({ key, ...rest }) => (rest.result === 'sent' ? { key, result: 'retry', due: 0 } : { key, ...rest })),
  breakSettlements('keeps what was dropped as a dead letter', 'ST-80 ST-144', (settlement, isDead) => (settlement.result === 'dropped' && !isDead ? { key: settlement.key, result: 'dead', cause: '' } : settlement)),
  breakSettlements('retries at once', 'ST-13 ST-81 ST-90', (settlement) => (settlement.result === 'retry' ? { ...settlement, due: 0 } : settlement)),
  breakSettlements('counts from nothing at a retry', 'ST-81 ST-85', (settlement) => (settlement.result === 'retry' ? { ...settlement, attempt: 0 } : settlement)),
  breakSettlements('does not let the count be set', 'ST-83 ST-85', (settlement) => (settlement.result === 'retry' ? without(settlement, 'attempt') : settlement)),
  breakSettlements('keeps the lease over a retry', 'ST-82', (settlement, isDead) => (settlement.result === 'retry' && !isDead && settlement.due === 0 && settlement.attempt === undefined ? { ...settlement, due: 1e15 } : settlement)),
  breakSettlements('loses what is dead', 'ST-32 ST-78 ST-84 ST-85 ST-88 ST-97 ST-118 ST-144 ST-146', (settlement, isDead) => (settlement.result === 'dead' && !isDead ? { key: settlement.key, result: 'sent' } : settlement)),
  breakSettlements('never drives a dead one again', 'ST-85 ST-97', (settlement, isDead) => (settlement.result === 'retry' && isDead ? { key: settlement.key, result: 'dead', cause: 'c' } : settlement)),
  breakSettlements('cannot drop a dead one', 'ST-86', (settlement, isDead) => (settlement.result === 'dropped' && isDead ? { key: settlement.key, result: 'dead', cause: 'c' } : settlement)),
];

function breakEffects(name: string, fails: string, edit: (effect: NewEffect) => NewEffect): BrokenStore {
  return breakChanges(name, fails, (change) => (change.effects?.add === undefined ? change : { ...change, effects: { ...change.effects, add: change.effects.add.map(edit) } }));
}

function breakSettlements(name: string, fails: string, edit: (settlement: Settlement, isDead: boolean) => Settlement): BrokenStore {
  return breakChanges(name, fails, (change: Change, _, data) => {
    const dead = data.lanes.get(joinKey(change.tenant, change.lane))?.dead;
    return change.effects?.settle === undefined ? change
      : { ...change, effects: { ...change.effects, settle: change.effects.settle.map((settlement) => edit(settlement, dead?.has(settlement.key) === true)) } };
  });
}
