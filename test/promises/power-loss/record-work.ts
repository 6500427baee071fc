import { readFileSync } from 'node:fs';
import { createSqliteStore, type SqliteStoreConfig } from 'throughline/adapters/sqlite';
import { createRandom } from './random.js';
import { recordTape } from './record-tape.js';
import type { Files, Op } from './tape.js';
import { newStanding, work, type Manner } from './workload.js';

/** What was there when a tape begins, and the tape. */
export interface Recorded { readonly start: Files; readonly tape: readonly Op[] }

/** How a recorded workload works. */
export interface RecordedWork {
  readonly seed: number;
  readonly manner: Manner;
  /** commits of each of the two owners */
  readonly steps: number;
  readonly config?: Partial<SqliteStoreConfig>;
  /** told to SQLite before each transaction */
  readonly sql?: string;
}

/** Works on a store, closes it, opens it again and works on, while everything that reaches the disk is recorded. */
export async function recordWork(file: string, { seed, manner, steps, config = {}, sql = '' }: RecordedWork): Promise<Recorded> {
  const make = () => createSqliteStore({ file, vacuumOnErase: false, ...config });
  const first = make();
  await first.open({ worker: 'w' });
  await first.close();
  const start = new Map([['', readFileSync(file)]]);
  const recording = recordTape(file);
  recording.onConnection(sql);
  const [standing, random] = [newStanding(manner), createRandom(seed)];
  try {
    for (let round = 0; round < 2; round += 1) {
      const store = make();
      const { epoch } = await store.open({ worker: 'w' });
      await work(store, { epoch, standing, random, steps, tell: (told) => recording.tell(JSON.stringify(told)) });
      await store.close();
    }
  } finally {
    recording.stop();
  }
  return { start, tape: recording.tape };
}
