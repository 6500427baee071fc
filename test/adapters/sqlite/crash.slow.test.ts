import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createSqliteStore } from '../../../adapters/sqlite/index.js';
import type { LogEntry, Store } from '../../../src/ports/index.js';
import { temporaryFile } from './sqlite-harness.js';

const kills = 20;
const child = fileURLToPath(new URL('./crash-child.ts', import.meta.url));

it(`what was acknowledged is there, whole and once, after the process was killed at ${kills} random moments`, async () => {
  const file = temporaryFile();
  const acknowledged = new Set<string>();
  for (let run = 0; run < kills; run += 1) {
    const before = acknowledged.size;
    for (const id of await acknowledgedUntilKilled(file, run)) acknowledged.add(id);
    expect(acknowledged.size, 'the child was killed before it did any work').toBeGreaterThan(before);
    await assertWhole(file, acknowledged);
  }
});

async function acknowledgedUntilKilled(file: string, run: number): Promise<readonly string[]> {
  const running = spawn(process.execPath, ['--import', 'tsx', child, file, String(run)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  running.stdout.setEncoding('utf8').on('data', (chunk: string) => { output += chunk; });
  await once(running.stdout, 'data');
  await setTimeout(Math.random() * 150);
  running.kill('SIGKILL');
  await once(running, 'close');
  // the last line may be cut off: that commit was not acknowledged to anybody
  return output.split('\n').slice(0, -1).flatMap((line) => line.split(' '));
}

async function assertWhole(file: string, acknowledged: ReadonlySet<string>): Promise<void> {
  const store = createSqliteStore({ file, checkFile: true });
  const { position } = await store.open({ worker: 'parent' });
  const log = await readLog(store);
  const ids = new Set(log.map(({ body }) => body));
  expect([...acknowledged].filter((id) => !ids.has(id)), 'acknowledged and lost').toEqual([]);
  expect(ids.size, 'an event was taken twice').toBe(log.length);
  expect(position).toBe(log.at(-1)?.position);
  expect(await store.counters('t', ['events'])).toEqual([log.length]);
  const { items } = await store.list({ kind: 'lane', limit: 100 });
  const latest = items.map(({ lane, version }) => ({ lane, version, events: log.filter((entry) => entry.lane === lane).length }));
  expect(latest.filter(({ version, events }) => version !== events), 'a version without its event').toEqual([]);
  const [timers, effects] = [await store.claim({ kind: 'timer', worker: 'p', limit: 1_000, leaseMs: 0 }), await store.claim({ kind: 'effect', worker: 'p', limit: 1_000, leaseMs: 0 })];
  expect(timers.due.map(({ lane, id }) => `${lane} ${id}`).toSorted()).toEqual(latest.map(({ lane, version }) => `${lane} timer ${version}`).toSorted());
  expect(effects.due.map(({ key }) => key).toSorted()).toEqual(latest.map(({ lane, version }) => `${lane} ${version}`).toSorted());
  await store.close();
}

async function readLog(store: Store): Promise<readonly LogEntry[]> {
  const log: LogEntry[] = [];
  for (let after = 0; ;) {
    const { entries, next } = await store.scan(after, 1_000);
    if (entries.length === 0) return log;
    log.push(...entries);
    after = next;
  }
}
