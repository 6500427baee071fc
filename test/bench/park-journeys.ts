import { rm, stat } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import type { Change } from 'throughline/ports';
import { entrance } from './bench-journey.js';
import { recordChanges } from './record-changes.js';

/** A file full of journeys that wait, and what it takes. */
export interface Parked {
  readonly file: string;
  readonly makeSeconds: number;
  readonly timers: number;
  /** all of the file but the log */
  readonly bytesPerJourney: number;
  /** the log: what happened, kept until it is trimmed */
  readonly historyBytesPerJourney: number;
  /** store's time at which a thousand timers are due, and no more */
  readonly thousandDueAt: number;
}

/**
 * So many customers enter the journey and stay where they are asked something. The library itself decides what it is to one of them; for the others
 * that very change is written again under names and times of their own, by the store's own commit, many at a time.
 */
export async function parkJourneys(file: string, journeys: number): Promise<Parked> {
  await rm(file, { force: true });
  const begin = performance.now();
  const changeOf = copiesOf((await recordChanges(() => storeTimeBegins)).ofStep(entrance));
  const store = createSqliteStore({ file, maxBatch: atOnce, now: createTickingClock() });
  const { epoch } = await store.open({ worker: 'bench' });
  for (let made = 0; made < journeys; made += atOnce) {
    const outcomes = await store.commit(Array.from({ length: Math.min(atOnce, journeys - made) }, (_, n) => changeOf(made + n, epoch)));
    if (outcomes.some(({ ok }) => !ok)) throw new Error(`a journey was not parked: ${JSON.stringify(outcomes.find(({ ok }) => !ok))}`);
  }
  await store.close();
  return { file, makeSeconds: (performance.now() - begin) / 1_000, ...await measureFile(file, journeys) };
}

/** a time of the store's at which nothing of the file is due yet */
const storeTimeBegins = Date.UTC(2030, 0, 1);
const atOnce = 512;

/** A millisecond further each time it is asked. */
export function createTickingClock(): () => number {
  let time = storeTimeBegins;
  return () => (time += 1);
}

/** The same for customer after customer, each a millisecond later: timers are due one after another, not all at once. Its message has been sent. */
function copiesOf(recorded: string): (n: number, epoch: number) => Change {
  const { lane, timers, entries }: Change = JSON.parse(recorded);
  const dues = timers?.set?.map(({ due }) => due) ?? [];
  const id = entries?.find(({ dedupe }) => dedupe !== undefined)?.dedupe?.id ?? '';
  return (n, epoch) => {
    const named = recorded.replaceAll(lane, `c-${n.toString(16).padStart(lane.length - 2, '0')}`).replaceAll('customer-0', `customer-${n}`).replaceAll(id, `${n}-${id}`);
    const { effects: _, ...change }: Change = JSON.parse(dues.reduce((text, due) => text.replaceAll(String(due), String(due + n)), named));
    return { ...change, epoch };
  };
}

async function measureFile(file: string, journeys: number): Promise<Omit<Parked, 'file' | 'makeSeconds'>> {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const figureOf = (text: string): number => Number(db.prepare(text).get()?.['figure']);
  const [bytes, history] = [(await stat(file)).size, figureOf("SELECT pgsize AS figure FROM dbstat('main', 1) WHERE name = 'log'")];
  const timers = figureOf('SELECT count(*) AS figure FROM timer');
  const thousandDueAt = figureOf('SELECT next AS figure FROM timer ORDER BY next LIMIT 1 OFFSET 999');
  db.close();
  return { timers, thousandDueAt, bytesPerJourney: (bytes - history) / journeys, historyBytesPerJourney: history / journeys };
}
