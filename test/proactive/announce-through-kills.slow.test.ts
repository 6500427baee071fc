import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository } from '../architecture/source-file.js';
import { randomOf } from '../experiment/random-of.js';
import { runsOf } from '../full-size.js';
import { buildProgram } from '../promises/build-program.js';
import { announceThroughKills, type Outcome } from './kill/announce-through-kills.js';

const kills = runsOf({ ci: 4, full: 200 });
const members = 160;
const here = `${repository}test/proactive/`;
let folder = '';

beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'throughline-announcing-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function built(name: string, layers: readonly string[]): Promise<string> {
  const file = join(folder, `${name}.mjs`);
  await buildProgram({ entry: `${here}kill/announcing-process.ts`, file, layers });
  return file;
}

const wrongIn = ({ heard, findings }: Outcome): readonly string[] => [
  ...findings,
  ...(heard.size === members ? [] : [`${members - heard.size} were not told`]),
  ...[...heard].filter(([, keys]) => keys.size !== 1).map(([who]) => `${who} was told more than once`),
];

test(`an announcement whose process is killed ${kills} times is heard by everybody, once`, async () => {
  const program = await built('sound', []);
  const random = randomOf(7);
  let [died, inTheMiddle] = [0, 0];
  for (let round = 0; died < kills; round += 1) {
    const outcome = await announceThroughKills(program, { members, positions: round % 2 === 0, deaths: Array.from({ length: 3 }, () => Math.floor(random() * 60)) });
    expect(wrongIn(outcome)).toEqual([]);
    died += outcome.kills;
    inTheMiddle += outcome.inTheMiddle;
    expect(round, 'its processes come to their end before they are killed').toBeLessThan(kills * 3 + 10);
  }
  expect(inTheMiddle).toBeGreaterThan(kills / 2);
}, 7_200_000);

test('the proof notices an announcement that goes by another id in each process', async () => {
  const program = await built('planted', [`${here}planted/`]);
  const outcome = await announceThroughKills(program, { members, positions: false, deaths: [50] });
  expect(outcome.inTheMiddle).toBeGreaterThan(0);
  expect(wrongIn(outcome)).toContainEqual(expect.stringContaining('was told more than once'));
});
