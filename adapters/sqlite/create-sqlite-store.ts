import { JourneyError } from '../../src/errors/index.js';
import { refuseUnknown } from '../../src/model/refuse-unknown.js';
import { checkBatch, type Claimed, type DueEffect, type DueTimer, type Store, type StoreOpened } from '../../src/ports/index.js';
import { claimEffects, claimTimers, type ClaimQuery } from './claim-due.js';
import { commandLogOf, openCommandLog } from './command-log.js';
import { commitBatch } from './commit-batch.js';
import { eraseLanes } from './erase-lanes.js';
import { listPage } from './list-page.js';
import { createNoLog } from './no-log.js';
import { openFile } from './open-file.js';
import { tryToWriteDown } from './perform.js';
import { counterOf, historyOf, holderOf, loadLane, rowsOf, scanFrom } from './read-lane.js';
import { beginSession, type Session } from './session.js';
import type { SqliteStoreConfig } from './sqlite-store-config.js';
import { isDiskError, toStoreError } from './store-error.js';
import { takeOver } from './take-over.js';
import { trimLog } from './trim-log.js';

type Run = <T>(work: (session: Session) => T | Promise<T>) => Promise<T>;

/**
 * The embedded store, for one process and one file: an acknowledged commit has reached the disk. Throws `InvalidOptions` where no file is
 * named; `open` rejects with `UnsafeDurability`,
 * `StoreLocked`, `StoreForeign`, `StoreTooNew` or `StoreUnavailable`; after a disk error it must be opened again.
 */
export function createSqliteStore(config: SqliteStoreConfig): Store {
  refuseNamelessFile(config);
  refuseUnknown(config, known, 'a SQLite store');
  const { maxBatch = 128, durable = 'fsync', vacuumOnErase = true, now = () => Date.now() } = config;
  const owner = createOwner(config, now);
  const { run } = owner;
  async function claim(query: ClaimQuery & { readonly kind: 'timer' }): Promise<Claimed<DueTimer>>;
  async function claim(query: ClaimQuery & { readonly kind: 'effect' }): Promise<Claimed<DueEffect>>;
  async function claim(query: ClaimQuery): Promise<Claimed<DueTimer> | Claimed<DueEffect>> {
    return query.kind === 'timer' ? run((session) => claimTimers(session, query, now())) : run((session) => claimEffects(session, query, now()));
  }

  return {
    contract: 1,
    info: { name: 'sqlite', durable, shared: false, timers: 'store', maxBatch },
    open: owner.open,
    now: () => run(() => now()),
    load: (lanes) => run((session) => lanes.map((lane) => loadLane(session, lane))),
    resolve: (keys) => run((session) => keys.map((key) => holderOf(session, key))),
    commit: (batch) => run((session) => {
      checkBatch(batch, maxBatch);
      return commitBatch(session, batch, now());
    }),
    claim,
    history: (lane, query) => run((session) => historyOf(session, lane, query)),
    scan: (after, limit) => run((session) => scanFrom(session, after, limit)),
    rows: (lane, query) => run((session) => rowsOf(session, lane, query)),
    counters: (tenant, keys) => run((session) => keys.map((key) => counterOf(session, tenant, key))),
    list: (query) => run((session) => listPage(session, query)),
    balance: () => run(({ balance }) => ({ ...balance })),
    trim: (before) => run((session) => trimLog(session, before)),
    erase: (lanes) => run((session) => eraseLanes(session, lanes, vacuumOnErase)),
    close: owner.close,
  };
}

const known = { file: 1, maxBatch: 1, synchronous: 1, journalMode: 1, durable: 1, secureDelete: 1, vacuumOnErase: 1, checkFile: 1, maxBytes: 1, now: 1 } satisfies { readonly [K in keyof SqliteStoreConfig]-?: 1 };

/** an empty name would be a database of SQLite's own that is gone at the end */
function refuseNamelessFile(config: unknown): void {
  const file = typeof config === 'object' && config !== null && 'file' in config ? config.file : undefined;
  if (typeof file === 'string' && file.trim() !== '') return;
  throw new JourneyError('InvalidOptions', "A SQLite store needs the path of its database file: createSqliteStore({ file: 'journeys.db' }); the file is made where it is missing", { path: 'file' });
}

function createOwner(config: SqliteStoreConfig, now: () => number): { readonly open: () => Promise<StoreOpened>; readonly run: Run; readonly close: () => Promise<void> } {
  let state: 'new' | 'open' | 'failed' | 'closed' = 'new';
  let session: Session | undefined;
  const release = (next: 'failed' | 'closed'): void => {
    state = next;
    if (session !== undefined) letGo(session, next === 'closed');
    session = undefined;
  };
  return {
    async open() {
      if (state === 'closed') throw new JourneyError('Closed', 'The store is closed; create another one for the file');
      if (session !== undefined) letGo(session, false);
      session = undefined;
      try {
        const opened = openSession(config);
        const unfinished = takeOverOrLetGo(opened, now());
        session = opened;
        state = 'open';
        return { epoch: opened.epoch, position: opened.position, unfinished };
      } catch (error) {
        throw toStoreError(error);
      }
    },
    async run(work) {
      const own = session;
      if (own === undefined) throw notOpen(state);
      try {
        return await work(own);
      } catch (error) {
        if (session !== own) throw notOpen(state);
        if (own.broken || isDiskError(error)) release('failed');
        throw toStoreError(error);
      }
    },
    async close() { release('closed'); },
  };
}

function openSession(config: SqliteStoreConfig): Session {
  const db = openFile(config);
  try {
    const path = String(db.prepare('PRAGMA database_list').get()?.['file'] ?? '');
    const synced = config.synchronous !== 'NORMAL' && config.synchronous !== 'OFF';
    return beginSession(db, (salt) => (path === '' ? createNoLog() : openCommandLog(commandLogOf(path), salt, synced)));
  } catch (error) {
    db.close();
    throw error;
  }
}

function takeOverOrLetGo(session: Session, now: number): number {
  try {
    return takeOver(session, now);
  } catch (error) {
    letGo(session, false);
    throw error;
  }
}

/** A clean end leaves the database alone; any other leaves its log beside it, for the next owner. */
function letGo(session: Session, cleanly: boolean): void {
  if (cleanly) tryToWriteDown(session);
  session.log.close(cleanly && !session.ahead);
  session.db.close();
}

function notOpen(state: 'new' | 'open' | 'failed' | 'closed'): JourneyError {
  if (state === 'failed') return new JourneyError('StoreUnavailable', 'The disk failed earlier and the file was let go; open the store again');
  return new JourneyError('Closed', state === 'closed' ? 'The store is closed' : 'The store was not opened yet: call `open` first');
}
