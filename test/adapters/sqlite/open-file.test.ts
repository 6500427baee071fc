import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createSqliteStore, type SqliteStoreConfig } from '../../../adapters/sqlite/index.js';
import { migrate, schemaMigrations } from '../../../adapters/sqlite/schema.js';
import { JourneyError, type JourneyErrorCode } from '../../../src/errors/index.js';
import { refusalOf } from '../../model/refusal-of.js';
import { temporaryFile } from './sqlite-harness.js';

const owner = { worker: 'w' };

describe('a sqlite store refuses to open', () => {
  it.each<readonly [string, Partial<SqliteStoreConfig>]>([
    ['with commits that are not synced', { synchronous: 'OFF' }],
    ['with commits that a power cut could take', { synchronous: 'NORMAL' }],
    ['without a write-ahead log', { journalMode: 'DELETE' }],
    ['in memory', { file: ':memory:' }],
    ['in memory under another name', { file: 'file::memory:' }],
  ])('%s, as an acknowledged event could be lost', async (_, config) => {
    await expect(codeOf({ file: temporaryFile(), ...config })).resolves.toBe('UnsafeDurability');
  });

  it.each<readonly [string, unknown]>([
    ['no options at all', undefined], ['no file', {}], ['an empty name', { file: '' }], ['a blank name', { file: ' ' }], ['a name that is no text', { file: 7 }],
  ])('%s: it is not even created, and the sentence says what to write', (_, config) => {
    const { code, facts, message } = refusalOf(() => createSqliteStore(config as never));
    expect({ code, path: facts.path }).toEqual({ code: 'InvalidOptions', path: 'file' });
    expect(message).toContain("createSqliteStore({ file: 'journeys.db' })");
  });

  it('an option that is misspelt, by its name', () => {
    const { code, facts } = refusalOf(() => createSqliteStore({ file: temporaryFile(), synchronus: 'FULL' } as never));
    expect({ code, path: facts.path }).toEqual({ code: 'InvalidOptions', path: 'synchronus' });
  });

  it('a file that this process has open already, and works on in the first store', async () => {
    const file = temporaryFile();
    const first = createSqliteStore({ file });
    const { epoch } = await first.open(owner);
    await expect(codeOf({ file })).resolves.toBe('StoreLocked');
    await expect(first.commit([{ tenant: 't', lane: 'a', expect: 0, epoch, state: '{}' }])).resolves.toMatchObject([{ ok: true }]);
    await first.close();
    await expect(codeOf({ file })).resolves.toBeUndefined();
  });

  it('a file that another process has open', async () => {
    const file = temporaryFile();
    const store = createSqliteStore({ file });
    await store.open(owner);
    await expect(openElsewhere(file)).resolves.toBe('StoreLocked');
    await store.close();
    await expect(openElsewhere(file)).resolves.toBe('opened');
  });

  it('a file that is no database, and leaves it as it is', async () => {
    for (const content of ['x', 'short', 'y'.repeat(99), 'z'.repeat(100), 'u'.repeat(600), 'not a database '.repeat(1_000)]) {
      const file = temporaryFile();
      writeFileSync(file, content);
      await expect(codeOf({ file })).resolves.toBe('StoreForeign');
      expect(readFileSync(file, 'utf8')).toBe(content);
    }
  });

  it('a database of another program, and leaves it as it is', async () => {
    for (const sql of ['CREATE TABLE recipes (name TEXT)', 'PRAGMA application_id = 7']) {
      const file = temporaryFile();
      const other = new DatabaseSync(file);
      other.exec(sql);
      other.close();
      const before = readFileSync(file);
      await expect(codeOf({ file })).resolves.toBe('StoreForeign');
      expect(readFileSync(file).equals(before)).toBe(true);
    }
  });

  it('a file that a newer version of this library wrote', async () => {
    const file = temporaryFile();
    await openOnce(file);
    inFile(file, (db) => db.exec(`PRAGMA user_version = ${schemaMigrations.length + 1}`));
    await expect(codeOf({ file })).resolves.toBe('StoreTooNew');
  });

  it('a damaged file, where it was asked to look', async () => {
    const file = temporaryFile();
    const store = createSqliteStore({ file });
    const { epoch } = await store.open(owner);
    await store.commit(Array.from({ length: 100 }, (_, lane) => ({ tenant: 't', lane: `lane ${lane}`, expect: 0, epoch, state: 'x'.repeat(2_000) })));
    await store.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 5 * 4_096, bytes.length);
    writeFileSync(file, bytes);
    await expect(codeOf({ file, checkFile: true })).resolves.toBe('StoreUnavailable');
  });

  it('in a folder that is not there', async () => {
    await expect(codeOf({ file: `${temporaryFile()}/none/journeys.db` })).resolves.toBe('StoreUnavailable');
  });
});

describe('a sqlite store opens', () => {
  it('a sound file that was examined first', async () => {
    const file = temporaryFile();
    await openOnce(file);
    await expect(codeOf({ file, checkFile: true })).resolves.toBeUndefined();
  });

  it('without durability only where that was said aloud, and tells so', async () => {
    const store = createSqliteStore({ file: ':memory:', durable: 'no', synchronous: 'OFF' });
    expect(store.info.durable).toBe('no');
    await expect(store.open(owner)).resolves.toMatchObject({ position: 0 });
    expect(createSqliteStore({ file: 'any' }).info.durable).toBe('fsync');
  });

  it('a file of its own kind only: the header names this library and the schema version', async () => {
    const file = temporaryFile();
    await openOnce(file);
    inFile(file, (db) => {
      expect(db.prepare('PRAGMA application_id').get()).toEqual({ application_id: 0x5468_726c });
      expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: schemaMigrations.length });
      expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    });
  });

  it('an older file by bringing it forward in one step, or leaves it as it was', () => {
    const db = new DatabaseSync(':memory:');
    migrate(db);
    const next = [...schemaMigrations, `CREATE TABLE added (x); INSERT INTO added VALUES (1)`];
    expect(() => migrate(db, [...next, 'CREATE TABLE half (x); SELECT no_such_function()'])).toThrow('no_such_function');
    expect(db.prepare(`SELECT name FROM sqlite_schema WHERE name IN ('added', 'half')`).all()).toEqual([]);
    migrate(db, next);
    expect(db.prepare('SELECT x FROM added').all()).toEqual([{ x: 1 }]);
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: next.length });
    migrate(db, next);
    expect(db.prepare('SELECT x FROM added').all()).toEqual([{ x: 1 }]);
  });
});

async function codeOf(config: SqliteStoreConfig): Promise<JourneyErrorCode | undefined> {
  const store = createSqliteStore(config);
  try {
    await store.open(owner);
    return undefined;
  } catch (error) {
    if (JourneyError.is(error)) return error.code;
    throw error;
  } finally {
    await store.close();
  }
}

async function openOnce(file: string): Promise<void> {
  const store = createSqliteStore({ file });
  await store.open(owner);
  await store.close();
}

function inFile(file: string, work: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(file);
  try {
    work(db);
  } finally {
    db.close();
  }
}

function openElsewhere(file: string): Promise<string> {
  const script = fileURLToPath(new URL('./open-elsewhere.ts', import.meta.url));
  return new Promise((resolve, reject) => execFile(process.execPath, ['--import', 'tsx', script, file], (error, output) => (error === null ? resolve(output.trim()) : reject(error))));
}
