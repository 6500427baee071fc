import { expect, test } from 'vitest';
import { hours, minutes } from 'throughline';
import { firstReply, tellSupervisor, waitInWords } from '../../examples/desk/promises.js';

test('the promises of the docs count business hours in Vienna, tell a supervisor once and say how long it takes', () => {
  // a Friday, four in the afternoon in Vienna
  const friday = Date.UTC(2026, 2, 6, 15);
  const asked = { queue: 'bills', channel: 'chat', priority: 0 };
  expect(firstReply(asked, friday, friday + hours(48))).toMatchObject({ status: 'running', elapsedMs: hours(1), dueAt: friday + hours(66) });
  expect(firstReply({ ...asked, priority: 5 }, friday, friday + minutes(13))).toMatchObject({ status: 'at-risk' });
  expect(firstReply(asked, friday, friday + hours(99), friday + hours(67))).toMatchObject({ status: 'missed' });
  expect(tellSupervisor([{ value: 12, at: 0 }, { value: 11, at: 60_000 }, { value: 8, at: 70_000 }, { value: 12, at: 80_000 }, { value: 5, at: 90_000 }])).toEqual(['many wait: raised', 'many wait: cleared']);
  expect([waitInWords(4, 2), waitInWords(4, 0)]).toEqual(['It takes 7 to 19 minutes', 'We do not know how long it takes']);
});
