import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineJourney, hours } from 'throughline';
import type { InstanceState } from '../../../src/customer/instance/instance-state.js';
import { endTwins } from '../../../src/customer/merge/end-twins.js';
import type { AnyJourney } from '../../../src/journey/journey.js';
import { ann, ben, plainRun, plainTurn } from '../plain-turn.js';

const loan = (onMerge: 'keep-oldest' | 'keep-most-advanced', mode: 'never' | 'per-key' = 'never'): AnyJourney => {
  const { setup } = defineJourney({ id: 'loan', version: 1, ttlMs: hours(1), events: { 'loan.asked': z.object({ number: z.string() }) }, facts: {}, channels: {}, entry: { on: ['loan.asked'], key: 'number', reentry: { mode } }, onMerge });
  return setup({}).createMachine({ context: {}, initial: 'asked', states: { asked: { type: 'final' } } });
};

/** Who of Ann’s and Ben’s runs had to leave, and who goes on. */
function met(mine: InstanceState, theirs: InstanceState, journeys: readonly AnyJourney[] = []) {
  const turn = plainTurn({ instances: [mine, theirs] }, { journeys });
  const losers = endTwins(turn, [mine], [theirs]);
  return { losers, goOn: turn.state.instances, ended: turn.state.ended.map(({ id, reason, forcedAt }) => ({ id, reason, forcedAt })) };
}
const run = (of: typeof ann, more: Partial<InstanceState> = {}): InstanceState => plainRun(of, 'loan', more);
const leaves = (loser: InstanceState, stays: InstanceState) => ({ losers: [loser], goOn: [stays], ended: [{ id: loser.id, reason: 'merged', forcedAt: loser.steps + 1 }] });

test('of two runs of one journey the older one goes on, also where the host no longer has the journey', () => {
  for (const journeys of [[], [loan('keep-oldest')]]) {
    const [old, young] = [run(ann, { startedAt: 1, steps: 1 }), run(ben, { startedAt: 2, steps: 9 })];
    expect(met(old, young, journeys)).toEqual(leaves(young, old));
    const [mine, theirs] = [run(ann, { startedAt: 3 }), run(ben, { startedAt: 2 })];
    expect(met(mine, theirs, journeys)).toEqual(leaves(mine, theirs));
  }
});

test('where the journey says so the one that came further goes on, and of two as far the older one', () => {
  const journeys = [loan('keep-most-advanced')];
  const [ahead, behind] = [run(ann, { startedAt: 9, steps: 5 }), run(ben, { startedAt: 1, steps: 4 })];
  expect(met(ahead, behind, journeys)).toEqual(leaves(behind, ahead));
  const [first, second] = [run(ann, { startedAt: 9, steps: 4 }), run(ben, { startedAt: 1, steps: 4 })];
  expect(met(first, second, journeys)).toEqual(leaves(first, second));
  const [less, more] = [run(ann, { startedAt: 1, steps: 4 }), run(ben, { startedAt: 9, steps: 5 })];
  expect(met(less, more, journeys)).toEqual(leaves(less, more));
});

test('a tie ends the same from whichever side the merge comes', () => {
  expect(met(run(ann), run(ben))).toEqual(leaves(run(ben), run(ann)));
  expect(met(run(ben), run(ann))).toEqual(leaves(run(ben), run(ann)));
});

test('runs with different keys both go on where the journey runs once a key, and only there', () => {
  const [one, two] = [run(ann, { key: '1' }), run(ben, { key: '2' })];
  expect(met(one, two, [loan('keep-oldest', 'per-key')])).toEqual({ losers: [], goOn: [one, two], ended: [] });
  expect(met(one, { ...two, key: '1' }, [loan('keep-oldest', 'per-key')])).toEqual(leaves({ ...two, key: '1' }, one));
  expect(met(one, two, [loan('keep-oldest')])).toEqual(leaves(two, one));
});

test('runs of different journeys both go on, and one that has left already is nobody’s twin', () => {
  const survey = plainRun(ben, 'survey');
  expect(met(run(ann), survey)).toEqual({ losers: [], goOn: [run(ann), survey], ended: [] });
  const turn = plainTurn({ instances: [run(ben)] });
  expect(endTwins(turn, [run(ann)], [run(ben)])).toEqual([]);
});
