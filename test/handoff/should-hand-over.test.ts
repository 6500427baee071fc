import { expect, test } from 'vitest';
import { defineHandover, shouldHandOver, type BotSigns, type HandoverReason } from 'throughline/handoff';
import { minutes } from 'throughline';
import { refusalOf } from '../model/refusal-of.js';

const rules = defineHandover({ restricted: ['health'] });

test.each<[HandoverReason, BotSigns, BotSigns]>([
  ['asked-for', { askedForPerson: false }, { askedForPerson: true }],
  ['restricted-topic', { topics: ['bills'] }, { topics: ['bills', 'health'] }],
  ['vip', { vip: false }, { vip: true }],
  ['tool-failure', { toolFailures: 0 }, { toolFailures: 1 }],
  ['no-match', { noMatches: 1 }, { noMatches: 2 }],
  ['no-input', { noInputs: 1 }, { noInputs: 2 }],
  ['repeated-question', { repeats: 1 }, { repeats: 2 }],
  ['low-confidence', { confidence: 0.5 }, { confidence: 0.49 }],
  ['low-confidence', {}, { confidence: Number.NaN }],
  ['frustration', { sentiment: -0.5 }, { sentiment: -0.51 }],
  ['budget-spent', { turns: 19 }, { turns: 20 }],
  ['budget-spent', { tookMs: minutes(15) - 1 }, { tookMs: minutes(15) }],
])('a bot calls a person by %s, and not before (care-rules 2.4)', (reason, before, then) => {
  expect(shouldHandOver(rules, before)).toEqual([]);
  expect(shouldHandOver(rules, then)).toEqual([reason]);
});

test('all reasons are told, what the customer asks for first', () => {
  expect(shouldHandOver(rules, { askedForPerson: true, sentiment: -1, topics: ['health'], turns: 99 })).toEqual(['asked-for', 'restricted-topic', 'frustration', 'budget-spent']);
  expect(refusalOf(() => defineHandover({ noMatches: 0 })).facts['path']).toBe('handover.noMatches');
});

test('a sign that there is not is refused by name, so that a misspelt one is not read as nothing noticed', () => {
  const misspelt = { askedForPersn: true };
  expect(refusalOf(() => shouldHandOver(rules, misspelt as BotSigns)).facts['path']).toBe('signs.askedForPersn');
});
