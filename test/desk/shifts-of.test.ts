import { expect, test } from 'vitest';
import { shiftsOf } from '../../src/desk/shifts-of.js';
import { days, hours } from '../../src/model/duration.js';

const vienna = { timeZone: 'Europe/Vienna', open: [{ days: ['fri', 'sat'], hours: ['22:00-06:00'] }] } as const;

test('an agent is on duty by their own calendar, over midnight and over a change of the clocks', () => {
  // clocks go forward in the night to Sunday, 29 March 2026
  const friday = Date.UTC(2026, 2, 27);
  expect(shiftsOf(vienna, friday, friday + days(4)).reduce((sum, { from, until }) => sum + until - from, 0)).toBe(hours(15));
  expect(shiftsOf(vienna, friday + hours(22), friday + hours(23))).toEqual([{ from: friday + hours(22), until: friday + hours(23) }]);
  expect(shiftsOf(vienna, friday, friday + hours(1))).toEqual([]);
  expect(shiftsOf(vienna, friday + days(1), friday)).toEqual([]);
});
