import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createInsight } from '../../src/insight/create-insight.js';
import { defineInsight } from '../../src/insight/define-insight.js';
import type { LogItem } from '../../src/insight/log/log-item.js';
import type { Tally } from '../../src/insight/fold/tally.js';
import { days } from '../../src/model/duration.js';
import { runsOf } from '../full-size.js';
import * as by from './by-definition.js';
import * as outcomes from './outcomes-by-definition.js';
import { dayOne, randomLog } from './random-log.js';

/** A log that was settled on the way, and all that is counted of one metric at a moment. */
function counted(items: readonly LogItem[], now: number, metric: string): Tally {
  const insight = createInsight(defineInsight());
  insight.take(items);
  const all = new Map<string, number>();
  for (const { tally } of insight.countAt(now).cells(metric)) for (const [counter, amount] of tally) all.set(counter, (all.get(counter) ?? 0) + amount);
  return all;
}

/** Holds a metric to its definition on random logs, looked at when all is told but much is young. */
function holds(metric: string, define: (items: readonly LogItem[], now: number) => object): void {
  fc.assert(fc.property(randomLog, fc.oneof(fc.integer({ min: 0, max: days(9) }), fc.constantFrom(0, days(1), days(3), days(7), days(100))), (items, later) => {
    const now = (items.at(-1)?.at ?? dayOne) + later;
    const tally = counted(items, now, metric);
    const expected = define(items, now);
    expect(Object.fromEntries(Object.keys(expected).map((counter) => [counter, tally.get(counter) ?? 0]))).toEqual(expected);
  }), { numRuns: runsOf({ ci: 100, full: 20_000 }) });
}

describe('a figure is what its definition says, on any log', () => {
  test('how long customers wait for the first message to them', () => holds('first-response', (items, now) => by.waits(items, now).first));
  test('how long they wait for each reply after that', () => holds('next-reply', (items, now) => by.waits(items, now).next));
  test('whether one contact was enough', () => holds('fcr', (items, now) => by.firstContactResolution(items, now).fcr));
  test('how many contacts came back', () => holds('repeat-contact', (items, now) => by.firstContactResolution(items, now).repeats));
  test('whether an ending was a resolution that nobody revoked', () => holds('resolution', by.resolutions));
  test('whether a conversation with a journey stayed with it', () => holds('containment', by.containment));
  test('whether who looked for help got by without us', () => holds('deflection', by.deflection));
  test('what a conversation cost its customer', () => holds('effort', by.effort));
  test('whether a message was followed by its customer', () => holds('engagement', outcomes.engagement));
  test('whether a journey alone was enough', () => holds('automation', outcomes.automation));
  test('what a resolution cost, with all that helped nobody', () => holds('cost', outcomes.cost));
  test('how long it took until nobody had to come back', () => holds('time-to-resolution', outcomes.timeToResolution));
  test('how long it took until it was resolved for the first time', () => holds('time-to-first-resolution', outcomes.timeToFirstResolution));
  test('whether a message arrived', () => holds('delivery', outcomes.delivery));
  test('how customers sounded', () => holds('sentiment', outcomes.sentiment));
  test('whether what an agent took was resolved', () => holds('agent-resolution', outcomes.agentResolution));
  test('what became of those who waited for a person: all who were offered are answered, gave up, went elsewhere or still wait', () => {
    fc.assert(fc.property(randomLog, (items) => {
      const tally = counted(items, (items.at(-1)?.at ?? dayOne), 'queue');
      const { queued, answered, abandoned, waiting, ...rest } = by.queue(items);
      expect({ queued: tally.get('queued') ?? 0, answered: tally.get('answered') ?? 0, abandoned: tally.get('abandoned') ?? 0, 'flowed-out': tally.get('flowed-out') ?? 0, waiting: tally.get('waiting') ?? 0 })
        .toEqual({ queued, answered, abandoned, waiting, ...rest });
      expect(queued).toBe(answered + abandoned + waiting + rest['flowed-out']);
    }), { numRuns: runsOf({ ci: 100, full: 20_000 }) });
  });
  test.each(['csat', 'nps', 'ces'] as const)('which ratings of %s are ratings', (kind) => {
    fc.assert(fc.property(randomLog, (items) => {
      const tally = counted(items, (items.at(-1)?.at ?? dayOne), kind);
      const given = [...tally].filter(([counter]) => /^r\d/.test(counter)).reduce((total, [, times]) => total + times, 0);
      expect({ n: given, refused: (tally.get('twice') ?? 0) + (tally.get('out-of-range') ?? 0) }).toEqual(by.ratings(items, kind));
    }), { numRuns: runsOf({ ci: 100, full: 20_000 }) });
  });
});
