import { expect, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, noData, type AnyJourney } from '../../../src/index.js';
import { sendsAfter, sendsAtStart, sendsOnEvent } from '../../../src/journey/sends-ahead.js';

const message = (channel: string, purpose: string, more: object = {}) => ({ type: 'send', params: { channel, purpose, ...(channel === 'best' ? { template: 'hello' } : { text: 'Hello' }), ...more } });

/** Every place at which a message can stand, and every way in which its channel is named. */
const story = defineJourney({
  id: 'story', version: 1,
  events: { begin: noData, 'order.sent': noData, 'order.lost': noData, quiet: noData, 'talk.wanted': noData },
  facts: { name: facts.internal(z.string()) },
  channels: { sms: ['text'], email: ['text'], chat: ['text'] },
  entry: { on: ['begin'], reentry: { mode: 'after-exit' } }, ttlMs: days(9),
}).setup({ guards: { sure: ({ context }: { readonly context: { readonly name: string } }) => context.name !== '' } }).createMachine({
  id: 'story', context: { name: '' }, initial: 'hello',
  entry: message('chat', 'service'),
  states: {
    hello: {
      description: 'at the door', entry: message('best', 'marketing', { not: ['sms'] }),
      on: { 'order.sent': { target: 'moving', actions: message('sms', 'transactional') }, quiet: 'over', 'order.*': { guard: 'sure', actions: message('best', 'survey', { among: ['email', 'sms'], not: ['email'] }) } },
      after: { [hours(1)]: { target: 'over', actions: message('best', 'service', { among: ['chat'], not: ['chat'] }) }, [hours(2)]: [{ guard: 'sure', target: 'talking', actions: message('email', 'marketing') }, 'over'] },
    },
    moving: {
      type: 'parallel',
      states: {
        parcel: { initial: 'packed', states: { packed: { entry: message('sms', 'service'), on: { 'talk.wanted': 'gone' } }, gone: { entry: message('sms', 'marketing') } } },
        bill: { initial: 'open', entry: message('email', 'service'), states: { open: { entry: message('email', 'transactional') } } },
      },
      after: { [hours(3)]: 'over' },
    },
    talking: { entry: { type: 'remember', params: { facts: ['name'] } }, initial: 'asked', states: { asked: { entry: message('best', 'service'), on: { quiet: 'told' } }, told: { entry: message('sms', 'survey') } }, after: { [hours(4)]: 'over' } },
    over: { type: 'final' },
  },
} as never) as unknown as AnyJourney;

const words = (ahead: readonly { readonly channel: string; readonly purpose: string }[]) => ahead.map(({ channel, purpose }) => `${channel} ${purpose}`);
const timers = (journey: AnyJourney) => Object.values(journey.states).flatMap((state) => state.after.map(({ eventType }) => String(eventType)));

test('what a journey sends when it begins: its own, and that of the states it begins in; on the best channel the first that may be used', () => {
  expect(words(sendsAtStart(story))).toEqual(['chat service', 'email marketing']);
  // asked again, it is the same table
  expect(sendsAtStart(story)).toBe(sendsAtStart(story));
});

test('what it sends when a delay ends, also what a guard may turn away; where no channel is left, nothing', () => {
  const [first, second, third, fourth] = [hours(1), hours(2), hours(3), hours(4)].map((ms) => timers(story).find((name) => name.includes(`.${ms}.`)) ?? '');
  expect(words(sendsAfter(story, first ?? ''))).toEqual([]);
  expect(words(sendsAfter(story, second ?? ''))).toEqual(['email marketing', 'sms service']);
  expect(words(sendsAfter(story, third ?? ''))).toEqual([]);
  expect(words(sendsAfter(story, fourth ?? ''))).toEqual([]);
  expect(sendsAfter(story, 'nobody')).toEqual([]);
});

test('what it sends on an event where it stands: on the way, and in all regions that it comes to; of the states behind them nothing', () => {
  expect(words(sendsOnEvent(story, 'hello', 'order.sent'))).toEqual(['sms transactional', 'sms service', 'email service', 'email transactional', 'sms survey']);
  expect(words(sendsOnEvent(story, 'hello', 'order.lost'))).toEqual(['sms survey']);
  expect(sendsOnEvent(story, 'hello', 'quiet')).toEqual([]);
  expect(sendsOnEvent(story, 'hello', 'talk.wanted')).toEqual([]);
  expect(sendsOnEvent(story, { talking: 'asked' }, 'order.sent')).toEqual([]);
});
