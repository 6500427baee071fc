import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSqliteStore, type SqliteStoreConfig } from '../../../adapters/sqlite/index.js';
import type { Change, Store } from '../../../src/ports/index.js';
import { temporaryFile } from './sqlite-harness.js';

const owner = { worker: 'w' };

describe('the log of commands beside the file', () => {
  it('holds what was acknowledged when the process dies before the tables took it, leases and settled effects included', async () => {
    const { file, store, tell } = await open();
    for (let n = 1; n <= 5; n += 1) await tell(n);
    await store.claim({ kind: 'effect', worker: 'w', limit: 2, leaseMs: 60_000 });
    await store.commit([{ tenant: 't', lane: 'lane 1', epoch: 1, expect: -1, effects: { settle: [{ key: 'effect 1', result: 'sent' }] }, counters: { sent: 1 } }]);
    const next = await openImage(file);
    expect(await idsIn(next)).toEqual(['1', '2', '3', '4', '5']);
    expect(await next.counters('t', ['told', 'sent'])).toEqual([5, 1]);
    const { due } = await next.claim({ kind: 'effect', worker: 'w', limit: 9, leaseMs: 60_000 });
    expect(due.map(({ key, attempt }) => `${key}, attempt ${attempt}`).toSorted()).toEqual(['effect 2, attempt 2', 'effect 3, attempt 1', 'effect 4, attempt 1', 'effect 5, attempt 1']);
  });

  it('cut at any byte, gives back exactly the commands that are whole, and goes on from there', async () => {
    const { file, tell, store } = await open();
    const ends: number[] = [];
    for (let n = 1; n <= 4; n += 1) { await tell(n); ends.push(endOfLog(file)); }
    const whole = readFileSync(`${file}-log`);
    const near = [0, ...ends].flatMap((end) => [-17, -16, -1, 0, 1, 15, 16, 17, 24, 101].map((by) => end + by));
    for (const cut of new Set(near.filter((at) => at >= 0 && at <= whole.length))) {
      const next = await openImage(file, whole.subarray(0, cut));
      const kept = ends.filter((end) => end <= cut).length;
      expect(await idsIn(next), `cut at byte ${cut}`).toEqual(['1', '2', '3', '4'].slice(0, kept));
      await expect(next.commit([changeOf(kept + 1, 2)]), 'the next event').resolves.toMatchObject([{ ok: true, position: kept + 1 }]);
      await next.close();
    }
    await store.close();
  });

  it('with a byte changed, gives nothing back from there on, and nothing that was never told', async () => {
    const { file, tell } = await open();
    for (let n = 1; n <= 3; n += 1) await tell(n);
    const whole = readFileSync(`${file}-log`).subarray(0, endOfLog(file));
    await fc.assert(fc.asyncProperty(fc.integer({ min: 24, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ by;
      const next = await openImage(file, damaged);
      const ids = await idsIn(next);
      await next.close();
      expect(['1', '2', '3'].slice(0, ids.length)).toEqual(ids);
      expect(ids.length).toBeLessThan(3);
    }), { numRuns: 20 });
  });

  it('begins again once the tables took it, and what is left of the round before is never told twice', async () => {
    const { file, store, tell } = await open();
    const large = 'x'.repeat(90_000);
    for (let n = 1; n <= 70; n += 1) {
      await tell(n, large.slice(0, (n * 7_919) % large.length));
      if (n % 3 !== 0) continue;
      const next = await openImage(file);
      expect((await idsIn(next)).length, `after event ${n}`).toBe(n);
      expect(await next.counters('t', ['told'])).toEqual([n]);
      await next.close();
    }
    expect(readFileSync(`${file}-log`).length, 'the log does not grow for ever').toBeLessThan(4 * 1_024 * 1_024);
    await store.close();
  });

  it('is gone after a clean end, so that the file alone is the whole store', async () => {
    const { file, store, tell } = await open();
    await tell(1);
    expect(existsSync(`${file}-log`)).toBe(true);
    await store.close();
    expect(readdirSync(dirname(file))).toEqual([basename(file)]);
  });

  it('forgets an erased customer with the tables', async () => {
    const { file, store, tell } = await open();
    await tell(1, 'a secret of long ago');
    await store.erase([{ tenant: 't', lane: 'lane 1' }]);
    for (const name of readdirSync(dirname(file))) expect(readFileSync(`${dirname(file)}/${name}`).includes('a secret of long ago'), name).toBe(false);
  });

  it('that belongs to another file is refused, and left as it is', async () => {
    const one = await open();
    await one.tell(1);
    const other = await open();
    await other.store.close();
    copyFileSync(`${one.file}-log`, `${other.file}-log`);
    const before = readFileSync(`${other.file}-log`);
    await expect(createSqliteStore({ file: other.file }).open(owner)).rejects.toMatchObject({ code: 'StoreForeign' });
    expect(readFileSync(`${other.file}-log`).equals(before)).toBe(true);
  });

  it('that begins with whatever the disk held there before, as power was lost before its first sync, tells nothing', async () => {
    const { file, store, tell } = await open();
    await tell(1);
    await store.close();
    const noise = Buffer.from(Array.from({ length: 9_000 }, (_, at) => (at * 7_919 + 13) % 256));
    const next = await openImage(file, noise);
    expect(await idsIn(next)).toEqual(['1']);
    await next.commit([changeOf(2, 3)]);
    await next.close();
  });

  it('that is whole but for its beginning is refused rather than taken for empty', async () => {
    const { file, tell } = await open();
    await tell(1);
    const damaged = readFileSync(`${file}-log`).fill('not ours', 0, 8);
    await expect(openImage(file, damaged)).rejects.toMatchObject({ code: 'StoreForeign' });
  });

  it('that is newer than the file, as when only the file was restored, is refused rather than read in part', async () => {
    const { file, store } = await open();
    await store.close();
    const old = readFileSync(file);
    const { tell } = await open({ file });
    for (let n = 1; n <= 30; n += 1) await tell(n, 'x'.repeat(90_000));
    const restored = temporaryFile();
    writeFileSync(restored, old);
    copyFileSync(`${file}-log`, `${restored}-log`);
    await expect(createSqliteStore({ file: restored }).open(owner)).rejects.toMatchObject({ code: 'StoreUnavailable' });
  });

  it('gives back all that was told where the tables refuse a command in the middle', async () => {
    const { file, store, tell } = await open({ maxBytes: 600_000 });
    let told = 0;
    await expect((async () => { for (let n = 1; n < 100; n += 1) { await tell(n, 'x'.repeat(20_000)); told = n; } })()).rejects.toMatchObject({ code: 'StoreUnavailable' });
    expect(told).toBeGreaterThan(3);
    expect((await idsIn(store)).length, 'in the same process').toBe(told);
    const next = await openImage(file);
    expect((await idsIn(next)).length, 'in the next one').toBe(told);
  });
});

interface Opened {
  readonly file: string;
  readonly store: Store;
  /** an event of lane 1, the n-th */
  tell(n: number, text?: string): Promise<void>;
}

async function open(config: Partial<SqliteStoreConfig> = {}): Promise<Opened> {
  const { file = temporaryFile() } = config;
  const store = createSqliteStore({ ...config, file });
  const { epoch } = await store.open(owner);
  onTestFinished(() => store.close());
  return {
    file, store,
    async tell(n, text = '') {
      expect(await store.commit([changeOf(n, epoch, text)])).toMatchObject([{ ok: true, version: n }]);
    },
  };
}

const changeOf = (n: number, epoch: number, text = ''): Change => ({
  tenant: 't', lane: 'lane 1', epoch, expect: n - 1, state: text,
  entries: [{ kind: 'event', at: n, body: String(n), dedupe: { source: 's', id: String(n), digest: 'd' } }],
  effects: { add: [{ key: `effect ${n}`, due: 0, attempt: 0, body: '' }] },
  rows: { put: [{ key: String(n), value: text }] }, counters: { told: 1 },
});

/** What a process that died at this moment would leave behind, opened by the next one. */
async function openImage(file: string, log?: Uint8Array): Promise<Store> {
  const copy = temporaryFile();
  for (const end of ['', '-wal', '-log']) if (existsSync(file + end)) copyFileSync(file + end, copy + end);
  if (log !== undefined) writeFileSync(`${copy}-log`, log);
  const store = createSqliteStore({ file: copy, checkFile: true });
  onTestFinished(() => store.close());
  await store.open(owner);
  return store;
}

/** The file is longer than what was told: behind that it is zeros. */
function endOfLog(file: string): number {
  const bytes = readFileSync(`${file}-log`);
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return end;
}

async function idsIn(store: Store): Promise<readonly string[]> {
  return (await store.scan(0, 1_000)).entries.map(({ body }) => body);
}
