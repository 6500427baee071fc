import { rm, stat } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { driveLibrary } from './throughline.js';
import { enterAll } from './visit-customers.js';

/** A file full of journeys that wait, and what it takes. */
export interface Parked {
  readonly file: string;
  readonly seconds: number;
  readonly timers: number;
  /** all of the file but the log */
  readonly bytesPerJourney: number;
  /** the log: what happened, kept until it is trimmed */
  readonly historyBytesPerJourney: number;
  /** store's time at which a thousand timers are due, and no more */
  readonly thousandDueAt: number;
}

/** So many customers enter the journey, one event each through the library's own door, and stay where they are asked something. */
export async function parkJourneys(file: string, journeys: number): Promise<Parked> {
  await rm(file, { force: true });
  const begin = performance.now();
  const { bring, close } = driveLibrary(createSqliteStore({ file, now: createTickingClock() }));
  await enterAll({ bring }, journeys, enteringAtOnce);
  await close();
  return { file, seconds: (performance.now() - begin) / 1_000, ...await measureFile(file, journeys) };
}

/** a time of the store's at which nothing of the file is due yet */
export const storeTimeBegins = Date.UTC(2030, 0, 1);
const enteringAtOnce = 1_024;

/** A millisecond further each time it is asked: timers are due one after another, not all at once. */
export function createTickingClock(from = storeTimeBegins): () => number {
  let time = from;
  return () => (time += 1);
}

async function measureFile(file: string, journeys: number): Promise<Omit<Parked, 'file' | 'seconds'>> {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const figureOf = (text: string): number => Number(db.prepare(text).get()?.['figure']);
  const [bytes, history] = [(await stat(file)).size, figureOf("SELECT pgsize AS figure FROM dbstat('main', 1) WHERE name = 'log'")];
  const timers = figureOf('SELECT count(*) AS figure FROM timer');
  const thousandDueAt = figureOf('SELECT next AS figure FROM timer ORDER BY next LIMIT 1 OFFSET 999');
  db.close();
  return { timers, thousandDueAt, bytesPerJourney: (bytes - history) / journeys, historyBytesPerJourney: history / journeys };
}
