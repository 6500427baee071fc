import { describe, expect, test } from 'vitest';
import { minutes } from 'throughline';
import { runsOf } from '../full-size.js';
import { createChance } from './simulation/chance.js';
import { openOffice } from './timers/office.js';
import { waits } from './timers/waits.js';

/** 100,000 is the whole proof; so many are run in one office. */
const races = runsOf({ ci: 1_000, full: 100_000 });
const perOffice = 250;

interface Outcome { readonly calledOff: number; readonly ended: number; readonly both: number; readonly neither: number }

/** Each delay is called off at about the moment when it ends, at any of the processes. */
async function race(seed: number, count: number, deaf: boolean): Promise<Outcome> {
  const chance = createChance(seed);
  const office = await openOffice(waits({ deaf }), chance, { processes: 3 });
  const offs = new Set<string>();
  const begin = office.clock.now();
  for (let n = 0; n < count; n += 1) await office.anyone().accept({ id: `e${n}`, source: 'test', type: 'wait.begun', data: { ms: minutes(1) + begin - office.clock.now() }, who: [`user:c${n}`] });
  const order = Array.from({ length: count }, (_, n) => ({ n, at: minutes(1) - 15 + chance.below(30) })).toSorted((a, b) => a.at - b.at);
  const answers: Promise<void>[] = [];
  for (const { n, at } of order) {
    const wait = begin + at - office.clock.now();
    if (wait > 0) await office.clock.advance(wait);
    answers.push(office.anyone().accept({ id: `off${n}`, source: 'test', type: 'wait.called-off', data: {}, who: [`user:c${n}`] }).then((receipt) => { if (receipt.status === 'handled' || (deaf && receipt.status === 'ignored')) offs.add(`c${n}`); }));
  }
  await office.clock.advance(minutes(5));
  await Promise.all(answers);
  expect(await office.close()).toEqual([]);
  const ended = new Set(office.said.map(({ to }) => to));
  const everybody = Array.from({ length: count }, (_, n) => `c${n}`);
  return { calledOff: offs.size, ended: ended.size, both: everybody.filter((who) => offs.has(who) && ended.has(who)).length, neither: everybody.filter((who) => !offs.has(who) && !ended.has(who)).length };
}

describe('a delay that is called off at about the moment when it ends', () => {
  test(`of ${races} races each has one winner, and the loser says nothing`, async () => {
    const sum = { calledOff: 0, ended: 0 };
    for (let left = races, seed = 0; left > 0; left -= perOffice, seed += 1) {
      const { calledOff, ended, ...wrong } = await race(seed, Math.min(left, perOffice), false);
      expect(wrong, `seed ${seed}`).toEqual({ both: 0, neither: 0 });
      sum.calledOff += calledOff;
      sum.ended += ended;
    }
    expect(sum.calledOff).toBeGreaterThan(races / 10);
    expect(sum.ended).toBeGreaterThan(races / 10);
  }, 7_200_000);

  test('both win where a journey does not hear that it is called off: the proof would notice', async () => {
    expect((await race(1, 20, true)).both).toBeGreaterThan(0);
  });
});
