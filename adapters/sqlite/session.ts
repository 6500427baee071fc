import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { bytesOf, numberOf } from './column.js';

/** One open file with what its owner knows by heart. */
export interface Session {
  readonly db: DatabaseSync;
  /** the prepared statement of that text */
  readonly sql: (text: string) => StatementSync;
  readonly salt: string;
  readonly epoch: number;
  /** of the newest entry ever written */
  position: number;
  /** when the newest entry was accepted; never goes back, so that `trim` cuts a clean front off the log */
  acceptedAt: number;
  /** the level commits are synced with, for returning to it */
  readonly synchronous: string;
}

/** What a new owner finds and changes first: its epoch, and what the owner before was handed and never settled. */
export interface TakenOver { readonly session: Session; readonly unfinished: number }

export function takeOver(db: DatabaseSync, synchronous: string, now: number): TakenOver {
  const sql = prepareOnce(db);
  const meta = (key: string) => sql('SELECT value FROM meta WHERE key = ?').get(key) ?? {};
  const last = sql('SELECT position, accepted FROM log ORDER BY position DESC LIMIT 1').get();
  const epoch = numberOf(meta('epoch'), 'value') + 1;
  const session: Session = {
    db, sql, epoch, synchronous,
    salt: Buffer.from(bytesOf(meta('salt'), 'value')).toString('hex'),
    position: Math.max(numberOf(meta('position'), 'value'), last === undefined ? 0 : numberOf(last, 'position')),
    acceptedAt: Math.max(numberOf(meta('accepted'), 'value'), last === undefined ? 0 : numberOf(last, 'accepted')),
  };
  const unfinished = transact(session, () => {
    sql(`UPDATE meta SET value = ? WHERE key = 'epoch'`).run(epoch);
    sql('UPDATE timer SET next = due WHERE next <> due').run();
    return releaseEffects(session, now);
  });
  return { session, unfinished };
}

/** All of `work` or nothing of it. */
export function transact<T>(session: Session, work: () => T): T {
  session.sql('BEGIN IMMEDIATE').run();
  try {
    const answer = work();
    session.sql('COMMIT').run();
    return answer;
  } catch (error) {
    rollBack(session);
    throw error;
  }
}

/** Writes down what deleting entries would make the file forget: positions are never given twice. */
export function rememberPosition({ sql, position, acceptedAt }: Session): void {
  sql(`UPDATE meta SET value = ? WHERE key = 'position'`).run(position);
  sql(`UPDATE meta SET value = ? WHERE key = 'accepted'`).run(acceptedAt);
}

function releaseEffects({ sql }: Session, now: number): number {
  const handed = sql('SELECT seq FROM effect INDEXED BY effect_due WHERE first = 1 AND handed = 1').all();
  for (const row of handed) sql('UPDATE effect SET next = ?, handed = 0 WHERE seq = ?').run(now, numberOf(row, 'seq'));
  return handed.length;
}

function rollBack(session: Session): void {
  try {
    session.sql('ROLLBACK').run();
  } catch {
    // SQLite has rolled back already after some errors; the first error is the one to report
  }
}

function prepareOnce(db: DatabaseSync): (text: string) => StatementSync {
  const known = new Map<string, StatementSync>();
  return (text) => {
    const prepared = known.get(text) ?? db.prepare(text);
    known.set(text, prepared);
    return prepared;
  };
}
