import type { Change, Outcome } from '../../src/ports/store.js';
import { applyChanges } from './apply-command.js';
import { perform } from './perform.js';
import type { Session } from './session.js';

/** One command, one sync, one outcome a change. */
export function commitBatch(session: Session, batch: readonly Change[], now: number): readonly Outcome[] {
  if (batch.length === 0) return [];
  return perform(session, () => {
    const answer = applyChanges(session, batch, now);
    const changes = batch.filter((_, at) => answer[at]?.ok === true);
    return changes.length === 0 ? { answer, synced: false } : { answer, command: { do: 'commit', now, changes }, synced: !changes.every(isMark) };
  });
}

/** A change that only says how effects ended, and counts it. Lost in a power cut, it costs one repeated send, which effects may always cost. */
export function isMark({ expect, entries, effects, identities, instances, timers, parked, rows }: Change): boolean {
  const lists = [entries, effects?.add, ...[identities, instances, timers, parked, rows].flatMap((part) => Object.values(part ?? {}))];
  return expect === -1 && lists.every((list) => list === undefined || list.length === 0);
}
