import { expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { activity, days, defineJourney, type JourneyError, noData } from 'throughline';
import { given } from 'throughline/testing';
import { orderHelp } from '../../examples/journeys/order-help.js';
import { welcome } from '../orchestrator/intent/intent-host.js';

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
  expect(codeOf(() => given(orderHelp).when(...numbered))).toBe('InvalidInput');
  // @ts-expect-error an answer that the activity cannot give
  expect(codeOf(() => given(orderHelp, started, numbered).when('findOrder gives', { status: 'lost' }))).toBe('InvalidPayload');
  // @ts-expect-error a code that no error of this library has
  expect(given(orderHelp, started, numbered).when('findOrder fails', 'Tired').handled).toBe(true);
  // @ts-expect-error data that the event does not have
  expect(codeOf(() => given(orderHelp, started).when('order.numbered', { number: 1 }))).toBe('InvalidPayload');
});
test('a journey may treat a slow activity otherwise than one that failed', () => {
  const journey = defineJourney({
    id: 'stock-check', version: 1, ttlMs: days(1), facts: {}, channels: {}, events: { 'stock.asked': noData }, entry: { on: ['stock.asked'], reentry: { mode: 'never' } },
    activities: { count: activity({ input: z.object({}), output: z.object({ left: z.coerce.number() }), timeoutMs: 5 }) },
  }).setup().createMachine({
    context: {}, initial: 'counting',
    states: {
      counting: { invoke: { src: 'count', input: {}, onDone: [{ guard: ({ event }) => event.output.left > 0, target: 'in stock' }, 'sold out'], onError: [{ guard: ({ event }) => codeIn(event.error) === 'Timeout', target: 'slow' }, 'failed'] } },
      'in stock': { type: 'final' }, 'sold out': { type: 'final' }, slow: { type: 'final' }, failed: { type: 'final' },
    },
  });
  const asked = given(journey, ['stock.asked', {}]);
  expect(asked.when('count fails', 'Timeout').state).toBe('slow');
  expect(asked.when('count fails').state).toBe('failed');
  expect(asked.when('count fails', 'InvalidPayload').state).toBe('failed');
  expect(asked.when('count gives', { left: 2 }).state).toBe('in stock');
});

const codeIn = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);

test('a journey that steers by what the customer wants is tested with what was read in an event', () => {
  const read = (name?: string) => ({ intent: { verdict: name === undefined ? 'ask' : 'sure', likely: [], ...(name !== undefined && { name }) } }) as const;
  expect(given(welcome).when('message.received', { text: 'hello' }, read('invoice')).state).toBe('invoice');
  expect(given(welcome).when('message.received', { text: 'hello' }).state).toBe('person');
  expect(given(welcome, ['message.received', { text: 'hello' }, read()]).when('message.received', { text: 'the router' }, read('no-internet')).state).toBe('outage');
});
