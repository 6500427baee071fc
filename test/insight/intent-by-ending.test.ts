import { expect, test } from 'vitest';
import { createInsight, defineInsight, measure, type LogItem } from 'throughline/insight';
import { days, hours, minutes } from '../../src/model/duration.js';
import { dayOne } from './random-log.js';

let position = 0;
/** A contact of which nothing is understood, until the journey ends it and says what it was about. */
const contact = (customer: string, at: number, intent: string): readonly LogItem[] => [
  { kind: 'heard', customer, position: ++position, at, thread: `${customer}/${at}`, channel: 'chat' },
  { kind: 'happened', customer, position: ++position, at: at + minutes(5), told: { type: 'contact.ended', outcome: 'resolved', intent } },
  { kind: 'happened', customer, position: ++position, at: at + minutes(6), told: { type: 'survey.answered', survey: `s${position}`, kind: 'csat', rating: 5 } },
];

test('where nothing is read from what customers write, a conversation is about what its ending says, for every figure', () => {
  const insight = createInsight(defineInsight());
  insight.take([...contact('ann', dayOne, 'outage'), ...contact('ann', dayOne + days(4), 'outage'), ...contact('bob', dayOne, 'bill'), ...contact('bob', dayOne + days(4), 'outage'), ...contact('cem', dayOne + hours(2), 'bill')]);
  const rows = measure(insight, { now: dayOne + days(60), by: ['intent'], figures: ['resolution', 'fcr', 'csat', 'repeat-contact'] });
  expect(rows.map(({ cut: { intent }, figures }) => [intent, ...(['resolution', 'fcr', 'csat', 'repeat-contact'] as const).map((name) => [figures[name]?.value, figures[name]?.n])])).toEqual([
    ['bill', [1, 2], [1, 2], [1, 2], [0, 2]],
    // who came back with it was not helped the first time
    ['outage', [2 / 3, 3], [1 / 2, 2], [1, 3], [1 / 3, 3]],
  ]);
});
