import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { JourneyError } from '../../src/errors/index.js';
import { migrate, refuseForeign } from './schema.js';
import type { SqliteStoreConfig } from './sqlite-store-config.js';

const headerBytes = 100;
const pageBytes = 4_096;
const fullSync = 2;
const safeSynchronous: readonly string[] = ['FULL', 'EXTRA'];

/** Opens the file for one owner, with every setting that keeps an acknowledged commit set and read back. */
export function openFile(config: SqliteStoreConfig): DatabaseSync {
  const unsafeAllowed = config.durable === 'no';
  if (!unsafeAllowed) refuseUnsafe(config);
  refuseStub(config.file);
  const db = new DatabaseSync(config.file, { enableForeignKeyConstraints: false });
  try {
    db.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE');
    refuseForeign(db);
    configure(db, config);
    if (!unsafeAllowed) assertDurable(db);
    if (config.checkFile === true) refuseDamaged(db);
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function refuseUnsafe({ file, synchronous = 'FULL', journalMode = 'WAL' }: SqliteStoreConfig): void {
  if (file === ':memory:') throw unsafe('a database in memory');
  if (!safeSynchronous.includes(synchronous)) throw unsafe('synchronous below FULL');
  if (journalMode !== 'WAL') throw unsafe('a journal mode other than WAL');
}

// SQLite takes a file shorter than its header for an empty one and would write over it
function refuseStub(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 0 && size < headerBytes) throw new JourneyError('StoreForeign', 'The file is not a database; name another one');
}

function configure(db: DatabaseSync, { synchronous = 'FULL', journalMode = 'WAL', secureDelete = true, maxBytes }: SqliteStoreConfig): void {
  // what a full command log touches stays in memory until it is written down
  db.exec(`PRAGMA page_size = ${pageBytes}; PRAGMA cache_size = -16000`);
  db.exec(`PRAGMA journal_mode = ${journalMode}`);
  // a disk may answer fsync before the data is safe; macOS has another call for it, which these name
  db.exec('PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON');
  db.exec(`PRAGMA synchronous = ${synchronous}; PRAGMA secure_delete = ${secureDelete ? 'ON' : 'OFF'}`);
  if (maxBytes !== undefined) db.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageBytes))}`);
}

function assertDurable(db: DatabaseSync): void {
  const settings = { ...db.prepare('PRAGMA journal_mode').get(), ...db.prepare('PRAGMA synchronous').get(), ...db.prepare('PRAGMA database_list').get() };
  if (settings['file'] === '') throw unsafe('a database in memory');
  if (settings['journal_mode'] !== 'wal') throw unsafe('a journal mode other than WAL, the only one this file system allows');
  if (Number(settings['synchronous']) < fullSync) throw unsafe('synchronous below FULL');
}

function refuseDamaged(db: DatabaseSync): void {
  const answer = db.prepare('PRAGMA integrity_check(1)').get();
  if (answer?.['integrity_check'] !== 'ok') throw new JourneyError('StoreUnavailable', 'The file is damaged; restore it from a backup');
}

function unsafe(what: string): JourneyError {
  return new JourneyError('UnsafeDurability', `The store would run with ${what} and could lose an acknowledged event; use the defaults, or say \`durable: 'no'\``);
}
