import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createSqliteStore, type SqliteStoreConfig } from '../../../adapters/sqlite/index.js';
import type { Store } from '../../../src/ports/index.js';
import { createTestClock, type StoreHarness } from '../../../src/testing/index.js';

/** SQLite stores, each in a file of its own, on a clock that the cases move. */
export function sqliteHarness(config: Partial<SqliteStoreConfig> = {}): StoreHarness {
  const clock = createTestClock();
  const fileOf = new WeakMap<Store, string>();
  const make = (file: string): Store => {
    const store = createSqliteStore({ file, now: clock.now, ...config });
    fileOf.set(store, file);
    return store;
  };
  return {
    create: () => make(temporaryFile()),
    async reopen(store) {
      await store.close();
      return make(fileOf.get(store) ?? temporaryFile());
    },
    async dispose(store) {
      await store.close();
      rmSync(dirname(fileOf.get(store) ?? ''), { recursive: true, force: true });
    },
    advance: (ms) => clock.set(clock.now() + ms),
  };
}

/** A path in a folder of its own; nothing is there yet. */
export function temporaryFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'throughline-')), 'journeys.db');
}
