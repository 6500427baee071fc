import { deserialize, serialize } from 'node:v8';
import { applyCommand, type Command } from './apply-command.js';
import { appliedIn, keepBalance, readProgress, type Session } from './session.js';

/** What came of a piece of work, and what the log must tell of it: nothing where nothing was changed. */
export interface Performed<T> { readonly answer: T; readonly command?: Command; readonly synced: boolean }

/**
 * Changes the tables and tells the log, which makes it durable, before anybody hears of it. The tables themselves are written once for many
 * commands: a page that a hundred commits touch goes to the disk once. All of `work` happens or nothing of it.
 */
export function perform<T>(session: Session, work: () => Performed<T>): T {
  const { answer } = undoing(session, () => {
    goAhead(session);
    const performed = work();
    if (performed.command !== undefined) session.log.append(serialize(performed.command), performed.synced);
    return performed;
  });
  if (session.log.isFull) tryToWriteDown(session);
  return answer;
}

/** All of `work` or nothing of it, in the tables and on the disk when it returns: for what no command tells. */
export function transact<T>(session: Session, work: () => T): T {
  return undoing(session, () => {
    writeDown(session);
    session.sql('BEGIN IMMEDIATE').run();
    const answer = work();
    keepBalance(session);
    session.sql('COMMIT').run();
    return answer;
  });
}

/** Brings everything that was told into the tables for good; the log begins again. */
export function writeDown(session: Session): void {
  if (!session.ahead) return;
  const { sql, log } = session;
  sql(`UPDATE meta SET value = ? WHERE key = 'applied'`).run(log.last);
  keepBalance(session);
  sql('COMMIT').run();
  session.ahead = false;
  log.rewind(log.last);
}

/** Where the disk has no room for the tables, what was told stays in the log, which is as durable. */
export function tryToWriteDown(session: Session): void {
  try {
    undoing(session, () => writeDown(session));
  } catch (error) {
    if (session.broken) throw error;
    session.log.putOff();
  }
}

/** Does again what the log tells and the tables do not hold. */
export function catchUp(session: Session): void {
  for (const command of session.log.readAfter(appliedIn(session))) {
    goAhead(session);
    applyCommand(session, deserialize(command));
  }
}

function goAhead(session: Session): void {
  if (session.ahead) return;
  session.sql('BEGIN IMMEDIATE').run();
  session.ahead = true;
}

/** What failed takes every command since the last writing down out of the tables with it; the log has them. */
function undoing<T>(session: Session, work: () => T): T {
  try {
    return work();
  } catch (error) {
    rebuild(session);
    throw error;
  }
}

function rebuild(session: Session): void {
  try {
    rollBack(session);
    readProgress(session);
    catchUp(session);
  } catch {
    session.broken = true;
  }
}

function rollBack(session: Session): void {
  session.ahead = false;
  try {
    session.sql('ROLLBACK').run();
  } catch {
    // SQLite has rolled back already after some errors
  }
}
