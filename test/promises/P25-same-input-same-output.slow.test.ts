import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository } from '../architecture/source-file.js';
import { runsOf } from '../full-size.js';
import { buildProgram } from './build-program.js';
import { unfaithfulTo } from './same-output/unfaithful.js';

const events = runsOf({ ci: 1_000, full: 1_000_000 });
const ofEach = 100;

const folder = mkdtempSync(join(tmpdir(), 'throughline-same-output-'));
const program = join(folder, 'telling.mjs');
beforeAll(() => buildProgram({ entry: `${repository}test/promises/same-output/telling-process.ts`, file: program, layers: [] }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Two machines that have nothing in common but what they are told. */
const machines = [{ TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }, { TZ: 'America/St_Johns', LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' }] as const;

/** What each machine says is left of the same histories; neither knows a time, chance or a language. */
async function tellTwice(histories: number, bug = ''): Promise<readonly (readonly string[])[]> {
  return Promise.all(machines.map(async (env) => {
    const { stdout } = await promisify(execFile)(process.execPath, [program, '0', String(histories), String(ofEach), bug], { env: { ...process.env, ...env }, maxBuffer: 100_000_000 });
    return stdout.trim().split('\n');
  }));
}

test(`P25: ${events} events leave the same bytes on two machines in other zones and languages, on which nothing can ask for the time, chance or the language`, async () => {
  const [one, other] = await tellTwice(events / ofEach);
  expect(one?.length).toBe(events / ofEach);
  expect(new Set(one?.map((line) => line.split(' ')[2])).size, 'different histories').toBe(events / ofEach);
  expect(other).toEqual(one);
}, 10_800_000);

test.each(Object.keys(unfaithfulTo))('the proof notices a journey that looks at %s', async (bug) => {
  const [one = [], other = []] = await tellTwice(2, bug);
  const asked = one.some((line) => line === `somebody asked for ${bug}`);
  expect(asked || one.join() !== other.join()).toBe(true);
});
