import { describe, expect, test } from 'vitest';
import { countsOf, createInsight, defineGoal, defineInsight, gapMatrix, judgeGoal, learnedActions, learnedAgents, measure, measureCube, readPaths, serviceLevelOf, standingOf, type Insight, type LogItem } from 'throughline/insight';
import { collectReport } from 'throughline/report';
import { days } from '../../src/model/duration.js';
import { dayOne } from './random-log.js';

const now = dayOne + days(30);
const ended = (position: number, intent?: string): LogItem => ({ kind: 'happened', customer: `c${position}`, position, at: dayOne, told: { type: 'contact.ended', outcome: 'resolved', ...(intent !== undefined && { intent }) } });
const insight: Insight = createInsight(defineInsight());
insight.take([ended(1, 'outage'), ended(2, 'bill'), ended(3)]);

/** What a host without types may hand in. */
const untyped = (given: object): never => given as never;
const refused = (ask: () => unknown, path: string): void => {
  let seen: unknown;
  expect(() => {
    try {
      ask();
    } catch (error) {
      seen = error;
      throw error;
    }
  }).toThrow(expect.objectContaining({ code: 'InvalidOptions' }));
  expect(seen).toMatchObject({ facts: { path } });
};

const mistakes: readonly (readonly [string, object, string])[] = [
  ['a cut that is misspelt, which would be the figure of everybody', { where: { intnt: 'outage' } }, 'where.intnt'],
  ['a value that no cut has', { where: { version: '1' } }, 'where.version'],
  ['no moment', { now: undefined }, 'now'],
  ['a moment that is no number', { now: NaN }, 'now'],
  ['a date that is a text', { now: '2026-04-01' }, 'now'],
  ['a beginning that is a text', { from: '2026-03-01' }, 'from'],
  ['an end that is no number', { until: NaN }, 'until'],
  ['a field that is misspelt', { form: 1 }, 'form'],
];

describe('a question that is misspelt is refused by its name and never answered with the figure of others', () => {
  test.each([...mistakes, ['a cut to cut by that there is not', { by: ['intnt'] }, 'by.0'], ['a figure that there is not', { figures: ['happiness'] }, 'figures.0']] as const)('measure: %s', (_, wrong, place) => {
    refused(() => measure(insight, untyped({ now, ...wrong })), `asked.${place}`);
    if (!('now' in wrong)) refused(() => measureCube(insight.countAt(now), insight.rules, untyped(wrong)), `asked.${place}`);
  });
  test.each(mistakes)('paths, counts, gaps and what is learned: %s', (_, wrong, place) => {
    const asked = untyped({ now, ...wrong });
    refused(() => readPaths(insight, asked), `asked.${place}`);
    refused(() => gapMatrix(insight, asked), `gaps.${place}`);
    if (!('now' in wrong)) refused(() => countsOf(insight.countAt(now), 'queue', untyped(wrong)), `asked.${place}`);
    if ('until' in wrong) return;
    refused(() => learnedActions(insight, asked), `learned.${place}`);
    refused(() => learnedAgents(insight, asked), `learned.${place}`);
  });
  test.each([
    ...mistakes.filter(([, wrong]) => !('where' in wrong)),
    ['a cut to cut by', { by: ['intnt'] }, 'by.0'], ['a way to draw', { trend: ['happiness'] }, 'trend.0'], ['what a gap costs', { gaps: { cost: 1 } }, 'gaps.cost'],
    ['a holdout', { change: { name: 'new', holdout: { segmnt: 'a' }, changed: {}, since: 0 } }, 'change.holdout.segmnt'], ['a journey', { journey: { name: 'care' } }, 'journey.id'],
  ] as const)('a report: %s', (_, wrong, place) => refused(() => collectReport(insight, untyped({ title: 'A month', now, ...wrong })), `report.${place}`));

  test.each([
    [{ variant: 'answered' }, 'level.variant'], [{ variant: 'answered-in-time', abandons: 'non', flowOuts: false }, 'level.abandons'], [{ variant: 'removed-in-time', abandons: 'all' }, 'level.abandons'],
  ])('no other service level than there is: %o', (level, path) => refused(() => serviceLevelOf(countsOf(insight.countAt(now), 'queue'), untyped(level), 1.96), path));
  test('no interval without how sure it is to be', () => refused(() => serviceLevelOf(countsOf(insight.countAt(now), 'queue'), { variant: 'removed-in-time' }, NaN), 'z'));

  test('a goal is not judged at a moment that is none, nor one that was never checked', () => {
    const goal = defineGoal({ id: 'solved', figure: 'fcr', baseline: 0.5, target: 0.8, from: dayOne, until: now });
    const [figure] = measure(insight, { now, figures: ['fcr'] }).flatMap(({ figures }) => figures.fcr ?? []);
    for (const wrong of [NaN, '2026-04-01', undefined]) {
      refused(() => judgeGoal(insight, goal, wrong as never), 'now');
      refused(() => standingOf(goal, figure ?? { unit: 'share', n: 0, pending: 0, flags: ['empty'] }, wrong as never), 'now');
    }
    refused(() => judgeGoal(insight, untyped({ ...goal, where: { intnt: 'x' } }), now), 'goal.where.intnt');
  });
  test('nothing is counted for good up to a moment that is none, nor looked at as of it', () => {
    for (const wrong of [NaN, '2026-04-01', Infinity]) {
      refused(() => insight.settle(wrong as never), 'now');
      refused(() => insight.countAt(wrong as never), 'now');
    }
    expect(measure(insight, { now, figures: ['resolution'] })[0]?.figures.resolution).toMatchObject({ n: 3, pending: 0 });
  });
});

test('a row of figures may be asked about again by its own cut, what is known of nobody too', () => {
  const rows = measure(insight, { now, by: ['intent'], figures: ['resolution'] });
  expect(rows.map(({ cut }) => measure(insight, { now, where: cut, figures: ['resolution'] })[0]?.figures.resolution?.n)).toEqual([1, 1, 1]);
});

describe('figures go on only with a state that was counted by the same rules', () => {
  const saved = (): object => JSON.parse(JSON.stringify(insight.save()));
  test.each([
    ['a text', '{}', 'state'], ['nothing that is a state', {}, 'state.contract'], ['a state of a later kind', { ...saved(), contract: 2 }, 'state.contract'],
    ['cells that are none', { ...saved(), cells: [{}] }, 'state.cells.0.metric'], ['items that are none', { ...saved(), items: [null] }, 'state.items.0'], ['lost faults', { ...saved(), faults: undefined }, 'state.faults'],
  ])('not with %s', (_, state, path) => {
    refused(() => createInsight(defineInsight(), state as never), path);
    refused(() => createInsight(defineInsight()).merge(state as never), path);
  });
  test('not with other windows or another tenant, by the name of what differs; and with other releases, as they come', () => {
    const state = insight.save();
    refused(() => createInsight(defineInsight({ recontactMs: days(3) }), state), 'state.countedBy.recontactMs');
    refused(() => createInsight(defineInsight({ tenant: 'north' })).merge(state), 'state.countedBy.tenant');
    refused(() => createInsight(defineInsight({ effort: { turn: 2 } }), state), 'state.countedBy.effort');
    const later = createInsight(defineInsight({ releases: [{ journey: 'care', version: 2, at: dayOne }], minimumSample: 5 }), state);
    expect(measure(later, { now, figures: ['resolution'] })[0]?.figures.resolution?.n).toBe(3);
  });
  test('with a state from before its rules were kept', () => {
    const { countedBy: _, ...old } = insight.save();
    expect(measure(createInsight(defineInsight(), old), { now, figures: ['resolution'] })[0]?.figures.resolution?.n).toBe(3);
  });
});
