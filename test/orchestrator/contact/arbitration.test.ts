import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createOrchestrator, days, defineJourney, facts, hours, noData, type AnyJourney } from 'throughline';
import { createContactRules, type ContactPolicyOptions } from 'throughline/policy';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { refusalOf } from '../../model/refusal-of.js';
import { createRecordingChannel } from '../recording-channel.js';

const message = { type: 'send', params: { channel: 'sms', purpose: 'marketing', text: 'News' } } as const;

/** Sends at once, whenever it is told to. */
const news = defineJourney({ id: 'news', version: 1, ttlMs: days(9), events: { 'news.due': noData }, facts: {}, channels: { sms: ['text'] }, entry: { on: ['news.due'], reentry: { mode: 'after-exit' } }, priority: 10 })
  .setup({}).createMachine({ context: {}, initial: 'said', states: { said: { type: 'final', entry: message } } });

/** Reminds of a contract that ends, two hours after it heard of it; deep in its states. */
const renewalOf = (priority: number) => defineJourney({ id: 'renewal', version: 1, ttlMs: days(9), events: { 'contract.ends': noData, 'contract.renewed': noData }, facts: {}, channels: { sms: ['text'], email: ['text'] }, entry: { on: ['contract.ends'], reentry: { mode: 'after-exit' } }, priority })
  .setup({ delays: { soon: hours(2) } }).createMachine({
    context: {}, initial: 'heard',
    states: {
      heard: { after: { soon: 'reminding' }, on: { 'contract.renewed': 'over' } },
      reminding: { initial: 'by SMS', states: { 'by SMS': { entry: { type: 'send', params: { channel: 'best', not: ['email'], purpose: 'marketing', template: 'renewal' } }, on: { 'contract.renewed': '#over' } } } },
      over: { id: 'over', type: 'final' },
    },
  });

/** Writes when an event comes that it scheduled for itself two hours ahead; deep in its states, and only where it still waits for it. */
const reminder = defineJourney({ id: 'reminder', version: 1, ttlMs: days(9), events: { 'bill.sent': noData, 'bill.paid': noData, 'reminder.due': noData }, facts: {}, channels: { sms: ['text'] }, entry: { on: ['bill.sent'], reentry: { mode: 'after-exit' } }, priority: 50 })
  .setup({}).createMachine({
    context: {}, initial: 'open',
    states: {
      open: {
        initial: 'unpaid', entry: { type: 'schedule', params: { name: 'reminder', inMs: hours(2), event: 'reminder.due' } },
        states: { unpaid: { on: { 'reminder.due': '#reminded', 'bill.paid': 'paid' } }, paid: { after: { [days(3)]: '#over' } } },
      },
      reminded: { id: 'reminded', entry: message, after: { [days(3)]: '#over' } },
      over: { id: 'over', type: 'final' },
    },
  });

/** Writes a day before a date among its facts. */
const appointment = defineJourney({ id: 'appointment', version: 1, ttlMs: days(99), events: { 'visit.booked': z.object({ at: z.string() }) }, facts: { at: facts.internal(z.string()) }, channels: { sms: ['text'] }, entry: { on: ['visit.booked'], reentry: { mode: 'after-exit' } }, priority: 50 })
  .setup({ delays: { 'the day before': { until: { date: 'at', minus: days(1), zone: 'UTC' }, ifPast: 'never' } } }).createMachine({
    context: ({ input }) => ({ at: input.event.data.at }), initial: 'booked',
    states: { booked: { after: { 'the day before': 'reminded' } }, reminded: { type: 'final', entry: message } },
  });

/** Begins another journey in three hours. */
const opener = defineJourney({ id: 'opener', version: 1, ttlMs: days(9), events: { 'door.opened': noData }, facts: {}, channels: {}, entry: { on: ['door.opened'], reentry: { mode: 'after-exit' } } })
  .setup({}).createMachine({ context: {}, initial: 'done', states: { done: { type: 'final', entry: { type: 'startJourney', params: { journey: 'greeting', inMs: hours(3) } } } } });
const greeting = defineJourney({ id: 'greeting', version: 1, ttlMs: days(9), events: { 'greeting.due': noData }, facts: {}, channels: { sms: ['text'] }, entry: { on: ['greeting.due'], reentry: { mode: 'after-exit' } }, priority: 50 })
  .setup({}).createMachine({ context: {}, initial: 'said', states: { said: { type: 'final', entry: message } } });

const who = ['phone:+4915112345678'];
const ahead: ContactPolicyOptions = { caps: [{ name: 'one a day', most: 1, window: { kind: 'rolling', ms: days(1) } }], needsConsent: [], lookAheadMs: hours(12) };

function openShop(policy: ContactPolicyOptions, journeys: readonly AnyJourney[]) {
  const clock = createTestClock();
  const sms = Object.assign(createRecordingChannel(), { identityNamespace: 'phone' });
  const host = createOrchestrator({ journeys, clock, store: createMemoryStore({ clock }), channels: { sms, email: createRecordingChannel() }, texts: { renewal: 'Renew?' }, contact: createContactRules(policy), timing: { pollMs: days(365) } });
  let said = 0;
  const say = async (type: string, data: object = {}): Promise<void> => {
    await host.accept({ id: `e${++said}`, source: 'shop', type, data, who });
    await clock.advance(200);
  };
  const reasons = async (): Promise<readonly unknown[]> => ((await host.explain('phone:+4915112345678')).messages ?? []).map(({ verdict, because }) => because ?? verdict);
  return { host, clock, sms, say, reasons };
}

describe('two journeys that want one place', () => {
  test('leave it to the more important one, though it comes later, and explain says which', async () => {
    const { host, clock, sms, say } = openShop(ahead, [news, renewalOf(20)]);
    await say('contract.ends');
    await say('news.due');
    expect(sms.sent).toEqual([]);
    const { messages = [] } = await host.explain('phone:+4915112345678');
    expect(messages).toMatchObject([{ verdict: 'suppress', because: 'lower-priority', against: [{ check: 'arbitration', by: 'renewal' }] }]);
    await clock.advance(hours(2));
    expect(sms.sent.map(({ text }) => text)).toEqual(['Renew?']);
    await host.close();
  });

  test.each<readonly [string, ContactPolicyOptions, number]>([
    ['as important', ahead, 10],
    ['not looked for', { ...ahead, lookAheadMs: 0 }, 20],
    ['later than is looked ahead', { ...ahead, lookAheadMs: hours(1) }, 20],
  ])('the first one gets it where the other is %s', async (_, policy, priority) => {
    const { host, clock, sms, say, reasons } = openShop(policy, [news, renewalOf(priority)]);
    await say('contract.ends');
    await say('news.due');
    await clock.advance(hours(3));
    expect(sms.sent.map(({ text }) => text)).toEqual(['News']);
    expect(await reasons()).toEqual(['send', 'cap-reached']);
    await host.close();
  });

  test('count a journey that is to begin later, and none that was called off', async () => {
    const { host, clock, sms, say, reasons } = openShop(ahead, [news, opener, greeting, renewalOf(20)]);
    await say('contract.ends');
    await say('contract.renewed');
    await say('door.opened');
    await say('news.due');
    expect(await reasons()).toEqual(['lower-priority']);
    await clock.advance(hours(4));
    expect(sms.sent).toHaveLength(1);
    await host.close();
  });

  test('count an event that a journey has scheduled for itself, as long as it waits for it', async () => {
    const { host, clock, sms, say, reasons } = openShop(ahead, [news, reminder]);
    await say('bill.sent');
    await say('news.due');
    expect(await reasons()).toEqual(['lower-priority']);
    await clock.advance(hours(3));
    expect(sms.sent).toHaveLength(1);
    await host.close();
    const paid = openShop(ahead, [news, reminder]);
    await paid.say('bill.sent');
    await paid.say('bill.paid');
    await paid.say('news.due');
    expect(await paid.reasons()).toEqual(['send']);
    await paid.host.close();
  });

  test('count a wait until a date, when the date comes near', async () => {
    const { host, clock, sms, say, reasons } = openShop(ahead, [news, appointment]);
    await say('visit.booked', { at: new Date(clock.now() + days(3)).toISOString() });
    await say('news.due');
    await clock.advance(days(1) + hours(15));
    await say('news.due');
    expect(await reasons()).toEqual(['send', 'lower-priority']);
    await clock.advance(hours(12));
    expect(sms.sent).toHaveLength(2);
    await host.close();
  });

  test('and wait for each other where the rules say so', async () => {
    const { host, clock, sms, say, reasons } = openShop({ ...ahead, next: { 'lower-priority': 'wait', 'cap-reached': 'wait' } }, [news, renewalOf(20)]);
    await say('contract.ends');
    await say('news.due');
    await clock.advance(hours(3));
    expect(sms.sent.map(({ text }) => text)).toEqual(['Renew?']);
    await clock.advance(days(2));
    expect(sms.sent.map(({ text }) => text)).toEqual(['Renew?', 'News']);
    expect((await reasons()).slice(0, 2)).toEqual(['lower-priority', 'send']);
    await host.close();
  });
});

test('a priority is a number from 0 to 100', () => {
  for (const wrong of [-1, 101, NaN]) expect(refusalOf(() => renewalOf(wrong))).toMatchObject({ code: 'InvalidDefinition' });
});
