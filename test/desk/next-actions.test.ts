import { expect, test } from 'vitest';
import { days } from 'throughline';
import { nextFor } from '../../examples/desk/next-actions.js';

test('the actions of the docs are ranked with their factors, and each that is none says why', () => {
  const { ranked, lost } = nextFor({ plan: 'small', openCases: 1, leaving: 0.6 }, 0);
  expect(ranked).toMatchObject([{ action: 'keep', factors: { propensity: 0.41, context: 1.5, value: 300, levers: 1.1, because: [{ name: 'a case is open', weight: 50 }] } }]);
  expect(ranked[0]?.priority).toBeCloseTo(0.41 * 1.5 * 300 * 1.1);
  expect(lost).toEqual([{ action: 'larger-plan', reason: 'not-suitable' }, { action: 'app', reason: 'contact-policy', by: 'frequency-cap' }]);
  const calm = { plan: 'small', openCases: 0, leaving: 0.1 } as const;
  expect(nextFor(calm, days(7), { action: 'larger-plan', at: 0 }).ranked).toMatchObject([{ action: 'larger-plan', factors: { propensity: 0.5, context: expect.closeTo(0.6), because: [{ name: 'later', weight: -40 }] } }]);
  expect(nextFor({ ...calm, plan: 'large' }, 0).lost.map(({ reason }) => reason)).toEqual(['not-applicable', 'not-eligible', 'contact-policy']);
});
