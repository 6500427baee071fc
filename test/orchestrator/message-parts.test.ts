import { expect, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts } from 'throughline';
import type { Channel, Outbound } from 'throughline/ports';
import { createHost } from './host.js';
import { createRecordingChannel } from './recording-channel.js';

const { setup } = defineJourney({
  id: 'news', version: 1,
  events: { 'news.wanted': z.object({ how: z.string() }) },
  facts: { how: facts.internal(z.string()) },
  channels: { chat: ['text', 'buttons', 'media'], mail: ['text'] },
  entry: { on: ['news.wanted'], reentry: { mode: 'after-exit' } },
  ttlMs: days(10),
});
const news = setup({ guards: { wants: ({ context }, how: string) => context.how === how } }).createMachine({
  id: 'news', context: ({ input }) => ({ how: input.event.data.how }), initial: 'choosing',
  states: {
    choosing: { always: ['full', 'template', 'notMail', 'amongMail', 'long', 'longAnywhere', 'longNotMail'].map((target) => ({ guard: { type: 'wants' as const, params: target }, target })), after: { [days(1)]: 'over' } },
    full: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Look', subject: 'News', buttons: ['More'], mediaUrl: 'https://example.org/a.png' } }, always: 'over' },
    template: { entry: [{ type: 'send', params: { channel: 'chat', purpose: 'service', template: 'greeting', locale: 'ja' } }, { type: 'send', params: { channel: 'mail', purpose: 'service', template: 'greeting' } }], always: 'over' },
    notMail: { entry: { type: 'send', params: { channel: 'best', not: ['mail'], purpose: 'service', template: 'greeting' } }, always: 'over' },
    amongMail: { entry: { type: 'send', params: { channel: 'best', among: ['mail'], purpose: 'service', template: 'greeting' } }, always: 'over' },
    long: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'long' } }, always: 'over' },
    longAnywhere: { entry: { type: 'send', params: { channel: 'best', purpose: 'service', template: 'long' } }, always: 'over' },
    longNotMail: { entry: { type: 'send', params: { channel: 'best', not: ['mail'], purpose: 'service', template: 'long' } }, always: 'over' },
    over: { type: 'final' },
  },
});
const texts = { greeting: { en: 'Hello', ja: 'こんにちは' }, long: 'x'.repeat(21) };

function newsHost() {
  const chat = { ...createRecordingChannel(), capabilities: { text: true, buttons: true, media: true, inbound: true, receipts: true, template: true }, limits: { maxTextLength: 20 } } as const satisfies Channel & { readonly sent: readonly Outbound[] };
  const mail = { ...createRecordingChannel(), identityNamespace: 'email' };
  const host = createHost([news], undefined, { texts, channels: { chat, mail } });
  const want = async (how: string, via = 'chat', who = ['user:ann', 'email:ann@example.org']) => {
    const receipt = await host.orchestrator.accept({ id: `${how} ${via}`, source: 'test', type: 'news.wanted', data: { how }, who, via: { channel: via, conversation: `room of ${via}` } });
    await host.settle();
    return receipt;
  };
  return { host, chat, mail, want };
}

test('a message carries what the journey put into it, into the conversation it belongs to, and nothing else', async () => {
  const { host, chat, want } = newsHost();
  await want('full');
  expect(chat.sent).toStrictEqual([{ key: expect.any(String), to: 'ann', text: 'Look', purpose: 'service', conversation: 'room of chat', subject: 'News', buttons: ['More'], mediaUrl: 'https://example.org/a.png' }]);
  await host.orchestrator.close();
});

test('a channel that has templates of its own gets the name of ours, another only the words; in the language that is asked for', async () => {
  const { host, chat, mail, want } = newsHost();
  await want('template');
  expect(chat.sent).toStrictEqual([{ key: expect.any(String), to: 'ann', text: 'こんにちは', purpose: 'service', conversation: 'room of chat', template: 'greeting' }]);
  expect(mail.sent).toStrictEqual([{ key: expect.any(String), to: 'ann@example.org', text: 'Hello', purpose: 'service' }]);
  await host.orchestrator.close();
});

test('the best channel is one of those the journey allows for this message, also where the customer used another last', async () => {
  const { host, chat, mail, want } = newsHost();
  await want('notMail', 'mail');
  await want('amongMail', 'chat');
  expect([chat.sent.length, mail.sent.length]).toEqual([1, 1]);
  await host.orchestrator.close();
});

test('a text that is too long for its channel, or that has no address, is not sent, and everybody is told', async () => {
  const { host, chat, mail, want } = newsHost();
  host.listen('message.suppressed');
  await want('long');
  await want('amongMail', 'chat', ['user:bob']);
  expect([chat.sent, mail.sent]).toEqual([[], []]);
  expect(host.told).toMatchObject([{ what: { channel: 'chat', reason: 'text-too-long', journey: 'news' } }, { what: { channel: 'best', reason: 'no-address', journey: 'news' } }]);
  await host.orchestrator.close();
});

test('a text that is too long for the best channel goes by the next that carries it, and is left out where there is none', async () => {
  const { host, chat, mail, want } = newsHost();
  host.listen('message.suppressed');
  await want('longAnywhere');
  expect([chat.sent, mail.sent]).toMatchObject([[], [{ to: 'ann@example.org', text: texts.long }]]);
  await want('longNotMail');
  expect(host.told).toMatchObject([{ what: { channel: 'chat', reason: 'text-too-long' } }]);
  await host.orchestrator.close();
});

test('a text of exactly the greatest length is sent', async () => {
  const { host, chat, want } = newsHost();
  Object.assign(texts, { long: 'x'.repeat(20) });
  await want('long');
  Object.assign(texts, { long: 'x'.repeat(21) });
  expect(chat.sent).toMatchObject([{ text: 'x'.repeat(20) }]);
  await host.orchestrator.close();
});
