import { describe, expect, test } from 'vitest';
import { days, hours, minutes } from 'throughline';
import type { SendResult } from 'throughline/ports';
import { createMemoryData, createMemoryStore, createTestClock, verify } from 'throughline/testing';
import { everybody, nine, OfferHost, usualPolicy } from './offers.js';

const quiet = { quietHours: { hours: [{ hours: ['21:00-08:00'] }], smoothMs: 0 } } as const;
const [untilNight, untilMorning] = [hours(13), hours(10)];
const other = ['user:ann-too', 'phone:+4915187654321'];

describe('while a message waits for the morning', () => {
  test('its customer turns out to be another: it goes in the morning, and counts for the one they are', async () => {
    const [clock, data] = [createTestClock(nine), createMemoryData()];
    const host = new OfferHost({ ...quiet, caps: [{ name: 'three', most: 3, window: { kind: 'rolling', ms: days(1) } }] }, { store: createMemoryStore({ clock, data }) }, clock);
    await host.say('customer.updated', { name: 'Ann' });
    await clock.advance(1);
    await host.begin(other);
    await clock.advance(untilNight);
    await host.say('offer.due', {}, other);
    await host.orchestrator.link('user:ann', 'user:ann-too', 'the same card');
    await clock.advance(untilMorning);
    await host.settle();
    // what was rendered keeps its address
    expect(host.channels.sms.sent.map(({ to, text }) => `${to} ${text}`).toSorted()).toEqual(['+4915187654321 Offer of cart', '+4915187654321 Offer of news']);
    await host.say('offer.due');
    await host.settle();
    expect(host.channels.sms.sent).toHaveLength(3);
    expect((await host.failures()).flat()).toEqual(['cap-reached']);
    await host.orchestrator.close();
    const store = createMemoryStore({ clock, data });
    await store.open({ worker: 'audit' });
    expect((await verify(store)).findings).toEqual([]);
    await store.close();
  });

  test('a merge comes and is undone: it still goes, once', async () => {
    const host = new OfferHost(quiet);
    await host.begin();
    await host.clock.advance(1);
    await host.begin(other);
    const { customer } = await host.orchestrator.explain('user:ann-too');
    await host.clock.advance(untilNight);
    await host.say('offer.due', {}, everybody);
    await host.orchestrator.link('user:ann', 'user:ann-too', 'the same card');
    await host.clock.advance(minutes(1));
    await host.orchestrator.unlink(customer, 'another card');
    await host.clock.advance(untilMorning);
    expect(host.channels.sms.sent.map(({ to, text }) => `${to} ${text}`).toSorted()).toEqual(['+4915112345678 Offer of cart', '+4915112345678 Offer of news']);
    await host.orchestrator.close();
  });

  test('its journey is paused and resumed: it is asked again then, and goes by day', async () => {
    const host = new OfferHost(quiet);
    await host.begin();
    await host.clock.advance(untilNight);
    await host.say('offer.due');
    await host.orchestrator.pause('cart', { effects: 'hold' });
    await host.clock.advance(untilMorning);
    expect(host.texts()).toEqual(['Offer of news']);
    // by night again
    await host.clock.advance(hours(14));
    await host.orchestrator.resume('cart');
    await host.settle();
    expect(host.texts()).toEqual(['Offer of news']);
    await host.clock.advance(untilMorning);
    expect(host.texts()).toEqual(['Offer of news', 'Offer of cart']);
    await host.orchestrator.close();
  });
});

test('a process that dies with a message under way sends it again under its key, and its place is taken once', async () => {
  const [clock, data] = [createTestClock(nine), createMemoryData()];
  const never = new Promise<SendResult>(() => {});
  const first = new OfferHost({ caps: usualPolicy.caps ?? [] }, { store: createMemoryStore({ clock, data }), sms: () => never }, clock);
  await first.begin();
  await first.say('offer.due');
  await first.settle();
  expect(first.channels.sms.sent).toHaveLength(1);
  // no farewell: another owner opens what it left
  for (const epoch of data.workers.keys()) data.workers.set(epoch, -Infinity);
  const second = new OfferHost({ caps: usualPolicy.caps ?? [] }, { store: createMemoryStore({ clock, data }), ids: 'f' }, clock);
  await second.orchestrator.start();
  await clock.advance(minutes(1));
  expect(second.channels.sms.sent.map(({ key }) => key)).toEqual(first.channels.sms.sent.map(({ key }) => key));
  await second.say('offer.due');
  await second.settle();
  expect(second.channels.sms.sent).toHaveLength(1);
  await clock.advance(days(1));
  await second.say('offer.due');
  await second.settle();
  expect(second.channels.sms.sent).toHaveLength(2);
  await second.orchestrator.close();
});

test('rules that are given to a host with messages on their way hold for these too', async () => {
  const [clock, data] = [createTestClock(nine), createMemoryData()];
  const away: SendResult = { status: 'retry', retryAfterMs: minutes(30) };
  const first = new OfferHost({}, { store: createMemoryStore({ clock, data }), sms: () => away }, clock);
  await first.begin();
  await first.say('offer.due');
  await first.settle();
  await first.orchestrator.close();
  const second = new OfferHost({ caps: usualPolicy.caps ?? [] }, { store: createMemoryStore({ clock, data }), ids: 'f' }, clock);
  await second.orchestrator.start();
  await clock.advance(hours(1));
  expect(second.channels.sms.sent).toHaveLength(1);
  expect((await second.failures()).flat()).toEqual(['cap-reached']);
  await second.orchestrator.close();
});
