import { expect, test } from 'vitest';
import { hours } from 'throughline';
import { conversationInWords } from '../../../src/customer/crm/conversation-in-words.js';
import type { ThreadIntent } from '../../../src/customer/customer-state.js';
import { ann, endedRun, plainRun, plainThread, plainTurn } from '../plain-turn.js';
import { pledge } from '../plain-journey.js';

const thread = plainThread(ann, { startedAt: hours(1), at: hours(2), channels: ['chat', 'phone'] });
const since = thread.startedAt;
const head = 'Conversation over chat, phone, 1970-01-01 01:00 UTC to 1970-01-01 02:00 UTC.';
const heard = (at: number) => ({ lastEvent: { type: 'x', at, did: 'stayed', because: '' } } as const);

test('a conversation in which nothing happened is told in one sentence', () => {
  expect(conversationInWords(plainTurn({}), thread)).toBe(head);
});

test('it tells what is open, what ended, what was promised and what was tried since it began, and nothing from before', () => {
  const promise = { name: 'p', instance: 'c-ann/pledge/1' };
  const turn = plainTurn({
    instances: [plainRun(ann, 'begun', { startedAt: since }), plainRun(ann, 'heard', heard(since)), plainRun(ann, 'older', heard(since - 1)), plainRun(ann, 'oldest')],
    ended: [{ ...endedRun(plainRun(ann, 'sale')), endedAt: since }, { ...endedRun(plainRun(ann, 'loan')), endedAt: since - 1 }],
    promises: [{ ...promise, words: 'Too old', at: since - 1 }, { ...promise, words: 'We call', at: since }, { ...promise, words: 'We write', at: since + 1, keptAt: since + 2 }],
    attempts: [{ words: 'Too old', at: since - 1, instance: 'i' }, { words: 'Restarted', at: since, instance: 'i' }, { words: 'Replaced', outcome: 'resolved', at: since + 1, instance: 'i' }],
  });
  expect(conversationInWords(turn, thread)).toBe(`${head} Open: begun (running); heard (running). Ended: sale (done). Promised: We call (not kept yet); We write (kept). Tried: Restarted; Replaced (resolved).`);
});

test('an open journey is told in its author’s words, or as running where they have changed under it', () => {
  const told = (value: string): string => conversationInWords(plainTurn({ instances: [plainRun(ann, 'pledge', { startedAt: since, snapshot: { status: 'active', value, context: {} } })] }, { journeys: [pledge] }), thread);
  expect(told('waiting')).toBe(`${head} Open: pledge (waits for the pledge).`);
  expect(told('gone')).toBe(`${head} Open: pledge (running).`);
});

test('of very many the last ten are told', () => {
  const attempts = Array.from({ length: 12 }, (_, n) => ({ words: `${n}`, at: since, instance: 'i' }));
  expect(conversationInWords(plainTurn({ attempts }), thread)).toBe(`${head} Tried: 2; 3; 4; 5; 6; 7; 8; 9; 10; 11.`);
});

test('it tells what the customer wanted, where that is sure', () => {
  const wanting = (reading: ThreadIntent['reading']) => ({ ...thread, intent: { reading, at: since, event: 'e1', words: {} } });
  expect(conversationInWords(plainTurn({}), wanting({ verdict: 'sure', name: 'invoice', likely: [] }))).toBe(`${head} Wanted: invoice.`);
  expect(conversationInWords(plainTurn({}), wanting({ verdict: 'ask', likely: [{ name: 'invoice', probability: 0.4, evidence: [] }] }))).toBe(head);
});
