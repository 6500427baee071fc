import { expect } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, minutes, noData } from 'throughline';
import type { Bench } from '../../../orchestrator/door/bench.js';
import { asks, says, waits, type Scenario } from '../scenario.js';

const { setup } = defineJourney({
  id: 'notice', version: 1, ttlMs: days(9),
  events: { 'notice.wanted': noData, 'message.delivered': z.object({ messageId: z.string(), channel: z.string() }), 'message.failed': z.object({ messageId: z.string(), channel: z.string(), reason: z.string() }) },
  facts: { reason: facts.internal(z.string()) }, channels: { chat: ['text', 'receipts'] }, entry: { on: ['notice.wanted'], reentry: { mode: 'after-exit' } },
});
const notice = setup({}).createMachine({
  id: 'notice', context: { reason: '' }, initial: 'told',
  states: {
    told: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Hello' } }, on: { 'message.delivered': 'delivered', 'message.failed': { target: 'failed', actions: { type: 'remember', params: { facts: ['reason'] } } } }, after: { [days(1)]: 'over' } },
    delivered: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'You have heard.' } }, after: { [days(8)]: 'over' } }, failed: { after: { [days(8)]: 'over' } }, over: { type: 'final' },
  },
});

/** The provider tells what became of the message to that customer, and tells it again until it is heard. */
const receipt = (to: string, state: 'delivered' | 'failed') => asks(async ({ chat }: Bench) => {
  const sent = chat.sent.find((message) => message.to === to);
  if (sent === undefined) throw new Error('not sent yet');
  await chat.hear({ kind: 'receipt', id: `r-${to}-${state}`, providerId: `p-${sent.key}`, state });
});

/** Providers tell what became of messages, one of them twice and one too late. */
export const receipts: Scenario = {
  title: 'receipts that move journeys',
  host: () => ({ journeys: [notice] }),
  who: ['user:ann', 'user:bob'],
  steps: [
    says({ id: '1', type: 'notice.wanted', who: ['user:ann'] }, { id: '2', type: 'notice.wanted', who: ['user:bob'] }),
    waits(minutes(2)),
    receipt('ann', 'delivered'), receipt('bob', 'failed'), receipt('ann', 'delivered'), receipt('bob', 'delivered'),
  ],
  isAbout: (told, outside) => {
    expect(outside.chat.sent.map(({ text }) => text)).toEqual(['Hello', 'Hello', 'You have heard.']);
    expect(told.end).toMatchObject({ customers: { 'user:ann': { running: [{ where: ['delivered'] }] }, 'user:bob': { running: [{ where: ['failed'] }] } } });
  },
};
