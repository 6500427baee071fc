import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { dirname } from 'node:path';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { readDatabaseWrites } from './read-database-writes.js';
import type { Op } from './tape.js';

/** Everything that happens to the files of a store in this process, from now on. */
export interface Recording {
  readonly tape: readonly Op[];
  /** notes what others were told */
  tell(what: string): void;
  /** what each connection to the file is told before it begins a transaction, such as to synchronise less: a planted bug */
  onConnection(sql: string): void;
  /** this process is itself again; to be called whatever happens */
  stop(): void;
}

const { openSync, closeSync, writeSync, ftruncateSync, fdatasyncSync, fsyncSync, rmSync, existsSync } = fs;
const real = { openSync, closeSync, writeSync, ftruncateSync, fdatasyncSync, fsyncSync, rmSync };
const { exec, close, prepare } = DatabaseSync.prototype;
const { run } = StatementSync.prototype;

/**
 * Records by standing between this process and `node:fs`, and by looking at the database and its write-ahead log after each statement that
 * may have written: SQLite's own writes and syncs follow from what has changed and from its level of synchronising.
 */
export function recordTape(file: string): Recording {
  const tape: Op[] = [];
  const fds = new Map<number, string>();
  const databases = new Set<DatabaseSync>();
  let wanted = '';
  const look = readDatabaseWrites(file, (op) => tape.push(op));
  const nameOf = (path: unknown): string | undefined => (typeof path === 'string' && path.startsWith(file) ? path.slice(file.length) : path === dirname(file) ? '/' : undefined);
  const noted = (fd: unknown, op: (name: string) => Op): void => { const name = typeof fd === 'number' ? fds.get(fd) : undefined; if (name !== undefined) tape.push(op(name)); };

  Object.assign(fs, {
    openSync(...args: Parameters<typeof fs.openSync>) {
      const name = nameOf(args[0]);
      const isNew = name !== undefined && !existsSync(args[0]);
      const fd = real.openSync(...args);
      if (name !== undefined) fds.set(fd, name);
      if (name !== undefined && isNew) tape.push({ do: 'make', name });
      return fd;
    },
    closeSync(fd: number) { fds.delete(fd); real.closeSync(fd); },
    writeSync(fd: number, bytes: Uint8Array, from: number, length: number, at: number) {
      const done = real.writeSync(fd, bytes, from, length, at);
      noted(fd, (name) => ({ do: 'write', name, at, bytes: Buffer.from(bytes.subarray(from, from + done)) }));
      return done;
    },
    ftruncateSync(fd: number, bytes = 0) { real.ftruncateSync(fd, bytes); noted(fd, (name) => ({ do: 'size', name, bytes })); },
    fdatasyncSync(fd: number) { real.fdatasyncSync(fd); noted(fd, (name) => ({ do: 'sync', name })); },
    fsyncSync(fd: number) { real.fsyncSync(fd); noted(fd, (name) => (name === '/' ? { do: 'sync names' } : { do: 'sync', name })); },
    rmSync(...args: Parameters<typeof fs.rmSync>) {
      const name = nameOf(args[0]);
      const wasThere = name !== undefined && existsSync(args[0]);
      real.rmSync(...args);
      if (wasThere) tape.push({ do: 'remove', name });
    },
  });
  syncBuiltinESMExports();

  const level = (db: DatabaseSync): number => Number(prepare.call(db, 'PRAGMA synchronous').get()?.['synchronous'] ?? 0);
  let synchronous = 2;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql) {
    exec.call(this, sql);
    if (this.location() !== file) return;
    databases.add(this);
    synchronous = level(this);
    look(synchronous);
  };
  DatabaseSync.prototype.close = function (this: DatabaseSync) {
    if (databases.delete(this)) synchronous = level(this);
    close.call(this);
    look(synchronous);
  };
  StatementSync.prototype.run = function (this: StatementSync, ...args: never[]) {
    if (wanted !== '' && this.sourceSQL.startsWith('BEGIN')) for (const db of databases) exec.call(db, wanted);
    if (this.sourceSQL !== 'COMMIT') return Reflect.apply(run, this, args);
    for (const db of databases) synchronous = level(db);
    const answer = Reflect.apply(run, this, args);
    look(synchronous);
    return answer;
  };

  const stop = (): void => {
    Object.assign(fs, real);
    syncBuiltinESMExports();
    Object.assign(DatabaseSync.prototype, { exec, close });
    StatementSync.prototype.run = run;
  };
  return { tape, stop, tell: (what) => { tape.push({ do: 'told', what }); }, onConnection: (sql) => { wanted = sql; } };
}
