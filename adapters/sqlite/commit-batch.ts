import type { Change, Outcome } from '../../src/ports/store.js';
import { commitChange, type SoFar } from './commit-change.js';
import { addCounters } from './counter-sums.js';
import { transact, type Session } from './session.js';

/** One transaction, one sync, one outcome a change. */
export function commitBatch(session: Session, batch: readonly Change[], now: number): readonly Outcome[] {
  if (batch.length === 0) return [];
  const { position, acceptedAt } = session;
  const soFar: SoFar = { refused: new Set<string>(), counters: new Map() };
  const commit = (): readonly Outcome[] => transact(session, () => {
    const outcomes = batch.map((change) => commitChange(session, change, now, soFar));
    addCounters(session, soFar.counters);
    return outcomes;
  });
  try {
    return batch.every(isMark) ? withoutSync(session, commit) : commit();
  } catch (error) {
    session.position = position;
    session.acceptedAt = acceptedAt;
    throw error;
  }
}

/** A change that only says how effects ended, and counts it. Lost in a power cut, it costs one repeated send, which effects may always cost. */
export function isMark({ expect, entries, effects, identities, instances, timers, parked, rows }: Change): boolean {
  const lists = [entries, effects?.add, ...[identities, instances, timers, parked, rows].flatMap((part) => Object.values(part ?? {}))];
  return expect === -1 && lists.every((list) => list === undefined || list.length === 0);
}

// the next synced commit takes what was written here to the disk with it
function withoutSync<T>(session: Session, commit: () => T): T {
  session.db.exec('PRAGMA synchronous = NORMAL');
  try {
    return commit();
  } finally {
    session.db.exec(`PRAGMA synchronous = ${session.synchronous}`);
  }
}
