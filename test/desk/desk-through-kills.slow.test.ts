import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository } from '../architecture/source-file.js';
import { runsOf } from '../full-size.js';
import { buildProgram } from '../promises/build-program.js';
import type { DeathAt, Moment } from '../promises/kill/in-place-of/src/orchestrator/failpoint.js';
import { liveThroughKills } from './kill/live-through-kills.js';

const here = `${repository}test/desk/`;
const layers = [`${repository}test/promises/kill/in-place-of/`];
/** each moment with how often a process that lives through the whole story meets it */
const moments: readonly (readonly [Moment, number])[] = [['after commit before acknowledge', 90], ['before the log is written', 50], ['before commit', 50], ['before call', 14], ['after the log was written', 50], ['after record', 12], ['start before waking', 1]];
const kills = runsOf({ ci: 2, full: 400 });
let folder = '';

beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'throughline-desk-program-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function built(name: string, more: readonly string[] = []): Promise<string> {
  const file = join(folder, `${name}.mjs`);
  await buildProgram({ entry: `${here}kill/desk-process.ts`, file, layers: [...more, ...layers] });
  return file;
}

/** The moments in turn, each somewhere in the story. */
function deathOf(n: number): DeathAt {
  const [at, often] = moments[n % moments.length] ?? ['before commit', 1];
  return { at, hit: 1 + ((n * 17) % often) };
}

test(`a desk on a file whose process is killed ${kills} times leaves no customer to nobody and none to two, and everybody is helped in the end`, async () => {
  const program = await built('sound');
  let died = 0;
  for (let n = 1; died < kills; n += 2) {
    const lived = await liveThroughKills(program, [n, n + 1].map(deathOf));
    expect([n, lived.wrong]).toEqual([n, []]);
    died += lived.kills;
    expect(n, 'its processes come to their end before they are killed').toBeLessThan(kills * 8 + 20);
  }
}, 7_200_000);

test('the kills find a desk that forgets whom an agent had', async () => {
  const program = await built('planted', [`${here}planted/`]);
  const { wrong } = await liveThroughKills(program, [{ at: 'after commit before acknowledge', hit: 40 }]);
  expect(wrong.join('; ')).toContain('nobody sees to somebody');
}, 60_000);
