import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { runBench } from './run-bench.js';
import { assertByIndex, hearStatements } from './timer-statements.js';

it('a file of parked journeys is made, opened by a fresh process and asked for what is due', async () => {
  const [line, ...more] = await runBench<Record<string, number | string | null | object>>('parked', { journeys: 1_500 });
  expect(more).toEqual([]);
  expect(line).toMatchObject({ bench: 'parked', journeys: 1_500, timers: 3_000 });
  for (const figure of ['makeSeconds', 'bytesPerJourney', 'historyBytesPerJourney', 'openMs', 'firstEventMs', 'firstEventCpuMs', 'rssMb', 'dueMs']) expect(line?.[figure], figure).toBeGreaterThan(0);
});

it('a store that walked through all timers to find those that are due would be caught', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'timers-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'timers.db');
  const explainOf = (text: string) => {
    const explain = hearStatements();
    const db = new DatabaseSync(file);
    db.exec('CREATE TABLE IF NOT EXISTS timer (next REAL NOT NULL, id TEXT NOT NULL, PRIMARY KEY (next, id)) WITHOUT ROWID');
    db.prepare(text).all();
    db.close();
    return explain(file);
  };
  const walking = explainOf('SELECT id FROM timer WHERE next + 0 <= 5 ORDER BY next');
  const found = explainOf('SELECT id FROM timer WHERE next <= 5 ORDER BY next');
  expect(() => assertByIndex(walking)).toThrow('no statement finds due timers by an index');
  expect(() => assertByIndex([...found, ...walking])).toThrow('reads all timers');
  expect(() => assertByIndex([...found, ...explainOf('SELECT next FROM timer ORDER BY next LIMIT 1')])).not.toThrow();
});
