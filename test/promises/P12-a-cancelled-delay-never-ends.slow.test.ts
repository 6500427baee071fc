import { describe, expect, test } from 'vitest';
import { minutes } from 'throughline';
import { runsOf } from '../full-size.js';
import { createChance } from './simulation/chance.js';
import { openOffice, type OfficeOptions } from './timers/office.js';
import { cancelsAfterCommit } from './timers/planted-stores.js';
import { waits } from './timers/waits.js';

/** 100,000 is the whole proof; so many are run in one office. */
const races = runsOf({ ci: 1_000, full: 100_000 });
const inFile = runsOf({ ci: 250, full: 10_000 });
const perOffice = 250;

interface Outcome { readonly calledOff: number; readonly ended: number; readonly both: number; readonly neither: number; readonly handedOutAfter: number }
interface Races extends OfficeOptions { readonly deaf?: boolean }

/** Each delay is called off at about the moment when it ends, at any of the processes. */
async function race(seed: number, count: number, { deaf = false, ...options }: Races): Promise<Outcome> {
  const chance = createChance(seed);
  const office = await openOffice(waits({ deaf }), chance, options);
  const offs = new Set<string>();
  /** by the customer's lane, when the caller heard that it was called off */
  const heardAt = new Map<string, number>();
  const begin = office.clock.now();
  for (let n = 0; n < count; n += 1) await office.anyone().accept({ id: `e${n}`, source: 'test', type: 'wait.begun', data: { ms: minutes(1) + begin - office.clock.now() }, who: [`user:c${n}`] });
  const order = Array.from({ length: count }, (_, n) => ({ n, at: minutes(1) - 15 + chance.below(30) })).toSorted((a, b) => a.at - b.at);
  const answers: Promise<void>[] = [];
  for (const { n, at } of order) {
    const wait = begin + at - office.clock.now();
    if (wait > 0) await office.clock.advance(wait);
    answers.push(office.anyone().accept({ id: `off${n}`, source: 'test', type: 'wait.called-off', data: {}, who: [`user:c${n}`] }).then((receipt) => {
      if (receipt.status !== 'handled' && !(deaf && receipt.status === 'ignored')) return;
      offs.add(`c${n}`);
      if (receipt.customer !== undefined) heardAt.set(receipt.customer, office.clock.now());
    }));
  }
  await office.clock.advance(minutes(5));
  await Promise.all(answers);
  const findings = await office.close();
  if (options.planted === undefined) expect(findings).toEqual([]);
  const ended = new Set(office.said.map(({ to }) => to));
  const everybody = Array.from({ length: count }, (_, n) => `c${n}`);
  return {
    calledOff: offs.size, ended: ended.size,
    // nobody is handed a delay again that its customer was told is over: that it does nothing then is a second wall
    handedOutAfter: office.handedOut.filter(({ customer, askedAt }) => askedAt > (heardAt.get(customer) ?? Infinity)).length,
    both: everybody.filter((who) => offs.has(who) && ended.has(who)).length, neither: everybody.filter((who) => !offs.has(who) && !ended.has(who)).length,
  };
}

describe('a delay that is called off at about the moment when it ends', () => {
  test.each([
    [races, 'by three processes', { processes: 3 }],
    [inFile, 'in a SQLite file', { processes: 1, inFile: true }],
  ])('of %i races %s each has one winner, and the loser says nothing', async (count, _where, options) => {
    const sum = { calledOff: 0, ended: 0 };
    for (let left = count, seed = 0; left > 0; left -= perOffice, seed += 1) {
      const { calledOff, ended, ...wrong } = await race(seed, Math.min(left, perOffice), options);
      expect(wrong, `seed ${seed}`).toEqual({ both: 0, neither: 0, handedOutAfter: 0 });
      sum.calledOff += calledOff;
      sum.ended += ended;
    }
    expect(sum.calledOff).toBeGreaterThan(count / 10);
    expect(sum.ended).toBeGreaterThan(count / 10);
  }, 7_200_000);

  test('both win where a journey does not hear that it is called off: the proof would notice', async () => {
    expect((await race(1, 20, { processes: 3, deaf: true })).both).toBeGreaterThan(0);
  });

  test.each([['by three processes', { processes: 3 }], ['in a SQLite file', { processes: 1, inFile: true }]])('a delay is handed out that was called off where it is cancelled after the commit, %s: the proof would notice', async (_where, options) => {
    expect((await race(1, 100, { ...options, planted: { around: cancelsAfterCommit } })).handedOutAfter).toBeGreaterThan(0);
  });
});
