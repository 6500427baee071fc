import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, hours } from 'throughline';
import { refusalOf } from '../model/refusal-of.js';
import { createHost, type TestHost } from './host.js';

const { setup } = defineJourney({
  id: 'welcome', version: 1, ttlMs: days(30), facts: {}, channels: { chat: ['text'] },
  events: { 'customer.came': z.object({}), 'language.told': z.object({ locale: z.string() }), 'place.told': z.object({ timeZone: z.string() }), 'country.told': z.object({}) },
  entry: { on: ['customer.came'], reentry: { mode: 'after-exit' } },
});
/** Asks who somebody is, and greets them in the morning, wherever that is. */
const welcome = setup({ delays: { morning: { until: { at: '09:30', zone: 'customer', otherwise: 'UTC' } } } }).createMachine({
  context: {}, initial: 'asked',
  states: {
    asked: {
      on: {
        'language.told': { actions: [{ type: 'updateProfile', params: ({ event }) => ({ locale: event.data.locale }) }, { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'thanks' } }] },
        'place.told': { actions: { type: 'updateProfile', params: ({ event }) => ({ timeZone: event.data.timeZone }) } },
        'country.told': { actions: { type: 'updateProfile', params: { country: 'JP' } } },
      },
      after: { morning: 'greeted' },
    },
    greeted: { type: 'final', entry: { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'morning' } } },
  },
});
const texts = { thanks: { en: 'Thank you', de: 'Danke' }, morning: { en: 'Good morning', de: 'Guten Morgen' } };

function open(): TestHost {
  const host = createHost([welcome], undefined, { texts });
  onTestFinished(() => host.orchestrator.close());
  return host;
}

describe('what a journey learns of its customer', () => {
  test('holds for the texts that it sends from then on, and stands in the briefing', async () => {
    const host = open();
    await host.say('ann', 'customer.came');
    await host.say('ann', 'language.told', { locale: 'de-AT' });
    await host.settle();
    expect(host.texts()).toEqual(['Danke']);
    expect((await host.orchestrator.briefing('user:ann')).profile).toEqual({ locale: 'de-AT' });
  });

  test.each<readonly [string, object, number]>([
    // it is eight in the morning by UTC
    ['place.told', { timeZone: 'Europe/Berlin' }, hours(0.5)],
    ['country.told', {}, hours(16.5)],
  ])('moves its own wait to where they live, in the same moment: %s', async (type, data, ms) => {
    const host = open();
    await host.say('ann', 'customer.came');
    await host.say('ann', type, data);
    await host.clock.advance(ms - 1_000);
    expect(host.texts()).toEqual([]);
    await host.clock.advance(2_000);
    expect(host.texts()).toEqual(['Good morning']);
  });

  test('is kept with its event for a person where it cannot be, and the profile stays as it was', async () => {
    const host = open();
    await host.say('ann', 'customer.came');
    expect(await host.say('ann', 'place.told', { timeZone: 'Mars/Base' })).toMatchObject({ status: 'parked', reason: 'HandlingFailed' });
    expect((await host.orchestrator.briefing('user:ann')).profile).toEqual({});
  });

  test('is given back to whose it is when a merge is undone', async () => {
    const host = open();
    await host.say('ann', 'customer.updated', {});
    await host.clock.advance(1);
    await host.say('ben', 'customer.came');
    const { customer } = await host.orchestrator.explain('user:ben');
    await host.orchestrator.link('user:ann', 'user:ben', 'one person');
    await host.say('ben', 'language.told', { locale: 'de' });
    await host.orchestrator.unlink(customer, 'a mistake');
    expect([(await host.orchestrator.briefing('user:ann')).profile, (await host.orchestrator.briefing('user:ben')).profile]).toEqual([{}, { locale: 'de' }]);
  });
});

test.each([[{}], [{ country: 'Austria' }], [{ zone: 'UTC' }]])('a profile that is told as %j is refused when the journey is defined', (params) => {
  const { setup: kit } = defineJourney({ id: 'odd', version: 1, ttlMs: days(1), facts: {}, channels: {}, events: { 'odd.begun': z.object({}) }, entry: { on: ['odd.begun'], reentry: { mode: 'never' } } });
  expect(refusalOf(() => kit({}).createMachine({ context: {}, initial: 'on', states: { on: { entry: { type: 'updateProfile', params: params as { readonly country: string } }, after: { [hours(1)]: 'off' } }, off: { type: 'final' } } }))).toMatchObject({ code: 'InvalidDefinition' });
});
