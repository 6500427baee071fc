import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import type { Store } from 'throughline/ports';
import { createMemoryData, createMemoryStore, createTestClock, type MemoryData, type TestClock } from 'throughline/testing';

/** Where journeys are kept, outliving the host that runs them. */
export interface Home {
  readonly clock: TestClock;
  /** where it is, if it is a file */
  readonly file?: string;
  /** how many processes run a host's journeys here at once; absent: one */
  readonly workers?: number;
  /** a store on what is kept here, for the next host to open */
  store(): Store;
  /** the process dies: its stores are let go without a word */
  die(): Promise<void>;
  /** takes everything away */
  remove(): Promise<void>;
}

export function memoryHome(data: MemoryData = createMemoryData()): Home {
  const clock = createTestClock(startOfTime);
  return homeOf(clock, () => createMemoryStore({ clock, data }), () => {});
}

export function sqliteHome(): Home & { readonly file: string } {
  const clock = createTestClock(startOfTime);
  const file = join(mkdtempSync(join(tmpdir(), 'throughline-')), 'journeys.db');
  return { ...homeOf(clock, () => createSqliteStore({ file, now: clock.now }), () => rmSync(dirname(file), { recursive: true, force: true })), file };
}

function sharedHome(): Home {
  const clock = createTestClock(startOfTime);
  const data = createMemoryData();
  return { ...homeOf(clock, () => createMemoryStore({ clock, data, shared: { leaseMs: 30_000 } }), () => {}), workers: 3 };
}

function homeOf(clock: TestClock, open: () => Store, remove: () => void): Home {
  const stores: Store[] = [];
  const die = async (): Promise<void> => { for (const store of stores.splice(0)) await store.close(); };
  return {
    clock, die,
    store() {
      const store = open();
      stores.push(store);
      return store;
    },
    async remove() { await die(); remove(); },
  };
}

const startOfTime = 1_800_000_000_000;

/** The homes that every promise must hold in. */
export const homes: readonly (readonly [string, () => Home])[] = [['in memory', () => memoryHome()], ['in a SQLite file', sqliteHome]];
/** Homes in which several processes are at work, each call going to another of them. */
export const sharedHomes: typeof homes = [['by three processes', sharedHome]];
