import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Balance } from '../../src/ports/store.js';
import { bytesOf, numberOf, textOf } from './column.js';
import type { CommandLog } from './command-log.js';

/** One open file with what its owner knows by heart. */
export interface Session {
  readonly db: DatabaseSync;
  readonly log: CommandLog;
  /** the prepared statement of that text */
  readonly sql: (text: string) => StatementSync;
  readonly salt: string;
  epoch: number;
  /** of the newest entry ever written */
  position: number;
  /** when the newest entry was accepted; never goes back, so that `trim` cuts a clean front off the log */
  acceptedAt: number;
  /** what the tables should hold, counted along with every change to them and never read off them */
  balance: { -readonly [K in keyof Balance]: Balance[K] };
  /** a transaction is open that holds commands which only the log keeps durably */
  ahead: boolean;
  /** what the tables hold and what the log tells have come apart: nothing more may be done before both were read again */
  broken: boolean;
}

/** A session as the tables alone tell it. */
export function beginSession(db: DatabaseSync, openLog: (salt: Uint8Array) => CommandLog): Session {
  const sql = prepareOnce(db);
  const salt = bytesOf(metaOf(sql, 'salt'), 'value');
  const session: Session = { db, sql, log: openLog(salt), salt: Buffer.from(salt).toString('hex'), epoch: numberOf(metaOf(sql, 'epoch'), 'value'), position: 0, acceptedAt: 0, balance: readBalance(sql), ahead: false, broken: false };
  readProgress(session);
  return session;
}

/** Reads from the tables how far they are. */
export function readProgress(session: Session): void {
  const { sql } = session;
  const last = sql('SELECT position, accepted FROM log ORDER BY position DESC LIMIT 1').get();
  session.position = Math.max(numberOf(metaOf(sql, 'position'), 'value'), last === undefined ? 0 : numberOf(last, 'position'));
  session.balance = readBalance(sql);
  session.acceptedAt = Math.max(numberOf(metaOf(sql, 'accepted'), 'value'), last === undefined ? 0 : numberOf(last, 'accepted'));
}

/** Writes down what was counted, in the transaction of what it counts. */
export function keepBalance({ sql, balance }: Session): void {
  sql(`UPDATE meta SET value = ? WHERE key = 'balance'`).run(JSON.stringify(balance));
}

function readBalance(sql: Session['sql']): Session['balance'] {
  const kept: Session['balance'] = JSON.parse(textOf(metaOf(sql, 'balance'), 'value'));
  return kept;
}

/** The number of the newest command that the tables hold. */
export function appliedIn({ sql }: Session): number {
  return numberOf(metaOf(sql, 'applied'), 'value');
}

/** Writes down what deleting entries would make the file forget: positions are never given twice. */
export function rememberPosition({ sql, position, acceptedAt }: Session): void {
  sql(`UPDATE meta SET value = ? WHERE key = 'position'`).run(position);
  sql(`UPDATE meta SET value = ? WHERE key = 'accepted'`).run(acceptedAt);
}

function metaOf(sql: Session['sql'], key: string): Readonly<Record<string, unknown>> {
  return sql('SELECT value FROM meta WHERE key = ?').get(key) ?? {};
}

function prepareOnce(db: DatabaseSync): (text: string) => StatementSync {
  const known = new Map<string, StatementSync>();
  return (text) => {
    const prepared = known.get(text) ?? db.prepare(text);
    known.set(text, prepared);
    return prepared;
  };
}
