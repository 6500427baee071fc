import { describe, expect, test } from 'vitest';
import { minutes } from 'throughline';
import { runsOf } from '../full-size.js';
import { createChance } from './simulation/chance.js';
import { dated } from './timers/dated.js';
import { openOffice } from './timers/office.js';

/** 100,000 is the whole proof; so many are run in one office. */
const races = runsOf({ ci: 750, full: 100_000 });
const perOffice = 250;

interface Outcome { readonly moved: number; readonly kept: number; readonly wrong: readonly string[] }

/** Each date moves, to and fro, at about the moment when it comes, at any of the processes. */
async function race(seed: number, count: number, rigid: boolean): Promise<Outcome> {
  const chance = createChance(seed);
  const office = await openOffice(dated({ rigid }), chance, { processes: 3 });
  const begin = office.clock.now();
  const [first, later] = [begin + minutes(1), begin + minutes(5)];
  for (let n = 0; n < count; n += 1) await office.anyone().accept({ id: `e${n}`, source: 'test', type: 'date.set', data: { at: first, inMs: first - office.clock.now() }, who: [`user:c${n}`] });
  const order = Array.from({ length: count }, (_, n) => ({ n, at: first - 15 + chance.below(30) })).toSorted((a, b) => a.at - b.at);
  const moved = new Set<string>();
  const answers: Promise<void>[] = [];
  for (const { n, at } of order) {
    if (at > office.clock.now()) await office.clock.advance(at - office.clock.now());
    answers.push(office.anyone().accept({ id: `m${n}`, source: 'test', type: 'date.moved', data: { at: later }, who: [`user:c${n}`] }).then(({ status }) => { if (status === 'handled') moved.add(`c${n}`); }));
  }
  await office.clock.advance(minutes(10));
  await Promise.all(answers);
  const findings = await office.close();
  const everybody = Array.from({ length: count }, (_, n) => `c${n}`);
  const wrong = everybody.filter((who) => {
    const said = office.said.filter(({ to }) => to === who);
    const [at = 0] = said.map((one) => one.at);
    // who was told that it moved hears of the later date alone, and who was told that it is over has heard of the first
    return said.length !== 1 || (moved.has(who) ? at < later : at < first || at >= later);
  });
  return { moved: moved.size, kept: count - moved.size, wrong: [...findings, ...wrong] };
}

describe('a date that moves at about the moment when it comes', () => {
  test(`of ${races} races each has one winner, and nothing is said for the date before`, async () => {
    const sum = { moved: 0, kept: 0 };
    for (let left = races, seed = 0; left > 0; left -= perOffice, seed += 1) {
      const { moved, kept, wrong } = await race(seed, Math.min(left, perOffice), false);
      expect(wrong, `seed ${seed}`).toEqual([]);
      sum.moved += moved;
      sum.kept += kept;
    }
    expect(sum.moved).toBeGreaterThan(races / 10);
    expect(sum.kept).toBeGreaterThan(races / 10);
  }, 7_200_000);

  test('it is said for the date before where a delay does not move with it: the proof would notice', async () => {
    expect((await race(1, 20, true)).wrong).not.toEqual([]);
  });
});
