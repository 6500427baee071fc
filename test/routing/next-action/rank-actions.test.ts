import fc from 'fast-check';
import { expect, test } from 'vitest';
import { days } from '../../../src/model/duration.js';
import { defineActions, type NextActionsOptions, type Propensity } from '../../../src/routing/next-action/define-actions.js';
import { rankActions, type ActionReason, type ActionsAsked } from '../../../src/routing/next-action/rank-actions.js';
import { runsOf } from '../../full-size.js';
import { refusalOf } from '../../model/refusal-of.js';

type Known = ReadonlySet<string>;
interface Written { readonly gates: readonly string[]; readonly said: Propensity | undefined; readonly value: number; readonly weights: readonly number[]; readonly lever: number; readonly issue: 'a' | 'b' }

const someProbability = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(0, 0.2, 0.9, 1) }, { weight: 1, arbitrary: fc.constantFrom(Number.NaN, -1, 1.5, Infinity) });
const someWritten: fc.Arbitrary<Written> = fc.record({
  gates: fc.subarray(['eligible', 'applicable', 'suitable', 'policy', 'left']), said: fc.option(fc.record({ probability: someProbability, evidence: fc.constantFrom(0, 100, 10_000, Number.NaN, -5) }), { nil: undefined }), value: fc.constantFrom(1, 10, 300),
  weights: fc.array(fc.constantFrom(-100, 20, 55), { maxLength: 3 }), lever: fc.constantFrom(-100, 0, 30), issue: fc.constantFrom('a', 'b'),
});
const someCase = fc.record({ written: fc.array(someWritten, { minLength: 1, maxLength: 5 }), holds: fc.subarray(['w0', 'w1', 'w2']), off: fc.subarray(['propensity', 'context', 'value', 'levers'] as const), answered: fc.array(fc.record({ action: fc.constantFrom('n0', 'n1'), outcome: fc.constantFrom('later', 'yes', 'unheard'), at: fc.constantFrom(0, days(7), days(14), days(20)) }), { maxLength: 3 }) });

const startingAt = { probability: 0.4, evidence: 50 };
const answers = { later: { weight: -80, halfLifeMs: days(7) }, yes: { weight: 40, halfLifeMs: days(14) } };
const optionsOf = (written: readonly Written[], off: NextActionsOptions<Known>['off'] = []): NextActionsOptions<Known> => ({
  actions: written.map(({ gates, said, value, weights, lever, issue }, index) => ({
    id: `n${index}`, issue, value, lever, eligible: () => !gates.includes('eligible'), applicable: () => !gates.includes('applicable'), suitable: () => !gates.includes('suitable'), propensity: () => said,
    context: weights.map((weight, at) => ({ name: `w${at}`, weight, when: (known: Known) => known.has(`w${at}`) })),
  })),
  issueLevers: { a: 10 }, start: startingAt, answers, off,
});
const askedOf = (written: readonly Written[], holds: readonly string[], answered: ActionsAsked<Known>['answered'] = []): ActionsAsked<Known> => ({
  known: new Set(holds), at: days(14), key: 'k', answered,
  refused: Object.fromEntries(written.flatMap(({ gates }, index) => (gates.includes('policy') ? [[`n${index}`, 'quiet-hours']] : []))), left: Object.fromEntries(written.flatMap(({ gates }, index) => (gates.includes('left') ? [[`n${index}`, 0]] : []))),
});

/** The rule once more, told here in another way than in the library. */
function priorityOf({ said, value, weights, lever, issue }: Written, id: string, holds: readonly string[], off: readonly string[], answered: NonNullable<ActionsAsked<Known>['answered']>): number {
  const isSound = said !== undefined && said.probability >= 0 && said.probability <= 1 && said.evidence >= 0;
  const p = isSound ? (said.evidence * said.probability + 50 * 0.4) / (said.evidence + 50) : 0.4;
  let percent = 0;
  weights.forEach((weight, at) => { if (holds.includes(`w${at}`)) percent += weight; });
  for (const { action, outcome, at } of answered) if (action === id && outcome !== 'unheard') percent += answers[outcome === 'yes' ? 'yes' : 'later'].weight / 2 ** (Math.max(0, days(14) - at) / (outcome === 'yes' ? days(14) : days(7)));
  const on = (name: string, factor: number): number => (off.includes(name) ? 1 : Math.max(0, factor));
  return on('propensity', p) * on('context', 1 + percent / 100) * on('value', value) * on('levers', 1 + (lever + (issue === 'a' ? 10 : 0)) / 100);
}

const reasons: readonly (readonly [string, ActionReason])[] = [['eligible', 'not-eligible'], ['applicable', 'not-applicable'], ['suitable', 'not-suitable'], ['policy', 'contact-policy'], ['left', 'none-left']];

test('what is done next is what may be done and comes to most, by likelihood, context, worth and levers; all else says why (care-rules 3.14)', () => {
  const right = (rank: typeof rankActions<Known>) => fc.property(someCase, ({ written, holds, off, answered }) => {
    const { ranked, lost } = rank(defineActions(optionsOf(written, off)), askedOf(written, holds, answered));
    expect(lost.map(({ action, reason }) => [action, reason])).toEqual(written.flatMap(({ gates }, index) => { const first = reasons.find(([gate]) => gates.includes(gate)); return first === undefined ? [] : [[`n${index}`, first[1]]]; }));
    expect([...ranked, ...lost].map(({ action }) => action).toSorted()).toEqual(written.map((_, index) => `n${index}`));
    for (const { action, priority } of ranked) {
      const one = written[Number(action.slice(1))];
      expect(priority).toBeCloseTo(one === undefined ? Number.NaN : priorityOf(one, action, holds, off, answered), 6);
    }
    ranked.slice(1).forEach(({ action, priority }, index) => {
      const before = ranked[index];
      expect(before !== undefined && (before.priority > priority || (before.priority === priority && before.action < action))).toBe(true);
    });
  });
  fc.assert(right(rankActions), { numRuns: runsOf({ ci: 500, full: 200_000 }) });
  const planted: readonly (typeof rankActions<Known>)[] = [
    (actions, asked) => rankActions({ ...actions, start: { probability: 0.4, evidence: 1e-9 } }, asked),
    (actions, asked) => rankActions({ ...actions, off: [] }, asked),
    (actions, asked) => rankActions({ ...actions, issueLevers: {} }, asked),
    (actions, asked) => rankActions(actions, { ...asked, answered: [] }),
    (actions, asked) => rankActions(actions, { ...asked, at: days(400) }),
    (actions, asked) => rankActions(actions, { ...asked, left: {} }),
    (actions, asked) => rankActions(actions, { ...asked, refused: {} }),
    (actions, asked) => { const done = rankActions(actions, asked); return { ...done, ranked: done.ranked.toReversed() }; },
  ];
  for (const one of planted) expect(fc.check(right(one), { numRuns: 20_000, endOnFailure: true }).failed).toBe(true);
});

test('a few customers are shown another action first, the same ones each time, and nobody one that they may not have', () => {
  const plain: Written = { gates: [], said: undefined, value: 10, weights: [], lever: 0, issue: 'b' };
  const written: readonly Written[] = [{ ...plain, value: 300 }, plain, { ...plain, gates: ['eligible'] }];
  const actions = defineActions({ ...optionsOf(written), explore: 0.1 });
  const firstFor = (key: string) => rankActions(actions, { ...askedOf(written, []), key }).ranked[0];
  const keys = Array.from({ length: 5_000 }, (_, n) => `customer ${n}`);
  const tried = keys.filter((key) => firstFor(key)?.explored === true);
  expect(tried.length / keys.length).toBeGreaterThan(0.085);
  expect(tried.length / keys.length).toBeLessThan(0.115);
  for (const key of tried) expect(firstFor(key)).toMatchObject({ action: 'n1', explored: true });
  expect(firstFor(keys.find((key) => !tried.includes(key)) ?? '')).not.toHaveProperty('explored');
  expect(rankActions(defineActions(optionsOf(written)), askedOf(written, [])).ranked.map(({ action }) => action)).toEqual(['n0', 'n1']);
});

test('actions that make no sense are refused by name', () => {
  const one = { id: 'a', value: 1 };
  for (const [path, options] of [
    ['nextActions.actions', { actions: [one, one] }], ['nextActions.actions.0.value', { actions: [{ ...one, value: 0 }] }], ['nextActions.actions.0.lever', { actions: [{ ...one, lever: Number.NaN }] }], ['nextActions.explore', { actions: [], explore: 0.3 }],
    ['nextActions.start.evidence', { actions: [], start: { probability: 0.5, evidence: 0 } }],
  ] as const) expect(refusalOf(() => defineActions(options)).facts['path']).toBe(path);
});
