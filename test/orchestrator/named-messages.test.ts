import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours } from 'throughline';
import { createHost, type TestHost } from './host.js';

const news = z.object({ messageId: z.string(), channel: z.string().optional(), as: z.string().optional() });
const { setup } = defineJourney({
  id: 'invite', version: 1,
  events: { 'guest.invited': z.object({}), 'message.opened': news, 'message.replied': news, 'message.failed': news, 'message.delivered': news },
  facts: { heard: facts.internal(z.string()) },
  channels: { chat: ['text', 'receipts', 'inbound'] },
  entry: { on: ['guest.invited'], reentry: { mode: 'after-exit' } },
  ttlMs: days(30),
});
const send = (as: string) => ({ type: 'send', params: { channel: 'chat', purpose: 'service', text: as, as } }) as const;
/** Two messages on one channel; only what becomes of the second counts once it was sent. */
const invite = setup({ delays: { patience: hours(1) } }).createMachine({
  context: { heard: '' }, initial: 'invited',
  states: {
    invited: { entry: send('the invitation'), on: { 'message.opened': 'accepted' }, after: { patience: 'reminded' } },
    reminded: {
      entry: send('the reminder'),
      on: { 'message.opened': { guard: ({ event }) => event.data.as === 'the reminder', target: 'accepted' }, 'message.replied': { guard: ({ event }) => event.data.as === 'the reminder', target: 'accepted' }, 'message.failed': { guard: ({ event }) => event.data.as === 'the reminder', target: 'given up' } },
      after: { [days(9)]: 'given up' },
    },
    accepted: { after: { [days(9)]: 'given up' } },
    'given up': { type: 'final' },
  },
});

async function reminded(): Promise<TestHost> {
  const host = createHost([invite]);
  onTestFinished(() => host.orchestrator.close());
  await host.say('ann', 'guest.invited');
  await host.clock.advance(hours(1) + 200);
  expect(host.texts()).toEqual(['the invitation', 'the reminder']);
  return host;
}
const hear = async (host: TestHost, nth: number, state: 'read' | 'failed'): Promise<void> => {
  await host.chat.hear({ kind: 'receipt', id: `${state} ${nth}`, providerId: `p-${host.chat.sent[nth]?.key}`, state });
  await host.settle();
};
const where = async (host: TestHost): Promise<readonly string[] | undefined> => (await host.orchestrator.explain('user:ann')).journeys[0]?.where;

test('a message that is opened late is not taken for the one that was sent after it', async () => {
  const host = await reminded();
  await hear(host, 0, 'read');
  expect(await where(host)).toEqual(['reminded']);
  await hear(host, 1, 'read');
  expect(await where(host)).toEqual(['accepted']);
});

test('an earlier message that could not be delivered ends nothing, the one that is waited for does', async () => {
  const host = await reminded();
  await hear(host, 0, 'failed');
  expect(await where(host)).toEqual(['reminded']);
  await hear(host, 1, 'failed');
  expect(await where(host)).toBeUndefined();
});

test('an answer is one to the last message', async () => {
  const host = await reminded();
  await host.chat.hear({ kind: 'message', id: 'answer', from: 'ann', text: 'I come' });
  await host.settle();
  expect(await where(host)).toEqual(['accepted']);
});
