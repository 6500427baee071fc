import { describe, expect, test } from 'vitest';
import { defineGoal, standingOf, type SmartGoalOptions } from '../../src/insight/goals/smart-goal.js';
import type { Figure } from '../../src/insight/figures/figure.js';
import { days } from '../../src/model/duration.js';

const start = days(20_000);
const solved: SmartGoalOptions = { id: 'solved at once', figure: 'fcr', baseline: 0.6, target: 0.8, from: start, until: start + days(90) };
const figure = (value: number, reach: number, n = 100): Figure => ({ unit: 'share', value, from: value - reach, until: value + reach, n, pending: 0, flags: [] });
const half = start + days(45);

describe('a goal with a date', () => {
  const goal = defineGoal(solved);
  test.each([
    ['is on track while the figure is on the straight way to it', figure(0.7, 0.1), half, 'on-track'],
    ['is at risk while the figure is behind it', figure(0.69, 0.1), half, 'at-risk'],
    ['is not achieved early by a lucky figure whose interval says less', figure(0.85, 0.1), half, 'on-track'],
    ['is achieved early where the whole interval reaches it', figure(0.9, 0.1), half, 'achieved'],
    ['is achieved on its date by the figure itself', figure(0.8, 0.1), start + days(90), 'achieved'],
    ['is missed on its date if the figure is below', figure(0.799, 0.1), start + days(90), 'missed'],
    ['says nothing of a few', figure(0.9, 0.01, 29), half, 'too-few'],
    ['says nothing of a few on its date either, rather than calling it missed', figure(0.1, 0.01, 29), start + days(91), 'too-few'],
  ] as const)('%s', (_, seen, now, status) => expect(standingOf(goal, seen, now).status).toBe(status));

  test('knows that less is better where its target is below its baseline', () => {
    const faster = defineGoal({ ...solved, figure: 'effort', baseline: 6, target: 4 });
    expect(standingOf(faster, figure(4.9, 0.5), half)).toMatchObject({ status: 'on-track', expected: 5 });
    expect(standingOf(faster, figure(5.1, 0.5), half).status).toBe('at-risk');
    expect(standingOf(faster, figure(3.4, 0.5), half).status).toBe('achieved');
  });
  test('is not judged by nothing', () => {
    expect(standingOf(goal, { unit: 'share', n: 0, pending: 400, flags: ['empty'] }, half).status).toBe('too-few');
  });
  test('has to ask for something, by a date behind its beginning, of a figure that there is', () => {
    expect(() => defineGoal({ ...solved, target: 0.6 })).toThrow('goal.target');
    expect(() => defineGoal({ ...solved, until: start })).toThrow('goal.until');
    expect(() => defineGoal({ ...solved, figure: JSON.parse('"luck"') })).toThrow('goal.figure');
  });
  test('of a share asks for a share, as 0.8 and never 80; of points it may ask for more', () => {
    expect(() => defineGoal({ ...solved, target: 80 })).toThrow('goal.target: a share is 0 to 1');
    expect(() => defineGoal({ ...solved, baseline: -0.1 })).toThrow('goal.baseline: a share is 0 to 1');
    expect(defineGoal({ ...solved, figure: 'nps', baseline: 10, target: 30 }).target).toBe(30);
    expect(defineGoal({ ...solved, baseline: 0, target: 1 }).target).toBe(1);
  });
});
