import { expect, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, noData } from 'throughline';
import { createHost } from './host.js';
import { createRecordingChannel } from './recording-channel.js';

const order = defineJourney({
  id: 'order', version: 1,
  events: { 'order.placed': z.object({ item: z.string() }) },
  facts: { item: facts.internal(z.string()) },
  channels: { chat: ['text'], mail: ['text'] },
  entry: { on: ['order.placed'], reentry: { mode: 'after-exit' } },
  ttlMs: days(10),
}).setup({}).createMachine({
  id: 'order', context: ({ input }) => ({ item: input.event.data.item }), initial: 'placed',
  states: {
    placed: {
      entry: [
        { type: 'startJourney', params: { journey: 'thanks', data: { what: 'order' } } },
        { type: 'startJourney', params: { journey: 'survey', inMs: hours(2) } },
        { type: 'send', params: { channel: 'best', purpose: 'service', template: 'placed' } },
      ],
      after: { [days(1)]: 'over' },
    },
    over: { type: 'final' },
  },
});
const thanks = defineJourney({
  id: 'thanks', version: 1, events: { 'thanks.due': z.object({ what: z.string() }) }, facts: { item: facts.internal(z.string()) }, channels: {},
  entry: { on: ['thanks.due'], reentry: { mode: 'after-exit' } }, ttlMs: days(10),
}).setup({}).createMachine({ id: 'thanks', context: ({ input }) => ({ item: String(input.facts['item']) }), initial: 'said', states: { said: { entry: { type: 'record', params: { metric: 'thanked' } }, after: { [days(1)]: 'over' } }, over: { type: 'final' } } });
const survey = defineJourney({
  id: 'survey', version: 1, events: { 'survey.due': noData }, facts: {}, channels: { chat: ['text'] }, entry: { on: ['survey.due'], reentry: { mode: 'never' } }, ttlMs: days(10),
}).setup({}).createMachine({ id: 'survey', context: {}, initial: 'asked', states: { asked: { entry: { type: 'send', params: { channel: 'chat', purpose: 'survey', text: 'All well?' } }, after: { [days(1)]: 'over' } }, over: { type: 'final' } } });

const texts = { placed: { en: { default: 'We have your order, with all details.', chat: 'Got it.' } } };
function hostWithMail() {
  const chat = createRecordingChannel();
  const mail = { ...createRecordingChannel(), identityNamespace: 'email' };
  return { host: createHost([order, thanks, survey], chat, { texts, channels: { chat, mail } }), mail };
}

test('a journey starts another at once, knowing what the first knows, and a third two hours later', async () => {
  const { host } = hostWithMail();
  const receipt = await host.say('ann', 'order.placed', { item: 'lamp' });
  expect(receipt.instances.map((id) => id.split('/')[1])).toEqual(['order', 'thanks']);
  expect((await host.orchestrator.briefing('user:ann')).journeys.find((run) => run.journey === 'thanks')?.facts).toMatchObject([{ name: 'item', value: 'lamp' }]);
  expect(await host.orchestrator.figures(['metric.thanked'])).toEqual([1]);
  await host.clock.advance(hours(1));
  expect(host.texts()).toEqual(['Got it.']);
  await host.clock.advance(hours(1) + 500);
  expect(host.texts()).toEqual(['Got it.', 'All well?']);
  await host.orchestrator.close();
});

test('the best channel is the one the customer used last, among those that reach them', async () => {
  const { host, mail } = hostWithMail();
  await host.orchestrator.accept({ id: '1', source: 't', type: 'order.placed', data: { item: 'lamp' }, who: ['email:ann@example.org', 'user:ann'], via: { channel: 'mail' } });
  await host.orchestrator.accept({ id: '2', source: 't', type: 'order.placed', data: { item: 'lamp' }, who: ['email:bob@example.org'] });
  await host.settle();
  expect(mail.sent.map((message) => [message.to, message.text])).toEqual([['ann@example.org', 'We have your order, with all details.'], ['bob@example.org', 'We have your order, with all details.']]);
  await host.orchestrator.close();
});
