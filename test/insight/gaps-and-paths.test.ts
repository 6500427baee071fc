import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createInsight, type Insight } from '../../src/insight/create-insight.js';
import { defineInsight } from '../../src/insight/define-insight.js';
import { compareGaps } from '../../src/insight/gaps/compare-gaps.js';
import { gapMatrix } from '../../src/insight/gaps/gap-matrix.js';
import type { LogItem } from '../../src/insight/log/log-item.js';
import { readPaths } from '../../src/insight/paths/read-paths.js';
import { days, minutes } from '../../src/model/duration.js';
import { dayOne, randomLog } from './random-log.js';

const now = dayOne + days(200);
const insightOf = (items: readonly LogItem[]): Insight => {
  const insight = createInsight(defineInsight({ segmentOf: (customer) => (customer.startsWith('new') ? 'new' : 'holdout') }));
  insight.take(items);
  return insight;
};
let position = 0;
/** So many customers with one matter on one channel, of whom some are helped. */
const customers = (name: string, { intent, channel, many, helped }: { readonly intent: string; readonly channel: string; readonly many: number; readonly helped: number }): readonly LogItem[] => Array.from({ length: many }, (_, n): readonly LogItem[] => {
  const customer = `${name} ${intent} ${channel} ${n}`;
  const event = `e${++position}`;
  return [
    { kind: 'happened', customer, position: ++position, at: dayOne, event, intent },
    { kind: 'heard', customer, position: ++position, at: dayOne, event, thread: `${customer}/t1`, channel },
    { kind: 'happened', customer, position: ++position, at: dayOne + minutes(9), told: { type: 'contact.ended', outcome: n < helped ? 'resolved' : 'unresolved' } },
  ];
}).flat();

describe('the gap matrix', () => {
  const insight = insightOf([
    ...customers('holdout', { intent: 'outage', channel: 'phone', many: 40, helped: 36 }),
    ...customers('holdout', { intent: 'outage', channel: 'bot', many: 200, helped: 60 }),
    ...customers('holdout', { intent: 'bill', channel: 'bot', many: 100, helped: 20 }),
  ]);
  test('puts the biggest mismatch first: many who are helped seldom before few who are helped even less', () => {
    const gaps = gapMatrix(insight, { now, costRecontact: 5, effortPenalty: 1 });
    expect(gaps.map(({ intent, channel, volume }) => [intent, channel, volume])).toEqual([['outage', 'bot', 200], ['bill', 'bot', 100], ['outage', 'phone', 40]]);
    // 200 · (0.85 - 0.3) · (5 + 1), and nothing where the target is reached
    expect(gaps[0]?.opportunity).toBeCloseTo(660, 9);
    expect(gaps[2]?.opportunity).toBe(0);
    expect(gaps[0]?.success).toMatchObject({ value: 0.3, n: 200 });
    expect((gaps[0]?.opportunityFrom ?? NaN) < 660 && (gaps[0]?.opportunityUntil ?? NaN) > 660).toBe(true);
  });
  test('goes by what can be mended, if the host says so', () => {
    expect(gapMatrix(insight, { now, fixability: [{ intent: 'outage', channel: 'bot', share: 0.1 }] })[0]).toMatchObject({ intent: 'bill' });
  });
  test('is known of contacts whose end nobody told, but not how well they went', () => {
    const [gap] = gapMatrix(insightOf(customers('holdout', { intent: 'bill', channel: 'bot', many: 3, helped: 0 }).filter((item) => item.kind !== 'happened' || item.told === undefined)), { now });
    expect(gap).toMatchObject({ volume: 3, success: { n: 0, flags: ['empty'] } });
    expect(gap).not.toHaveProperty('opportunity');
  });
  test('refuses a target that is no share', () => {
    expect(() => gapMatrix(insight, { now, target: 85 })).toThrow('gaps.target');
  });
});

describe('a gap that was mended', () => {
  const both = insightOf([
    ...customers('holdout', { intent: 'outage', channel: 'bot', many: 200, helped: 60 }), ...customers('new', { intent: 'outage', channel: 'bot', many: 200, helped: 120 }),
    ...customers('holdout', { intent: 'bill', channel: 'bot', many: 20, helped: 10 }), ...customers('new', { intent: 'bill', channel: 'bot', many: 20, helped: 12 }),
  ]);
  const [holdout, mended] = (['holdout', 'new'] as const).map((segment) => gapMatrix(both, { now, where: { segment } }));
  test('is told against a holdout, with the interval of the difference', () => {
    const [change] = compareGaps(JSON.parse(JSON.stringify(holdout)), mended ?? []);
    expect(change).toMatchObject({ intent: 'outage', channel: 'bot', verdict: 'better' });
    expect(change?.difference).toBeCloseTo(0.3, 12);
    // Newcombe's interval for 120 of 200 against 60 of 200
    expect([change?.from?.toFixed(3), change?.until?.toFixed(3)]).toEqual(['0.204', '0.388']);
  });
  test('is not told of what may be chance', () => {
    expect(compareGaps(holdout ?? [], mended ?? []).find(({ intent }) => intent === 'bill')).toMatchObject({ verdict: 'not-yet' });
  });
});

describe('the paths', () => {
  const move = (instance: string, minute: number, to: string, from?: string): LogItem =>
    ({ kind: 'happened', customer: 'c', position: ++position, at: dayOne + minutes(minute), moves: [{ instance, journey: 'order', to, ...(from !== undefined && { from }) }] });
  const insight = insightOf([
    move('c/order/1', 0, 'asked'), move('c/order/1', 10, 'paid', 'asked'), move('c/order/1', 30, 'done', 'paid'),
    move('c/order/2', 0, 'asked'), move('c/order/2', 20, 'asked', 'asked'),
    move('c/order/3', 0, 'asked'), move('c/order/3', 30, 'paid', 'asked'),
  ]);
  test('tell who came how far, how long they stayed, and where they left', () => {
    const { runs, states, steps, ways } = readPaths(insight, { now, where: { journey: 'order' } });
    expect(runs).toBe(3);
    expect(states.map(({ state, visited, left, stands }) => [state, visited.value, left.value, stands])).toEqual([['asked', 1, 1 / 3, 0], ['paid', 2 / 3, 1 / 2, 0], ['done', 1 / 3, 1, 0]]);
    expect(states[0]?.dwell).toMatchObject({ n: 3 });
    expect(Math.abs((states[0]?.dwell.value ?? 0) / minutes(20) - 1)).toBeLessThan(0.011);
    expect(steps[0]).toEqual({ from: 'asked', to: 'paid', times: 2 });
    expect(ways.map(({ states: way }) => way.join('>'))).toEqual(['asked>asked', 'asked>paid', 'asked>paid>done']);
  });
  test('tell who stands where, as long as they may still move', () => {
    expect(readPaths(insight, { now: dayOne + days(1) }).states.map(({ state, stands, left }) => [state, stands, left.value])).toEqual([['asked', 1, 0], ['paid', 1, 0], ['done', 1, 0]]);
  });
  test('are empty where nobody went', () => {
    expect(readPaths(insight, { now, where: { journey: 'other' } })).toEqual({ runs: 0, states: [], steps: [], ways: [], switches: [] });
  });
  test('lose no run on the way: all who came to a state went on, stand there or left', () => {
    fc.assert(fc.property(randomLog, fc.integer({ min: 0, max: days(60) }), (items, later) => {
      const { runs, states } = readPaths(insightOf(items), { now: (items.at(-1)?.at ?? dayOne) + later });
      expect(states.reduce((sum, { stands, left }) => sum + stands + Math.round((left.value ?? 0) * left.n), 0)).toBe(runs);
    }), { numRuns: 60 });
  });

  test('tell whether customers who change the channel have to repeat themselves there', () => {
    const heard = (customer: string, minute: number, channel: string): LogItem => ({ kind: 'heard', customer, position: ++position, at: dayOne + minutes(minute), thread: `${customer}/t1`, channel });
    const repeats = (customer: string, minute: number): LogItem => ({ kind: 'happened', customer, position: ++position, at: dayOne + minutes(minute), told: { type: 'effort.noted', what: 'repeat' } });
    const { switches } = readPaths(insightOf([
      heard('a', 0, 'chat'), heard('a', 5, 'phone'), repeats('a', 6), repeats('a', 7),
      heard('b', 0, 'chat'), heard('b', 5, 'phone'),
      heard('c', 0, 'chat'), heard('c', 5, 'chat'),
    ]), { now });
    expect(switches.map(({ from, to, repeated: { value, n } }) => [from, to, value, n])).toEqual([[undefined, undefined, 0, 3], ['chat', 'phone', 0.5, 2]]);
  });
});
