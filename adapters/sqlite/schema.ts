import type { DatabaseSync } from 'node:sqlite';
import { JourneyError } from '../../src/errors/index.js';
import { numberOf } from './column.js';

/** `Thrl`, in the header of every file of ours. */
export const applicationId = 0x5468_726c;

/**
 * One migration a schema version, forwards only. Times are REAL since any finite number must come back as it was; small rows that
 * are only ever found by their key are WITHOUT ROWID; what carries a body is not, as a kilobyte would overflow an index page.
 */
export const schemaMigrations: readonly string[] = [`
CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE lane (number INTEGER PRIMARY KEY, tenant TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, head INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX lane_name ON lane (tenant, name);
CREATE TABLE identity (tenant TEXT NOT NULL, identity TEXT NOT NULL, lane INTEGER NOT NULL, PRIMARY KEY (tenant, identity)) STRICT, WITHOUT ROWID;
CREATE INDEX identity_lane ON identity (lane);
CREATE TABLE instance (lane INTEGER NOT NULL, id TEXT NOT NULL, journey TEXT NOT NULL, status TEXT NOT NULL, PRIMARY KEY (lane, id)) STRICT, WITHOUT ROWID;
CREATE TABLE log (position INTEGER PRIMARY KEY, lane INTEGER NOT NULL, prev INTEGER NOT NULL, kind INTEGER NOT NULL, at REAL NOT NULL, accepted REAL NOT NULL, dedupe BLOB, body TEXT NOT NULL) STRICT;
CREATE TABLE dedupe (key BLOB PRIMARY KEY, position INTEGER NOT NULL, digest BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE tombstone (position INTEGER PRIMARY KEY, accepted REAL NOT NULL, dedupe BLOB NOT NULL) STRICT;
CREATE TABLE timer (next REAL NOT NULL, lane INTEGER NOT NULL, id TEXT NOT NULL, due REAL NOT NULL, attempt INTEGER NOT NULL, PRIMARY KEY (next, lane, id)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX timer_id ON timer (lane, id);
CREATE INDEX timer_leased ON timer (lane, id) WHERE next <> due;
CREATE TABLE effect (seq INTEGER PRIMARY KEY, lane INTEGER NOT NULL, key TEXT NOT NULL, queue TEXT, next REAL NOT NULL, attempt INTEGER NOT NULL, handed INTEGER NOT NULL, first INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX effect_key ON effect (lane, key);
CREATE INDEX effect_due ON effect (next, seq, handed) WHERE first = 1;
CREATE INDEX effect_queue ON effect (lane, queue, seq) WHERE queue IS NOT NULL;
CREATE TABLE dead (lane INTEGER NOT NULL, key TEXT NOT NULL, queue TEXT, attempt INTEGER NOT NULL, cause TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX dead_key ON dead (lane, key);
CREATE TABLE parked (lane INTEGER NOT NULL, id TEXT NOT NULL, journey TEXT NOT NULL, instance TEXT, at REAL NOT NULL, cause TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX parked_id ON parked (lane, id);
CREATE TABLE lane_row (lane INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (lane, key)) STRICT, WITHOUT ROWID;
CREATE TABLE counter (tenant TEXT NOT NULL, key TEXT NOT NULL, value REAL NOT NULL, PRIMARY KEY (tenant, key)) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('epoch', 0), ('position', 0), ('accepted', 0), ('salt', randomblob(16));
`, `
INSERT INTO meta VALUES ('applied', 0);
`, `
INSERT INTO meta VALUES ('balance', json_object(
  'lanes', (SELECT count(*) FROM lane WHERE version > 0), 'instances', (SELECT count(*) FROM instance), 'timers', (SELECT count(*) FROM timer),
  'effects', (SELECT count(*) FROM effect) + (SELECT count(*) FROM dead), 'parked', (SELECT count(*) FROM parked),
  'entries', 0, 'after', (SELECT max(value, (SELECT coalesce(max(position), 0) FROM log)) FROM meta WHERE key = 'position')));
`];

/** Refuses, untouched, a file that holds something else than this library's tables. */
export function refuseForeign(db: DatabaseSync): void {
  const id = numberOf(db.prepare('PRAGMA application_id').get() ?? {}, 'application_id');
  if (id === applicationId) return;
  const tables = numberOf(db.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() ?? {}, 'tables');
  if (id !== 0 || tables > 0) throw new JourneyError('StoreForeign', 'The file is a database of another program; name another one');
}

/** Brings the file to the newest schema in one transaction; refuses one that a newer library wrote. */
export function migrate(db: DatabaseSync, migrations: readonly string[] = schemaMigrations): void {
  const version = numberOf(db.prepare('PRAGMA user_version').get() ?? {}, 'user_version');
  if (version > migrations.length) {
    throw new JourneyError('StoreTooNew', `The file has schema version ${version}; this library knows ${migrations.length}. Use the newer library`, { version, limit: migrations.length });
  }
  if (version === migrations.length) return;
  const steps = [...migrations.slice(version), `PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length};`];
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const step of steps) db.exec(step);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
