import { assign } from 'xstate';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, noData } from 'throughline';
import { createHost } from './host.js';

const { setup } = defineJourney({
  id: 'news', version: 1, ttlMs: days(9), channels: { chat: ['text', 'receipts'] },
  events: { 'news.made': noData, 'message.failed': z.object({ messageId: z.string(), channel: z.string(), reason: z.string() }) },
  facts: { reasons: facts.internal(z.array(z.string())) },
  entry: { on: ['news.made'], reentry: { mode: 'after-exit' } },
});
/** Writes down why its message did not arrive. */
const news = setup({ actions: { note: assign(({ context, event }) => ({ reasons: event.type === 'message.failed' ? [...context.reasons, event.data.reason] : context.reasons })) } }).createMachine({
  context: { reasons: [] }, initial: 'told',
  states: { told: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'News!' } }, on: { 'message.failed': { actions: 'note' } }, after: { [days(8)]: 'over' } }, over: { type: 'final' } },
});

test.each([
  ['bounced', 'bounced'],
  ['550.5-1', '550.5-1'],
  [undefined, 'provider'],
  ['mailbox of ann@example.org is full', 'provider'],
  ['x'.repeat(65), 'provider'],
])('a journey hears why its message failed by the word of the provider, and never by a sentence: %s', async (code, reason) => {
  const host = createHost([news]);
  onTestFinished(() => host.orchestrator.close());
  await host.say('ann', 'news.made');
  await host.settle();
  await host.chat.hear({ kind: 'receipt', id: 'r1', providerId: `p-${host.chat.sent[0]?.key}`, state: 'failed', ...(code !== undefined && { code }) });
  const { journeys } = await host.orchestrator.briefing('user:ann');
  expect(journeys[0]?.facts.find(({ name }) => name === 'reasons')?.value).toEqual([reason]);
});
