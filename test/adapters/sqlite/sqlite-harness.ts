import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
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
    advance: (ms) => clock.set(clock.now() + ms),
  };
}

/** A path in a folder of its own that goes with the test; nothing is there yet. */
export function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-sqlite-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'journeys.db');
}
