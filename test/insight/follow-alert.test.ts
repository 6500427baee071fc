import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defineAlert, followAlert, quietAlert, type Alert, type AlertLook, type AlertNews } from '../../src/insight/alerts/follow-alert.js';
import { minutes } from '../../src/model/duration.js';
import { runsOf } from '../full-size.js';

const waits = defineAlert({ id: 'queue too long', when: 'above', threshold: 60, clear: 40, holdMs: minutes(5), clearHoldMs: minutes(2) });
const told = (alert: Alert, looks: readonly AlertLook[]): readonly (readonly [at: number, news: AlertNews['news']])[] => {
  let state = quietAlert;
  return looks.flatMap((look) => {
    const next = followAlert(alert, state, look);
    state = JSON.parse(JSON.stringify(next.state));
    return next.news === undefined ? [] : [[look.at, next.news] as const];
  });
};
const looks = (...values: readonly (number | undefined)[]): readonly AlertLook[] => values.map((value, minute) => ({ at: minutes(minute), ...(value !== undefined && { value }) }));

describe('an alert', () => {
  test('is raised once the figure has been bad for five minutes, and cleared once it has been good for two', () => {
    expect(told(waits, looks(70, 80, 70, 70, 70, 70, 90, 50, 40, 39, 30, 70))).toEqual([[minutes(5), 'raised'], [minutes(10), 'cleared']]);
  });
  test('begins to be held anew after one good look', () => {
    expect(told(waits, looks(70, 70, 70, 70, 60, 70, 70, 70, 70, 70))).toEqual([]);
  });
  test('does not ring all day for a figure on the edge of its threshold', () => {
    const edge = Array.from({ length: 200 }, (_, minute) => (minute % 2 === 0 ? 61 : 59));
    expect(told({ ...waits, holdMs: 0 }, looks(...edge))).toEqual([[0, 'raised']]);
  });
  test('takes no figure for neither good nor bad, and breaks no hold by it', () => {
    expect(told(waits, looks(70, undefined, undefined, NaN, undefined, 70))).toEqual([[minutes(5), 'raised']]);
  });
  test('watches the other side as well, as of a mood that falls', () => {
    expect(told(defineAlert({ id: 'mood', when: 'below', threshold: 3, clear: 3.5 }), looks(4, 2.9, 3.2, 3.5))).toEqual([[minutes(1), 'raised'], [minutes(3), 'cleared']]);
  });
  test('is never cleared on the bad side of its threshold', () => {
    expect(() => defineAlert({ id: 'a', when: 'above', threshold: 60, clear: 61 })).toThrow('alert.clear');
  });
  test('is told turn about, and each time only after every look within its hold said so', () => {
    const anyLook = fc.option(fc.constantFrom(30, 40, 50, 60, 61, 90), { nil: undefined });
    fc.assert(fc.property(fc.array(anyLook, { maxLength: 60 }), (values) => {
      const all = looks(...values);
      told(waits, all).forEach(([at, news], index) => {
        expect(news).toBe(index % 2 === 0 ? 'raised' : 'cleared');
        const holdMs = news === 'raised' ? waits.holdMs : waits.clearHoldMs;
        const held = all.filter((look) => look.at >= at - holdMs && look.at <= at && look.value !== undefined);
        expect(held.every(({ value = NaN }) => (news === 'raised' ? value > 60 : value <= 40))).toBe(true);
      });
    }), { numRuns: runsOf({ ci: 300, full: 50_000 }) });
  });
});

test.each([NaN, '2026-04-01', undefined])('a look at a moment that is none (%s) is refused, since nothing would ever be held long enough', (at) => {
  expect(() => followAlert(waits, quietAlert, { at, value: 61 } as never)).toThrow(expect.objectContaining({ code: 'InvalidOptions', message: expect.stringContaining('look.at') }));
});
