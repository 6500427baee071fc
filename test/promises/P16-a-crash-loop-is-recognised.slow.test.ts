import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { verify } from 'throughline/testing';
import { repository } from '../architecture/source-file.js';
import { runsOf } from '../full-size.js';
import { buildProgram } from './build-program.js';
import type { Death } from './crash-loop/deadly.js';
import { liveAndDie, type Stand } from './crash-loop/live-and-die.js';

const rounds = runsOf({ ci: 1, full: 100 });
const here = `${repository}test/promises/crash-loop/`;

interface Loop {
  readonly deaths: number;
  /** what is kept of it, and where its journey stands */
  readonly kept: Partial<Stand>;
  readonly where: readonly string[];
}

/** How each work that takes its process down comes to its end. */
const loops: { readonly [D in Exclude<Death, 'nothing'>]: Loop } = {
  'an activity aborts': { deaths: 3, kept: { dead: [], parked: [] }, where: ['failed'] },
  'an activity takes all memory': { deaths: 3, kept: { dead: [], parked: [] }, where: ['failed'] },
  'a channel aborts': { deaths: 3, kept: { dead: ['attempts:CrashLoop'], parked: [] }, where: ['told'] },
  'the end of a delay aborts': { deaths: 5, kept: { dead: [], parked: ['CrashLoop'] }, where: ['resting'] },
};

async function built(bug?: string): Promise<{ readonly program: string; readonly newFile: () => string }> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-crash-loop-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, 'host.mjs');
  await buildProgram({ entry: `${here}host-process.ts`, file: program, layers: bug === undefined ? [] : [`${here}planted/${bug}/`] });
  let files = 0;
  return { program, newFile: () => join(folder, `${(files += 1)}.db`) };
}

test.each(Object.entries(loops) as [Exclude<Death, 'nothing'>, Loop][])('P16: where %s, it is kept for a person after a few deaths, and another customer is served within a minute', async (death, { deaths, kept, where }) => {
  const { program, newFile } = await built();
  for (let round = 0; round < rounds; round += 1) {
    const file = newFile();
    const atRest = (stand: Stand): boolean => JSON.stringify(stand.where[death]) === JSON.stringify(where) && JSON.stringify({ dead: stand.dead, parked: stand.parked }) === JSON.stringify(kept) && stand.where.nothing?.[0] === 'told';
    const lives = await liveAndDie(program, file, { tells: [death, 'nothing'], mostDeaths: deaths + 3, atRest });
    expect(lives.deaths).toEqual(Array.from({ length: deaths }, () => death));
    expect(lives.end).toMatchObject(kept);
    expect(lives.tookMs).toBeLessThan(60_000);
    const store = createSqliteStore({ file });
    await store.open({ worker: 'audit' });
    expect((await verify(store)).findings).toEqual([]);
    await store.close();
  }
}, 3_600_000);

test('the proof notices a library that counts a try once it has ended', async () => {
  const { program, newFile } = await built('attempt-counted-at-the-end');
  const { deaths, end } = await liveAndDie(program, newFile(), { tells: ['an activity aborts', 'nothing'], mostDeaths: 8, atRest: ({ where }) => where['an activity aborts']?.[0] === 'failed' });
  expect([deaths.length, end]).toEqual([8, undefined]);
});
