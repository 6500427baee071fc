import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, minutes, noData } from 'throughline';
import { createHost } from './host.js';

const { setup } = defineJourney({
  id: 'delivery', version: 1,
  events: { 'order.placed': noData, 'order.packed': noData, 'order.paid': z.object({ paid: z.number() }), 'address.changed': noData, 'parcel.lost': noData, 'parcel.scanned': noData },
  facts: { paid: facts.internal(z.number()) },
  channels: {},
  entry: { on: ['order.placed'], reentry: { mode: 'after-exit' } },
  unhandled: { 'order.paid': { defer: { withinMs: hours(1) } }, 'parcel.lost': 'fail' },
  ttlMs: days(10),
});
const delivery = setup({}).createMachine({
  id: 'delivery', context: { paid: 0 }, initial: 'placed',
  states: {
    placed: { on: { 'order.packed': 'packed' }, after: { [days(2)]: 'over' } },
    packed: {
      on: { 'order.paid': { target: 'paid', actions: { type: 'remember', params: { facts: ['paid'] } } } },
      after: { [days(2)]: 'over' },
    },
    paid: { meta: { unhandled: { 'parcel.scanned': 'fail', 'parcel.lost': 'ignore' } }, on: { 'order.packed': 'over' }, after: { [days(2)]: 'over' } },
    over: { type: 'final' },
  },
});
const journeys = [delivery];

describe('an event that the current state does not handle', () => {
  test('is ignored by default, recorded, and explained', async () => {
    const host = createHost(journeys);
    host.listen('event.ignored');
    await host.say('ann', 'order.placed');
    const receipt = await host.say('ann', 'address.changed');
    expect(receipt).toMatchObject({ status: 'ignored', reason: 'NotHandled' });
    expect(receipt.because).toBe("'placed' of 'delivery' does not handle 'address.changed'");
    expect(host.told).toHaveLength(1);
    expect((await host.orchestrator.explain('user:ann')).journeys[0]?.lastEvent).toMatchObject({ did: 'ignored', type: 'address.changed' });
    await host.orchestrator.close();
  });
  test('is deferred where the journey says so, and taken by the first state that handles it', async () => {
    const host = createHost(journeys);
    await host.say('ann', 'order.placed');
    expect(await host.say('ann', 'order.paid', { paid: 7 })).toMatchObject({ status: 'deferred', until: host.clock.now() + hours(1) });
    expect((await host.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ where: ['placed'], deferred: [{ type: 'order.paid' }] });
    await host.say('ann', 'order.packed');
    expect((await host.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ where: ['paid'], deferred: [] });
    await host.orchestrator.close();
  });
  test('is given up when no state handles it in time', async () => {
    const host = createHost(journeys);
    await host.say('ann', 'order.placed');
    await host.say('ann', 'order.paid', { paid: 7 });
    await host.clock.advance(minutes(61));
    expect((await host.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ where: ['placed'], deferred: [] });
    await host.say('ann', 'order.packed');
    expect((await host.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ where: ['packed'] });
    expect(await host.orchestrator.figures(['events.expired'])).toEqual([1]);
    await host.orchestrator.close();
  });
  test('says in the log that it was given up where a person ends the journey that kept it', async () => {
    const host = createHost(journeys);
    await host.say('ann', 'order.placed');
    await host.say('ann', 'order.paid', { paid: 7 });
    const [run] = (await host.orchestrator.explain('user:ann')).journeys;
    await host.orchestrator.cancel(run?.instance ?? '', { reason: 'a mistake' });
    const cancelled = host.data.log.map(({ body }) => JSON.parse(body)).find(({ type }) => type === 'journey.cancelled');
    expect(cancelled.fates).toMatchObject([{ did: 'ignored', because: "'order.paid' was still deferred when the journey ended (a mistake)" }]);
    await host.orchestrator.close();
  });
  test('is kept as a dead letter where the rule is to fail, and the journey goes on', async () => {
    const host = createHost(journeys);
    await host.say('ann', 'order.placed');
    const lost = await host.say('ann', 'parcel.lost');
    expect(lost).toMatchObject({ status: 'parked' });
    expect(await host.say('ann', 'order.packed')).toMatchObject({ status: 'handled' });
    expect((await host.orchestrator.list({ kind: 'parked' })).items).toMatchObject([{ cause: 'UnknownEvent', journey: 'delivery' }]);
    await host.orchestrator.close();
  });
  test('follows the rule of the state where the state has one', async () => {
    const host = createHost(journeys);
    await host.say('ann', 'order.placed');
    await host.say('ann', 'order.packed');
    await host.say('ann', 'order.paid', { paid: 7 });
    expect(await host.say('ann', 'parcel.lost')).toMatchObject({ status: 'ignored' });
    expect(await host.say('ann', 'parcel.scanned')).toMatchObject({ status: 'parked' });
    await host.orchestrator.close();
  });
  test('says that the journey is over where it has ended, and that nobody listens where nobody does', async () => {
    const host = createHost(journeys);
    expect(await host.say('ann', 'order.packed')).toMatchObject({ status: 'ignored', reason: 'NoJourney' });
    expect(await host.say('ann', 'moon.risen')).toMatchObject({ status: 'ignored', reason: 'UnknownEvent' });
    await host.say('ann', 'order.placed');
    await host.clock.advance(days(3));
    expect(await host.say('ann', 'order.packed')).toMatchObject({ status: 'ignored', reason: 'JourneyClosed' });
    await host.orchestrator.close();
  });
});
