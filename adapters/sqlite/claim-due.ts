import type { Claimed, DueEffect, DueTimer } from '../../src/ports/store.js';
import { applyCommand, type Command } from './apply-command.js';
import { numberOf, optionalText, textOf, type Row } from './column.js';
import { perform } from './perform.js';
import { rowLimit } from './row-limit.js';
import type { Session } from './session.js';

/** What a claim asks of either kind. */
export interface ClaimQuery { readonly kind: 'timer' | 'effect'; readonly worker: string; readonly limit: number; readonly leaseMs: number }

const dueTimers = `SELECT t.next, t.lane, t.id, t.due, t.attempt, l.tenant, l.name
  FROM timer t CROSS JOIN lane l ON l.number = t.lane WHERE t.next <= ? ORDER BY t.next, t.lane, t.id LIMIT ?`;
const dueEffects = `SELECT e.seq, e.key, e.queue, e.attempt, e.body, l.tenant, l.name
  FROM effect e CROSS JOIN lane l ON l.number = e.lane WHERE e.first = 1 AND e.next <= ? ORDER BY e.next, e.seq LIMIT ?`;

export function claimTimers(session: Session, { limit, leaseMs }: ClaimQuery, now: number): Claimed<DueTimer> {
  const rows = session.sql(dueTimers).all(now, rowLimit(limit));
  if (rows.length > 0) lease(session, { do: 'lease timers', until: now + leaseMs, timers: rows.map((row) => ({ lane: numberOf(row, 'lane'), id: String(row['id']) })) });
  return { now, due: rows.map(toTimer), ...nextOf(session, 'SELECT next FROM timer ORDER BY next LIMIT 1') };
}

export function claimEffects(session: Session, { limit, leaseMs }: ClaimQuery, now: number): Claimed<DueEffect> {
  const rows = session.sql(dueEffects).all(now, rowLimit(limit));
  if (rows.length > 0) lease(session, { do: 'lease effects', until: now + leaseMs, effects: rows.map((row) => numberOf(row, 'seq')) });
  return { now, due: rows.map(toEffect), ...nextOf(session, 'SELECT next FROM effect WHERE first = 1 ORDER BY next LIMIT 1') };
}

/** The attempt is counted durably before it is handed out. */
function lease(session: Session, command: Command): void {
  perform(session, () => {
    applyCommand(session, command);
    return { answer: undefined, command, synced: true };
  });
}

function toTimer(row: Row): DueTimer {
  return { tenant: textOf(row, 'tenant'), lane: textOf(row, 'name'), id: textOf(row, 'id'), due: numberOf(row, 'due'), attempt: numberOf(row, 'attempt') + 1 };
}

function toEffect(row: Row): DueEffect {
  return { tenant: textOf(row, 'tenant'), lane: textOf(row, 'name'), key: textOf(row, 'key'), ...optionalText(row, 'queue'), body: textOf(row, 'body'), attempt: numberOf(row, 'attempt') + 1 };
}

function nextOf(session: Session, text: string): { readonly next?: number } {
  const row = session.sql(text).get();
  return row === undefined ? {} : { next: numberOf(row, 'next') };
}
