import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defineAlert, stepAlert, type AlertRule, type AlertState } from '../../../src/routing/sla/step-alert.js';
import { runsOf } from '../../full-size.js';
import { refusalOf } from '../../model/refusal-of.js';

const many = defineAlert({ name: 'many wait', bad: 'high', raiseAt: 10, holdMs: 60, clearAt: 6 });
type Figure = readonly [at: number, value: number | undefined];

/** What a supervisor is told of figures that come one after the other. */
function toldOf(rule: AlertRule, figures: readonly Figure[], step = stepAlert): readonly (readonly [number, string])[] {
  let state: AlertState = { status: 'quiet' };
  return figures.flatMap(([at, value]) => {
    const done = step(rule, state, { value, at });
    state = done.state;
    return done.told === undefined ? [] : [[at, done.told] as const];
  });
}

test('a supervisor is told once that it has been bad for long enough, and once that it is good again', () => {
  expect(toldOf(many, [[0, 10], [59, 12], [60, 10], [90, 20], [100, 7], [110, 6], [120, 9]])).toEqual([[60, 'raised'], [110, 'cleared']]);
  // a short peak is no trouble, and neither is what nobody has counted
  expect(toldOf(many, [[0, 10], [30, 9], [40, 10], [99, 10], [100, undefined], [101, 10]])).toEqual([[101, 'raised']]);
  const level = defineAlert({ name: 'answered in time', bad: 'low', raiseAt: 0.7, clearAt: 0.8 });
  expect(toldOf(level, [[0, 0.71], [1, 0.7], [2, 0.79], [3, Number.NaN], [4, 0.8]])).toEqual([[1, 'raised'], [4, 'cleared']]);
});

test('an alert never flutters: between being raised and raised again the figure was good, and it had been bad all along for as long as was asked', () => {
  const someFigures = fc.array(fc.tuple(fc.nat(50), fc.integer({ min: 4, max: 12 })), { maxLength: 40 }).map((all) => {
    let at = 0;
    return all.map(([after, value]): readonly [number, number] => [(at += after), value]);
  });
  const steady = (step: typeof stepAlert) => fc.property(someFigures, (figures) => {
    const told = toldOf(many, figures, step);
    told.forEach(([at, what], index) => {
      expect(what).toBe(index % 2 === 0 ? 'raised' : 'cleared');
      const until = figures.findLastIndex(([moment]) => moment === at);
      const good = figures.findLastIndex(([moment, value], place) => place < until && moment <= at && value < 10);
      const begun = figures[good + 1]?.[0] ?? 0;
      if (what === 'raised') expect(figures.some(([moment, value]) => moment === at && value >= 10)).toBe(true);
      else expect(figures.some(([moment, value]) => moment === at && value <= 6)).toBe(true);
      if (what === 'raised' && figures.filter(([moment]) => moment === at).length === 1) expect(at - begun).toBeGreaterThanOrEqual(60);
    });
  });
  fc.assert(steady(stepAlert), { numRuns: runsOf({ ci: 1_000, full: 100_000 }) });
  for (const planted of [{ holdMs: 0 }, { clearAt: 9 }] satisfies readonly Partial<AlertRule>[]) {
    expect(fc.check(steady((rule, state, figure) => stepAlert({ ...rule, ...planted }, state, figure)), { numRuns: 20_000, endOnFailure: true }).failed).toBe(true);
  }
});

test('an alert that would clear where it is raised is refused', () => {
  for (const [bad, clearAt] of [['high', 10], ['low', 10], ['high', 11], ['low', 9]] as const) {
    expect(refusalOf(() => defineAlert({ name: 'a', bad, raiseAt: 10, clearAt })).facts['path']).toBe('alert.clearAt');
  }
});
