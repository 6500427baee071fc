import type { NewEffect, Settlement } from '../../src/ports/store.js';
import type { Session } from './session.js';
import { toStored } from './stored-text.js';

/** Settles effects of this lane; those that wait behind them in a queue move up. An unknown key is nobody's any more. */
export function settleEffects({ sql, balance }: Session, lane: number, settlements: readonly Settlement[]): void {
  for (const settlement of settlements) {
    const isKept = settlement.result === 'retry' || settlement.result === 'dead';
    if ((settlePending(sql, lane, settlement) || settleDead(sql, lane, settlement)) && !isKept) balance.effects -= 1;
  }
}

/** Adds effects; answers the keys of those born claimed that must wait their turn. A key that is still there is not added again. */
export function addEffects({ sql, balance }: Session, lane: number, effects: readonly NewEffect[], now: number): readonly string[] {
  const waiting: string[] = [];
  for (const { key, due, attempt, queue, body } of effects) {
    if (isThere(sql, lane, key)) continue;
    const first = isFirst(sql, lane, queue);
    const handed = attempt === 1 && first;
    if (attempt === 1 && !first) waiting.push(key);
    const next = attempt === 1 && !first ? now : due;
    sql('INSERT INTO effect (lane, key, queue, next, attempt, handed, first, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(lane, toStored(key), queue === undefined ? null : toStored(queue), next, Number(handed), Number(handed), Number(first), toStored(body));
    balance.effects += 1;
  }
  return waiting;
}

/** Answers whether the effect was pending. */
function settlePending(sql: Session['sql'], lane: number, settlement: Settlement): boolean {
  const key = toStored(settlement.key);
  if (settlement.result === 'retry') {
    return sql('UPDATE effect SET next = ?, attempt = coalesce(?, attempt), handed = 0 WHERE lane = ? AND key = ?').run(settlement.due, settlement.attempt ?? null, lane, key).changes > 0;
  }
  if (settlement.result === 'dead') {
    sql('INSERT INTO dead (lane, key, queue, attempt, cause, body) SELECT lane, key, queue, attempt, ?, body FROM effect WHERE lane = ? AND key = ?').run(toStored(settlement.cause), lane, key);
  }
  const pending = sql('DELETE FROM effect WHERE lane = ? AND key = ? RETURNING queue').get(lane, key);
  if (pending === undefined) return false;
  const queue = pending['queue'];
  if (queue !== null) sql('UPDATE effect SET first = 1 WHERE first = 0 AND seq = (SELECT min(seq) FROM effect WHERE lane = ? AND queue = ?)').run(lane, String(queue));
  return true;
}

/** Answers whether it was dead. */
function settleDead(sql: Session['sql'], lane: number, settlement: Settlement): boolean {
  const key = toStored(settlement.key);
  if (settlement.result === 'dead') {
    return sql('UPDATE dead SET cause = ? WHERE lane = ? AND key = ?').run(toStored(settlement.cause), lane, key).changes > 0;
  }
  if (settlement.result === 'retry') {
    // at the end of its queue: what overtook it may be on its way already, and only one may be
    sql(`INSERT INTO effect (lane, key, queue, next, attempt, handed, first, body)
      SELECT d.lane, d.key, d.queue, ?, coalesce(?, d.attempt), 0, NOT EXISTS (SELECT 1 FROM effect e WHERE e.lane = d.lane AND e.queue = d.queue), d.body
      FROM dead d WHERE d.lane = ? AND d.key = ?`).run(settlement.due, settlement.attempt ?? null, lane, key);
  }
  return sql('DELETE FROM dead WHERE lane = ? AND key = ?').run(lane, key).changes > 0;
}

function isThere(sql: Session['sql'], lane: number, key: string): boolean {
  return sql('SELECT 1 FROM effect WHERE lane = ?1 AND key = ?2 UNION ALL SELECT 1 FROM dead WHERE lane = ?1 AND key = ?2').get(lane, toStored(key)) !== undefined;
}

function isFirst(sql: Session['sql'], lane: number, queue: string | undefined): boolean {
  return queue === undefined || sql('SELECT 1 FROM effect WHERE lane = ? AND queue = ? LIMIT 1').get(lane, toStored(queue)) === undefined;
}
