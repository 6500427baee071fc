import { expect, it } from 'vitest';
import { originOf, withOrigins } from '../../src/customer/facts/facts-origin.js';

const chat = { at: 1, event: 'chat.started', channel: 'chat' };
const call = { at: 2, event: 'call.began', channel: 'phone' };

it('facts that one touchpoint told share their origin, also where it was written out for each of them', () => {
  const origins = withOrigins([], [{ name: 'question', origin: chat }, { name: 'orderNumber', origin: { ...chat } }]);
  expect(origins).toEqual([{ facts: ['question', 'orderNumber'], from: chat }]);
});

it('a fact that is told again comes from there alone, and an origin that nothing comes from any more is forgotten', () => {
  const told = withOrigins([], [{ name: 'question', origin: chat }, { name: 'orderNumber', origin: chat }]);
  const again = withOrigins(told, [{ name: 'question', origin: call }]);
  expect(again).toEqual([{ facts: ['orderNumber'], from: chat }, { facts: ['question'], from: call }]);
  expect(withOrigins(again, [{ name: 'orderNumber', origin: call }])).toEqual([{ facts: ['question', 'orderNumber'], from: call }]);
});

it.each([
  ['who proved to be', { verified: true as const }], ['how careful to be', { dataClass: 'sensitive' as const }], ['whose contact it was', { origin: 'c-1' }],
  ['the conversation', { thread: 'c-1/t1' }], ['the time', { at: 3 }], ['the channel', { channel: 'sms' }], ['the event', { event: 'chat.ended' }],
])('an origin that differs only in %s is another one', (_, other) => {
  const origins = withOrigins([], [{ name: 'question', origin: chat }, { name: 'orderNumber', origin: { ...chat, ...other } }]);
  expect(originOf(origins, 'question')).toEqual(chat);
  expect(originOf(origins, 'orderNumber')).toEqual({ ...chat, ...other });
});

it('of a fact that nobody told nothing is said, and where nothing changed the list stays the very same', () => {
  const origins = withOrigins([], [{ name: 'question', origin: chat }]);
  expect(originOf(origins, 'told')).toBeUndefined();
  expect(withOrigins(origins, [])).toBe(origins);
});
