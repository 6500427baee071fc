import { expect, test } from 'vitest';
import { runsOf } from '../full-size.js';
import { built } from './kill/built.js';
import { randomDeaths } from './kill/deaths.js';
import { liveTwice } from './kill/live-twice.js';
import { sumOf, tellFigures } from './kill/figures.js';

/** 1,000 is the whole proof. */
const kills = runsOf({ ci: 300, full: 1_000 });
/** a file lives through so many; two files side by side */
const perFile = 75;

test(`P1: what was acknowledged is there, once and in order, and everything ends as in peace, though the process is killed at ${kills} random moments`, async () => {
  const program = await built();
  const files = Array.from({ length: Math.ceil(kills / perFile) }, (_, at) => Math.min(perFile, kills - at * perFile));
  const judged = [];
  for (let at = 0; at < files.length; at += 2) {
    judged.push(...await Promise.all(files.slice(at, at + 2).map((deaths) => liveTwice(program, randomDeaths(deaths)))));
    expect(judged.flatMap(({ faults }) => faults)).toEqual([]);
  }
  const figures = sumOf(judged.map((each) => each.figures));
  tellFigures('P1, random moments', figures);
  expect(figures.kills).toBe(kills);
  expect(figures.inRecovery, 'kills while the host took over').toBeGreaterThan(kills / 50);
  expect(figures.answeredDuplicate, 'events that were kept, and told again because nobody had heard so').toBeGreaterThan(0);
}, 3_600_000);
