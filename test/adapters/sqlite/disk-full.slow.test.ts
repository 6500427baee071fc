import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { describe, expect, it } from 'vitest';
import { createBench, codeOf, type Bench } from '../../orchestrator/door/bench.js';
import { homes } from '../../orchestrator/door/homes.js';
import { auditFile } from '../../audit/audit-file.js';
import { createFullDisk } from './full-disk.js';
import { temporaryFile } from './sqlite-harness.js';

const child = fileURLToPath(new URL('./full-disk-child.ts', import.meta.url));
const begin = { id: 'begin', type: 'visit.began' };
const item = (n: number) => ({ id: String(n), type: 'item.added', data: { n } });
const itemsOf = async ({ orchestrator }: Bench): Promise<unknown> => (await orchestrator.briefing('user:ann')).journeys[0]?.facts.find(({ name }) => name === 'order')?.value;

describe('where the disk is full', () => {
  it('an event is refused as to be sent again, what was acknowledged stays, and the same event is taken once there is room', async () => {
    const disk = createFullDisk('-log');
    const [, make] = homes[1] ?? [];
    if (make === undefined) throw new Error('no home');
    const home = make();
    const bench = createBench(home);
    await bench.say(begin);
    for (let n = 1; n <= 5; n += 1) await bench.say(item(n));
    for (let round = 0; round < 3; round += 1) {
      const n = 6 + round;
      disk.isFull = true;
      expect(await codeOf(bench.say(item(n)))).toBe('StoreUnavailable');
      expect(await itemsOf(bench), 'nothing of it is seen').toEqual(Array.from({ length: n - 1 }, (_one, at) => at + 1));
      disk.isFull = false;
      expect(await bench.say(item(n))).toMatchObject({ status: 'handled' });
    }
    await home.die();
    const next = createBench(home);
    expect(await next.say(item(8))).toMatchObject({ status: 'duplicate', first: { status: 'handled' } });
    expect(await itemsOf(next)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    await next.orchestrator.close();
    await home.remove();
  });

  it('nothing is lost where the tables can grow no further, also in the next process, and it goes on in a larger place', async () => {
    const file = temporaryFile();
    const acknowledged = await fill(file, 500_000);
    expect(acknowledged).toBeGreaterThan(50);
    const store = createSqliteStore({ file });
    const { position } = await store.open({ worker: 'w' });
    expect(position).toBe(acknowledged);
    expect((await store.scan(0, 100_000)).entries.map(({ body }) => body.slice(0, 6))).toEqual(Array.from({ length: acknowledged }, (_one, n) => String(n + 1).padStart(6, '0')));
    await store.close();
    expect(auditFile(file)).toEqual([]);
    expect(await fill(file, 1_000_000, acknowledged)).toBeGreaterThan(acknowledged);
  });

  // Windows has no such limit to set
  if (process.platform !== 'win32') {
    it('a process whose files may grow no further refuses with a code, answers who asks, and the next one has all that was acknowledged', async () => {
      const file = temporaryFile();
      const answers = runChild(file, { from: 0, most: 4_000, blocks: 2_100 });
      const acknowledged = answers.filter((answer) => /^\d+$/.test(answer)).map(Number);
      expect(acknowledged.length).toBeGreaterThan(50);
      expect(answers.slice(acknowledged.length)).toEqual(['StoreUnavailable', 'known 2']);
      const later = runChild(file, { from: acknowledged.length, most: 50 });
      expect(later.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_one, n) => String(acknowledged.length + n)));
      const store = createSqliteStore({ file });
      await store.open({ worker: 'w' });
      const ids = (await store.scan(0, 1_000_000)).entries.filter(({ kind }) => kind === 'event').map(({ body }) => String((JSON.parse(body) as { id: unknown }).id));
      expect(ids.slice(0, acknowledged.length + 1)).toEqual(['begin', ...acknowledged.map(String)]);
      await store.close();
      expect(auditFile(file)).toEqual([]);
    });
  }
});

/** Commits entries until the store refuses one for want of room; answers how many it has taken in all. */
async function fill(file: string, maxBytes: number, already = 0): Promise<number> {
  const store = createSqliteStore({ file, maxBytes });
  const { epoch } = await store.open({ worker: 'w' });
  for (let n = already; ; n += 1) {
    const change = { tenant: 't', lane: 'a', epoch, expect: n, state: String(n), entries: [{ kind: 'event' as const, at: n, body: `${String(n + 1).padStart(6, '0')}${'x'.repeat(2_000)}`, dedupe: { source: 's', id: String(n), digest: '' } }] };
    const outcome = await store.commit([change]).catch((error: { readonly code: string }) => error.code);
    if (typeof outcome === 'string') {
      expect(outcome).toBe('StoreUnavailable');
      expect((await store.scan(0, 100_000)).entries).toHaveLength(n);
      await store.close();
      return n;
    }
  }
}

/** Runs the child on the file for so many events, where given under a limit of so many blocks a file; answers what it said. */
function runChild(file: string, { from, most, blocks }: { readonly from: number; readonly most: number; readonly blocks?: number }): readonly string[] {
  const limit = blocks === undefined ? '' : `ulimit -f ${blocks}; `;
  const output = execFileSync('sh', ['-c', `${limit}exec "$0" --import tsx "$1" "$2" "$3" "$4"`, process.execPath, child, file, String(from), String(most)], { encoding: 'utf8', env: { ...process.env, TSX_DISABLE_CACHE: '1' } });
  return output.trim().split('\n');
}
