import type { Change, Outcome } from '../../src/ports/store.js';
import { commitChange, type SoFar } from './commit-change.js';
import { addCounters } from './counter-sums.js';
import type { Session } from './session.js';

/** What the store was told to change. Done again on the same tables it comes to the same, so that the log need not say what was written where. */
export type Command =
  | { readonly do: 'commit'; readonly now: number; readonly changes: readonly Change[] }
  | { readonly do: 'lease timers'; readonly until: number; readonly timers: readonly { readonly lane: number; readonly id: string }[] }
  | { readonly do: 'lease effects'; readonly until: number; readonly effects: readonly number[] };

/** Does it in the tables, inside a transaction of the caller's. */
export function applyCommand(session: Session, command: Command): void {
  switch (command.do) {
    case 'commit': return void applyChanges(session, command.changes, command.now);
    case 'lease timers': {
      const lease = session.sql('UPDATE timer SET next = ?, attempt = attempt + 1 WHERE lane = ? AND id = ?');
      return command.timers.forEach(({ lane, id }) => lease.run(command.until, lane, id));
    }
    case 'lease effects': {
      const lease = session.sql('UPDATE effect SET next = ?, attempt = attempt + 1, handed = 1 WHERE seq = ?');
      return command.effects.forEach((seq) => lease.run(command.until, seq));
    }
    default: return command satisfies never;
  }
}

/** One outcome a change. */
export function applyChanges(session: Session, changes: readonly Change[], now: number): readonly Outcome[] {
  const soFar: SoFar = { refused: new Set<string>(), counters: new Map() };
  const outcomes = changes.map((change) => commitChange(session, change, now, soFar));
  addCounters(session, soFar.counters);
  return outcomes;
}
