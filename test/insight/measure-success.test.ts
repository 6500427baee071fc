import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measureSuccess } from '../../src/insight/measure-success.js';
import { defineSuccessMeasure, type SuccessMeasureOptions } from '../../src/insight/success-measure.js';
import type { ChannelSuccess } from '../../src/model/channel-success.js';
import { days } from '../../src/model/duration.js';
import type { SuccessTally } from '../../src/model/success-tally.js';
import { refusalOf } from '../model/refusal-of.js';

const today = 20_000;
const tally = (intent: string, channel: string, solved: number, issues: number, day = today): SuccessTally => ({ intent, channel, days: [{ day, issues, solved }] });
const measured = (tallies: readonly SuccessTally[], { family, onDay = today, options = {} }: { readonly family?: readonly string[]; readonly onDay?: number; readonly options?: SuccessMeasureOptions } = {}): ChannelSuccess | undefined =>
  measureSuccess(tallies, { intent: 'bill', now: days(onDay), ...(family !== undefined && { family }) }, defineSuccessMeasure(options))[0];

describe('how well a channel solves an intent', () => {
  test('is told of each channel by itself', () => {
    const all = measureSuccess([tally('bill', 'chat', 16, 16), tally('bill', 'phone', 5, 10), tally('move', 'fax', 1, 1)], { intent: 'bill', now: days(today) }, defineSuccessMeasure());
    expect(all).toMatchObject([{ channel: 'chat', issues: 16, solved: 16 }, { channel: 'phone', issues: 10, solved: 5 }]);
    expect(all[0]?.lower).toBeGreaterThan(0.85);
  });
  test('is proven no longer when the proof is old', () => {
    const proven = [tally('bill', 'chat', 30, 30)];
    expect(measured(proven)?.lower).toBeGreaterThan(0.85);
    expect(measured(proven, { onDay: today + 60 })?.lower).toBeLessThan(0.82);
    expect(measured(proven, { onDay: today + 300 })).toMatchObject({ issues: 0, lower: 0, upper: 1 });
  });
  test('where little is known of the intent, its family speaks for it, and not for more than it has', () => {
    const few = tally('bill', 'chat', 10, 10);
    const alone = measured([few])?.lower ?? 1;
    expect(alone).toBeLessThan(0.85);
    expect(measured([few, tally('invoice', 'chat', 900, 900)])).toMatchObject({ lower: alone });
    expect(measured([few, tally('invoice', 'chat', 900, 900)], { family: ['bill', 'invoice'] })).toMatchObject({ issues: 10 });
    expect(measured([few, tally('invoice', 'chat', 900, 900)], { family: ['bill', 'invoice'] })?.lower).toBeGreaterThan(0.85);
    expect(measured([few, tally('invoice', 'chat', 1, 1)], { family: ['invoice'] })?.lower).toBeLessThan(0.85);
    expect(measured([few, tally('invoice', 'chat', 0, 900)], { family: ['invoice'] })?.lower).toBeLessThan(alone);
  });
  test('a family alone never proves it, however well it does', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 15, noNaN: true }), (issues, priorIssues) => {
      expect(measured([tally('invoice', 'chat', issues, issues)], { family: ['invoice'], options: { priorIssues } })?.lower).toBeLessThan(0.85);
    }));
  });
  test('a measure that makes no sense is refused by name', () => {
    for (const options of [{ halfLifeDays: 0 }, { windowMs: days(91) }, { z: Number.NaN }, { priorIssues: 16 }] satisfies readonly SuccessMeasureOptions[]) {
      const refusal = refusalOf(() => defineSuccessMeasure(options));
      expect(refusal.code).toBe('InvalidOptions');
      expect(refusal.message).toContain(`success.${Object.keys(options)[0]}`);
    }
  });
});
