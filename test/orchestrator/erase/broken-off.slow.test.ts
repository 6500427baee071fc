import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hours, minutes } from 'throughline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildProgram } from '../../promises/build-program.js';
import { codeOf, createBench, patiently, toIncoming } from '../door/bench.js';
import { homes, type Home } from '../door/homes.js';
import { order, purchase } from '../merge/people.js';
import { createFailingStore, type Failure } from '../store/failing-store.js';
import { allThatIsKept, bytesOf } from './all-that-is-kept.js';

const canary = 'KANARIE';
const ann = [`user:${canary}-ann`];
const more = { journeys: [purchase(), order()], activities: { look: () => ({ price: 1 }) }, texts: { still: 'Still?', thanks: 'Thanks.' }, timing: { pollMs: minutes(5), drainMs: 10 } };

/** Erases Ann, who is two, on a store whose n-th call from then on goes wrong; a process that died is followed by another, in which somebody asks again, or nobody. Answers how many calls it took. */
async function erase(home: Home, n: number, { failure, asksAgain }: { readonly failure: Failure; readonly asksAgain: boolean }): Promise<number> {
  const before = createBench(home, more);
  const tell = (id: string, type: string, data: object, who: readonly string[]) => before.orchestrator.accept(toIncoming({ id, type, data, who, via: { channel: 'chat' } }));
  await tell('1', 'order.placed', { number: '1', note: `${canary} blue` }, ann);
  await tell('2', 'purchase.wanted', { what: `${canary} chair` }, [`visitor:${canary}-v`]);
  await tell('3', 'order.placed', { number: '3', note: 'red' }, ['user:bob']);
  const { customer, merged = '' } = await before.orchestrator.link(ann[0] ?? '', `visitor:${canary}-v`, `${canary} said so`);
  await patiently(home.clock, before.orchestrator.close());
  const failing = createFailingStore(home.clock, n, failure);
  let bench = createBench(home, { ...more, around: failing.around });
  const answer = await patiently(home.clock, bench.orchestrator.erase(customer), 90_000).then(() => 'erased', () => 'broke off');
  const calls = failing.calls();
  await home.die();
  bench = createBench(home, more);
  await patiently(home.clock, bench.orchestrator.start());
  const begun = answer === 'erased' || (await allThatIsKept(bench.store)).includes('erased/');
  if (asksAgain || !begun) expect(await patiently(home.clock, bench.orchestrator.erase(customer))).toMatchObject({ customer, merged: [merged] });
  else await bench.settle(hours(1));
  for (const id of [customer, merged]) expect(await codeOf(patiently(home.clock, bench.orchestrator.explain(id)))).toBe('Erased');
  for (const [at, said] of [ann, [`visitor:${canary}-v`]].entries()) expect(await codeOf(bench.say({ id: `late ${at}`, type: 'order.closed', data: { number: '1' }, who: said }).then(({ customer: is }) => expect([customer, merged]).not.toContain(is)))).toBe('nothing was refused');
  await bench.settle(hours(3));
  await bench.orchestrator.erase(ann[0] ?? '').catch(() => undefined);
  await bench.orchestrator.erase(`visitor:${canary}-v`).catch(() => undefined);
  const kept = await allThatIsKept(bench.store, home);
  expect(kept).not.toContain(canary);
  expect(kept).toContain('red');
  await patiently(home.clock, bench.orchestrator.close());
  return calls;
}

// where nobody died the call itself was tried again already, so that asking once more is told elsewhere
const failures: readonly Failure[] = ['rejects and has done nothing', 'does it and then rejects', 'does it as the last before its process dies', 'never does it, because its process dies'];

describe.each(homes)('line 30: an erasure, %s,', (_where, make) => {
  test.each(failures.flatMap((failure) => [...(failure.includes('dies') ? [[failure, true] as const] : []), [failure, false] as const]))('comes to its end whichever call of the store %s, and whether or not somebody asks again (%s)', async (failure, asksAgain) => {
    const clean = make();
    const calls = await erase(clean, 0, { failure, asksAgain });
    await clean.remove();
    expect(calls).toBeGreaterThan(8);
    for (let n = 1; n <= calls; n += 1) {
      const home = make();
      await erase(home, n, { failure, asksAgain });
      await home.remove();
    }
  });
});

describe('line 30: a process that is killed while it erases, in a SQLite file,', () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-erase-'));
  const program = join(folder, 'erasing.mjs');
  beforeAll(() => buildProgram({ entry: join(import.meta.dirname, 'erasing-process.ts'), file: program, layers: [] }));
  afterAll(() => rmSync(folder, { recursive: true }));
  const count = 60;

  /** What the process said, until it ended or was killed so many milliseconds after it began. */
  const run = (file: string, mode: string, killedAfterMs?: number): Promise<readonly string[]> => new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, file, mode, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (words: Buffer) => {
      if (said === '' && killedAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killedAfterMs);
      said += words.toString();
    });
    child.on('error', reject);
    child.on('close', () => resolve(said.split('\n')));
  });

  test.each([1, 2, 3, 4].map((round) => [round]))('leaves nothing of whom it erased or was erasing, and everybody else as they were (%i)', async (round) => {
    const file = join(folder, `journeys-${round}.db`);
    expect(await run(file, 'live')).toContain('ended');
    const erasedBefore = await run(file, 'erase', Math.random() * 150 * round);
    expect(erasedBefore).toContain('begins');
    expect(erasedBefore).not.toContain('ended');
    const there = await run(file, 'finish');
    expect(there).toContain('ended');
    const bytes = bytesOf(file);
    for (let n = 0; n < count; n += 1) {
      const isThere = there.includes(`there ${n}`);
      if (erasedBefore.includes(`erased ${n}`)) expect([n, isThere]).toEqual([n, false]);
      expect([n, bytes.includes(`KANARIE-${n}-`)]).toEqual([n, isThere]);
    }
  }, 60_000);
});
