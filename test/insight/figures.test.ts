import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createInsight, type Insight } from '../../src/insight/create-insight.js';
import { defineInsight } from '../../src/insight/define-insight.js';
import { countsOf, measure } from '../../src/insight/figures/measure.js';
import { namedFigures } from '../../src/insight/figures/named-figures.js';
import { serviceLevelOf } from '../../src/insight/figures/service-level.js';
import { timeFigure } from '../../src/insight/figures/time-figure.js';
import { retentionFigure } from '../../src/insight/figures/retention-figure.js';
import { countTime } from '../../src/insight/times/count-time.js';
import { createCube } from '../../src/insight/fold/tally.js';
import type { LogItem } from '../../src/insight/log/log-item.js';
import { readLogItem } from '../../src/insight/log/read-log-item.js';
import type { ServiceEvent } from '../../src/insight/log/service-event.js';
import { days, hours, seconds } from '../../src/model/duration.js';
import { dayOne, randomLog } from './random-log.js';

const later = dayOne + days(300);
const insightOf = (items: readonly LogItem[], options = {}): Insight => {
  const insight = createInsight(defineInsight(options));
  insight.take(items);
  return insight;
};
const tell = (position: number, told: ServiceEvent, at = dayOne + position): LogItem => ({ kind: 'happened', customer: `c${position}`, position, at, told });

describe('a figure never says more than is known', () => {
  test('of nothing there is no figure, never a hundred percent', () => {
    const [row, ...rest] = measure(insightOf([]), { now: later });
    expect(rest).toEqual([]);
    for (const name of Object.keys(namedFigures)) expect(row?.figures).toHaveProperty([name], expect.objectContaining({ n: 0, pending: 0, flags: ['empty'] }));
    expect(Object.values(row?.figures ?? {}).filter((figure) => 'value' in figure || 'from' in figure)).toEqual([]);
  });

  test('on any log each figure lies in its interval, a share between nothing and all, and few are told to be young', () => {
    fc.assert(fc.property(randomLog, (items) => {
      for (const { figures } of measure(insightOf(items), { now: later, by: ['channel'] })) {
        for (const [name, { value, from, until, unit, n, flags }] of Object.entries(figures)) {
          expect(flags.includes('empty'), name).toBe(value === undefined);
          if (value === undefined) continue;
          expect(n, name).toBeGreaterThan(0);
          expect(flags.includes('young'), name).toBe(n < 30);
          if (unit === 'share') expect(value >= 0 && value <= 1, `${name} ${value}`).toBe(true);
          if (from !== undefined && until !== undefined) expect(from <= value + 1e-9 && value <= until + 1e-9, `${name} ${from} ${value} ${until}`).toBe(true);
        }
      }
    }), { numRuns: 60 });
  });

  test('cuts of one kind add up to the whole', () => {
    fc.assert(fc.property(randomLog, (items) => {
      const insight = insightOf(items);
      const total = measure(insight, { now: later, figures: ['resolution', 'fcr', 'first-response.median', 'effort'] })[0]?.figures ?? {};
      for (const by of ['channel', 'intent', 'journey', 'day', 'week', 'month'] as const) {
        const rows = measure(insight, { now: later, by: [by], figures: ['resolution', 'fcr', 'first-response.median', 'effort'] });
        for (const [name, { n }] of Object.entries(total)) expect(rows.reduce((sum, { figures }) => sum + (Object.entries(figures).find(([other]) => other === name)?.[1].n ?? 0), 0), `${name} by ${by}`).toBe(n);
      }
    }), { numRuns: 40 });
  });
});

describe('what customers say', () => {
  const rated = (kind: 'csat' | 'nps' | 'ces', ...ratings: readonly number[]): Insight => insightOf(ratings.map((rating, index) => tell(index + 1, { type: 'survey.answered', survey: `s${index}`, kind, rating })));

  test('CSAT is the share of fours and fives, with its Wilson interval', () => {
    const csat = measure(rated('csat', ...Array.from({ length: 100 }, (_, index) => (index < 80 ? 5 : 2))), { now: later })[0]?.figures.csat;
    expect(csat).toMatchObject({ value: 0.8, n: 100, flags: [] });
    expect([csat?.from?.toFixed(4), csat?.until?.toFixed(4)]).toEqual(['0.7112', '0.8666']);
  });

  test('NPS is promoters less detractors, and a nought is a detractor', () => {
    const nps = measure(rated('nps', 10, 9, 9, 8, 7, 6, 0, 10, 10, 10), { now: later })[0]?.figures.nps;
    // 6 of 10 less 2 of 10; se = sqrt((0.6 + 0.2 - 0.4²) / 10)
    expect(nps?.value).toBeCloseTo(40, 9);
    expect(nps?.until).toBeCloseTo(40 + 196 * Math.sqrt(0.064), 9);
  });

  test('ten of ten promoters leave no doubt of their own, so that the sample is told to be young', () => {
    expect(measure(rated('nps', ...Array.from({ length: 10 }, () => 10)), { now: later })[0]?.figures.nps).toMatchObject({ value: 100, from: 100, until: 100, flags: ['young'] });
  });

  test('twenty-nine are few, thirty are not', () => {
    const flagsOf = (many: number): readonly string[] | undefined => measure(rated('csat', ...Array.from({ length: many }, () => 4)), { now: later })[0]?.figures.csat?.flags;
    expect([flagsOf(29), flagsOf(30)]).toEqual([['young'], []]);
  });

  test('an eleven is no rating, nor is four and a half, and a second answer does not count: all are told', () => {
    const insight = insightOf([
      ...[4, 11, 4.5, -1].map((rating, index) => tell(index + 1, { type: 'survey.answered', survey: `s${index}`, kind: 'csat', rating })),
      { ...tell(5, { type: 'survey.answered', survey: 's0', kind: 'csat', rating: 1 }), customer: 'c1' },
    ]);
    expect(measure(insight, { now: later })[0]?.figures['csat.mean']).toMatchObject({ value: 4, n: 1, flags: ['young', 'partial'] });
  });

  test('an answer from a clock that runs ahead counts, and the figure says so', () => {
    const body = JSON.stringify({ id: 'e1', type: 'survey.answered', data: { survey: 's', kind: 'csat', rating: 4 }, occurredAt: dayOne + hours(2) });
    const item = readLogItem({ tenant: 'default', lane: 'ann', position: 1, kind: 'event', at: dayOne, body }, { skewMs: seconds(300), latenessMs: days(1) });
    expect(item).toMatchObject({ at: dayOne, skewed: true });
    const insight = createInsight(defineInsight());
    insight.read([{ tenant: 'default', lane: 'ann', position: 1, kind: 'event', at: dayOne, body }, { tenant: 'default', lane: 'ann', position: 2, kind: 'event', at: dayOne, body: '{' }, { tenant: 'other', lane: 'ann', position: 3, kind: 'event', at: dayOne, body }]);
    expect(measure(insight, { now: later })[0]?.figures.csat).toMatchObject({ value: 1, n: 1, flags: ['young', 'skewed'] });
    expect(insight.faults).toEqual({ late: 0, unreadable: 1 });
  });

  test('an answer that was given before it was asked for tells of a wrong clock too', () => {
    const insight = insightOf([{ ...tell(1, { type: 'survey.answered', survey: 's', kind: 'nps', rating: 9 }) }, { ...tell(2, { type: 'survey.asked', survey: 's', kind: 'nps' }), customer: 'c1' }]);
    expect(measure(insight, { now: later })[0]?.figures.nps).toMatchObject({ n: 1, flags: ['young', 'skewed'] });
  });

  test('what says to have happened days before it came is late', () => {
    const body = JSON.stringify({ type: 'contact.ended', data: { outcome: 'resolved' }, occurredAt: dayOne - days(2) });
    expect(readLogItem({ tenant: 'default', lane: 'ann', position: 1, kind: 'event', at: dayOne, body }, { skewMs: 0, latenessMs: days(1) })).toBe('late');
  });
});

describe('a service level', () => {
  // 60 answered in time, 20 late; 8 gave up at once, 12 later; 5 went elsewhere; 3 still wait
  const queue = new Map(Object.entries({ queued: 108, answered: 80, 'answered-in-time': 60, 'answered-late': 20, abandoned: 20, 'abandoned-in-time': 8, 'abandoned-late': 12, 'abandoned-short-in-time': 8, 'flowed-out': 5, waiting: 3 }));
  test.each([
    ['all who gave up in the denominator', { variant: 'answered-in-time', abandons: 'all', flowOuts: false }, 60 / 100],
    ['those who gave up at once left out', { variant: 'answered-in-time', abandons: 'without-short', flowOuts: false }, 60 / 92],
    ['all who gave up left out, the short ones not taken off twice', { variant: 'answered-in-time', abandons: 'none', flowOuts: false }, 60 / 80],
    ['those who went elsewhere counted', { variant: 'answered-in-time', abandons: 'all', flowOuts: true }, 60 / 105],
    ['all who left the queue in time, however', { variant: 'removed-in-time' }, 68 / 105],
  ] as const)('%s', (_, level, value) => {
    expect(serviceLevelOf(queue, level, 1.96)).toMatchObject({ value, pending: 3 });
  });
  test('is read in another variant from the same counts, also for one channel', () => {
    const waits = (customer: string, channel: string, waitedMs: number, type: 'work.answered' | 'work.abandoned'): readonly LogItem[] => [
      { kind: 'heard', customer, position: 1, at: dayOne, thread: `${customer}/t1`, channel },
      { kind: 'happened', customer, position: 2, at: dayOne, told: { type: 'work.queued', item: 'w' } },
      { kind: 'happened', customer, position: 3, at: dayOne + waitedMs, told: { type, item: 'w', agent: '7' } },
    ];
    const insight = insightOf([
      ...waits('a', 'phone', seconds(20), 'work.answered'), ...waits('b', 'phone', seconds(21), 'work.answered'),
      ...waits('c', 'phone', seconds(5), 'work.abandoned'), ...waits('d', 'phone', seconds(6), 'work.abandoned'), ...waits('e', 'chat', seconds(1), 'work.answered'),
    ]);
    const counts = countsOf(insight.countAt(later), 'queue', { where: { channel: 'phone' } });
    const [row] = measure(insight, { now: later, where: { channel: 'phone' }, figures: ['service-level.answered-in-time', 'service-level.removed-in-time', 'abandon-rate'] });
    expect(row?.figures['service-level.answered-in-time']).toMatchObject({ value: 1 / 3, n: 3 });
    expect(row?.figures['service-level.removed-in-time']).toMatchObject({ value: 3 / 4, n: 4 });
    expect(row?.figures['abandon-rate']).toMatchObject({ value: 1 / 2, n: 4 });
    expect(serviceLevelOf(counts, { variant: 'answered-in-time', abandons: 'none', flowOuts: false }, 1.96)).toMatchObject({ value: 1 / 2, n: 2 });
  });
  test('of a queue in which all still wait is not known', () => {
    expect(serviceLevelOf(new Map([['queued', 3], ['waiting', 3]]), { variant: 'answered-in-time', abandons: 'all', flowOuts: true }, 1.96)).not.toHaveProperty('value');
  });
});

describe('times', () => {
  test('a quantile is within one percent of the time at that rank, whatever the times', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: days(40) }), { minLength: 1, maxLength: 200 }), fc.constantFrom(0.5, 0.9, 0.95), (times, q) => {
      const cube = createCube();
      const about = { day: 1 };
      for (const ms of times) countTime(cube.count, { metric: 't', about }, ms);
      const [cell] = [...cube.cells('t')];
      const exact = times.toSorted((one, other) => one - other)[Math.ceil(times.length * q) - 1] ?? NaN;
      const { value = NaN } = timeFigure(cell?.tally ?? new Map(), { asked: q, z: 1.96 });
      expect(Math.abs(value - exact)).toBeLessThanOrEqual(exact * 0.01 + 1e-9);
      expect(timeFigure(cell?.tally ?? new Map(), { asked: 'mean', z: 1.96 }).value).toBeCloseTo(times.reduce((sum, ms) => sum + ms, 0) / times.length, 6);
    }), { numRuns: 200 });
  });
});

describe('who stays', () => {
  test('is told by those who were there long enough, and by nobody beyond the longest', () => {
    // of ten, two are lost in week 1, three have only been here for two weeks, one of the other five is lost in week 3
    const spans = new Map(Object.entries({ 'lost.1': 2, 'kept.2': 3, 'lost.3': 1, 'kept.9': 4 }));
    expect(retentionFigure(spans, { weeks: 2, z: 1.96 }).value).toBeCloseTo(0.8, 12);
    expect(retentionFigure(spans, { weeks: 4, z: 1.96 })).toMatchObject({ n: 10, pending: 3 });
    expect(retentionFigure(spans, { weeks: 4, z: 1.96 }).value).toBeCloseTo(0.8 * 0.8, 12);
    expect(retentionFigure(spans, { weeks: 10, z: 1.96 })).not.toHaveProperty('value');
  });
});

test('how figures are made is checked once, and a wrong option is named', () => {
  expect(() => defineInsight({ minimumSample: 0 })).toThrow('insight.minimumSample');
  expect(() => defineInsight({ effort: { switch: 0.5 } })).toThrow('insight.effort.switch');
});
