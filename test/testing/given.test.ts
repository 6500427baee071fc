import { expect, expectTypeOf, test } from 'vitest';
import { days, type JourneyError } from 'throughline';
import { given } from 'throughline/testing';
import { orderHelp } from '../../examples/journeys/order-help.js';

const started = ['chat.started', { name: 'Ann', question: 'Where is my parcel?' }] as const;
const numbered = ['order.numbered', { orderNumber: 'A-17' }] as const;

test('a customer who gave the order number is told where the order is', () => {
  const then = given(orderHelp, started, numbered).when('findOrder gives', { status: 'shipped' });
  expect(then.state).toMatchObject({ conversation: 'answered' });
  expect(then.facts).toMatchObject({ orderNumber: 'A-17', status: 'shipped' });
  expect(then.effects).toMatchObject([{ type: 'send', params: { channel: 'webchat', template: 'order-status' } }]);
  expectTypeOf(then.facts.status).toEqualTypeOf<'shipped' | 'delayed' | 'unknown'>();
});
test('a customer who says nothing for ten minutes gets a person', () => {
  const then = given(orderHelp, started).when('time passes', 'patience');
  expect(then.effects.map((effect) => effect.type)).toEqual(['handoff', 'crm.openCase']);
});
test('an order that cannot be looked up goes to a person', () => {
  expect(given(orderHelp, started, numbered).when('findOrder fails').state).toMatchObject({ conversation: 'with a person' });
});
test('a solved call is confirmed by SMS and surveyed once, 30 days later', () => {
  const solved = [started, ['time passes', 'patience'], ['call.started', { agent: 'Bo' }]] as const;
  const call = ['call.ended', { resolved: true, summary: 'resent' }] as const;
  const then = given(orderHelp, ...solved).when(...call);
  expect(then.effects).toMatchObject([{ type: 'crm.closeCase' }, { type: 'send', params: { channel: 'sms', purpose: 'transactional' } }]);
  expect(then.timers).toMatchObject([{ delayMs: days(30) }]);
  expect(given(orderHelp, ...solved, call).when('time passes', 'survey delay').effects).toMatchObject([{ params: { purpose: 'survey' } }]);
});
test('a test that speaks of what cannot happen is told so', () => {
  const codeOf = (act: () => unknown): string | undefined => { try { act(); return undefined; } catch (error) { return (error as JourneyError).code; } };
  expect(codeOf(() => given(orderHelp, started).when('time passes', 'nonsense'))).toBe('InvalidInput');
  expect(codeOf(() => given(orderHelp, started).when('findOrder gives', { status: 'shipped' }))).toBe('InvalidInput');
  // @ts-expect-error an event this journey does not declare
  expect(codeOf(() => given(orderHelp, started).when('moon.risen', {}))).toBe('UnknownEvent');
  // @ts-expect-error data that the event does not have
  expect(codeOf(() => given(orderHelp, started).when('order.numbered', { number: 1 }))).toBe('InvalidPayload');
});
