import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createInsight, type Insight, type InsightState } from '../../src/insight/create-insight.js';
import { defineInsight } from '../../src/insight/define-insight.js';
import { keptCells, type KeptCell } from '../../src/insight/fold/tally.js';
import type { LogItem } from '../../src/insight/log/log-item.js';
import { days } from '../../src/model/duration.js';
import { runsOf } from '../full-size.js';
import { dayOne, randomLog } from './random-log.js';

const rules = defineInsight({ releases: [{ journey: 'billing', version: 1, at: 0 }, { journey: 'billing', version: 2, at: dayOne + days(20) }] });
const now = dayOne + days(500);
const cellsOf = (insight: Insight, at = now): readonly KeptCell[] => keptCells(insight.countAt(at));
const atOnce = (items: readonly LogItem[]): Insight => {
  const insight = createInsight(rules);
  insight.take(items);
  return insight;
};
/** as a file would carry it */
const throughJson = (state: InsightState): InsightState => JSON.parse(JSON.stringify(state));

describe('figures are the same', () => {
  test('whatever the order in which the log is read, and if parts of it are read twice', () => {
    fc.assert(fc.property(randomLog.chain((items) => fc.tuple(fc.constant(items), fc.shuffledSubarray([...items], { minLength: items.length }), fc.subarray([...items]))), ([items, shuffled, again]) => {
      expect(cellsOf(atOnce([...shuffled, ...again]))).toEqual(cellsOf(atOnce(items)));
    }), { numRuns: runsOf({ ci: 100, full: 5_000 }) });
  });

  test('if parts of the log are read apart, saved and merged', () => {
    fc.assert(fc.property(randomLog, fc.array(fc.nat(2), { maxLength: 80 }), (items, parts) => {
      const merged = createInsight(rules);
      for (const part of [0, 1, 2]) merged.merge(throughJson(atOnce(items.filter((_, index) => (parts[index] ?? 0) === part)).save()));
      expect(cellsOf(merged)).toEqual(cellsOf(atOnce(items)));
    }), { numRuns: runsOf({ ci: 100, full: 5_000 }) });
  });

  test('if they are counted for good on the way, saved and gone on with, as often as you like, and what comes a day late is among them', () => {
    fc.assert(fc.property(randomLog, fc.array(fc.integer({ min: 0, max: days(1) }), { maxLength: 80 }), fc.array(fc.boolean(), { maxLength: 80 }), (items, lateBy, stops) => {
      const arriving = items.map((item, index) => ({ item, at: item.at + (lateBy[index] ?? 0) })).toSorted((one, other) => one.at - other.at);
      let insight = createInsight(rules);
      arriving.forEach(({ item, at }, index) => {
        insight.take([item]);
        if (stops[index] !== true) return;
        insight.settle(at);
        insight = createInsight(rules, throughJson(insight.save()));
      });
      expect(cellsOf(insight)).toEqual(cellsOf(atOnce(items)));
      expect(insight.faults).toEqual({ late: 0, unreadable: 0 });
    }), { numRuns: runsOf({ ci: 200, full: 10_000 }) });
  });

  test('once all is at rest: settling leaves no item behind, and nothing pending', () => {
    fc.assert(fc.property(randomLog, (items) => {
      const insight = atOnce(items);
      const before = cellsOf(insight);
      insight.settle(now);
      expect(insight.save()).toMatchObject({ items: [], runs: [] });
      expect(cellsOf(insight)).toEqual(before);
      expect(before.flatMap(({ tally }) => tally.filter(([counter]) => counter === 'pending'))).toEqual([]);
    }), { numRuns: runsOf({ ci: 50, full: 2_000 }) });
  });
});

test('a conversation is of the version that its run began on, also if the run came to rest long before the customer did', () => {
  const versions = defineInsight({ releases: [{ journey: 'billing', version: 1, at: 0 }, { journey: 'billing', version: 2, at: dayOne + days(10) }] });
  const steps = (settles: boolean): readonly KeptCell[] => {
    const insight = createInsight(versions);
    // heard every five days for four months; the run moves on the first day and on the twentieth
    for (let day = 0; day < 120; day += 5) {
      const [position, at, event] = [day * 2 + 1, dayOne + days(day), `e${day}`];
      const move = { instance: 'ann/billing/1', journey: 'billing', to: 'asked', ...(day > 0 && { from: 'asked' }) };
      insight.take([{ kind: 'happened', customer: 'ann', position, at, event, ...((day === 0 || day === 20) && { moves: [move] }) }, { kind: 'heard', customer: 'ann', position: position + 1, at, thread: `ann/t${day}`, channel: 'chat', event }]);
      if (settles) insight.settle(at);
    }
    return cellsOf(insight).filter(({ metric }) => metric === 'containment' || metric === 'involvement');
  };
  expect(steps(true)).toEqual(steps(false));
  expect(steps(true).filter(({ about }) => about.journey === 'billing').map(({ about }) => about.version)).toEqual([1, 1]);
});

test('what comes later than was agreed is counted as late, and changes no figure', () => {
  const insight = createInsight(rules);
  insight.settle(dayOne);
  const before = cellsOf(insight);
  insight.take([{ kind: 'heard', customer: 'ann', position: 1, at: dayOne - days(2) - 1, thread: 'ann/t1', channel: 'chat' }]);
  expect(insight.faults).toEqual({ late: 1, unreadable: 0 });
  expect(cellsOf(insight)).toEqual(before);
});

test('who is erased leaves nothing behind but sums that name nobody, and nobody else changes', () => {
  fc.assert(fc.property(randomLog, (items) => {
    const insight = atOnce(items);
    insight.forget(['ann', 'bo']);
    const kept = JSON.stringify(insight.save());
    expect(/"(ann|bo)/.test(kept)).toBe(false);
    expect(cellsOf(insight)).toEqual(cellsOf(atOnce(items.filter(({ customer }) => customer === '__proto__'))));
    const settled = atOnce(items);
    settled.settle(now);
    settled.forget(['ann', 'bo']);
    expect(/"(ann|bo)/.test(JSON.stringify(settled.save()))).toBe(false);
  }), { numRuns: 50 });
});
