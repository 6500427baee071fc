import { expect } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, minutes, noData } from 'throughline';
import { asks, says, waits, type Scenario } from '../scenario.js';

const { setup } = defineJourney({
  id: 'talk', version: 1, ttlMs: days(10),
  events: { 'talk.wanted': noData, 'word.said': z.object({ text: z.string() }), 'message.failed': z.object({ messageId: z.string(), channel: z.string(), reason: z.string() }) },
  facts: { text: facts.personal(z.string()), reason: facts.internal(z.string()) },
  channels: { chat: ['text'] }, entry: { on: ['talk.wanted'], reentry: { mode: 'after-exit' } },
});
const talk = setup({}).createMachine({
  id: 'talk', context: { text: '', reason: '' }, initial: 'talking',
  states: {
    talking: {
      on: {
        'word.said': { actions: [{ type: 'remember', params: { facts: ['text'] } }, { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'echo' } }] },
        'message.failed': { actions: { type: 'remember', params: { facts: ['reason'] } } },
      },
      after: { [days(9)]: 'over' },
    },
    over: { type: 'final' },
  },
});
const word = (id: string, text: string) => says({ id, type: 'word.said', data: { text } });

/** A provider that refuses a number, hesitates at another message, and lets all through once the number is unblocked. */
export const deadLetters: Scenario = {
  title: 'messages that fail, are retried, refused, and driven again',
  host: (outside) => {
    outside.answer = (message, attempt) => {
      if (message.text.endsWith('blocked') && !outside.mended) return { status: 'refused', code: 'blocked-number' };
      return message.text.endsWith('slow') && attempt < 3 ? { status: 'retry' } : { status: 'sent', providerId: `p-${message.key}` };
    };
    return { journeys: [talk], texts: { echo: ({ text }: { readonly [fact: string]: unknown }) => `You said ${text}` } };
  },
  who: ['user:ann'],
  steps: [
    says({ id: '1', type: 'talk.wanted' }), word('2', 'slow'), word('3', 'blocked'), word('4', 'fine'),
    waits(minutes(40)),
    asks(async ({ orchestrator }, outside) => {
      outside.mended = true;
      for (const { id } of (await orchestrator.list({ kind: 'dead' })).items) await orchestrator.redrive({ dead: id });
    }),
    waits(minutes(5)),
  ],
  isAbout: (told, outside) => {
    expect(outside.chat.sent.map(({ text }) => text)).toEqual(['You said slow', 'You said slow', 'You said slow', 'You said blocked', 'You said fine', 'You said blocked']);
    expect(told.end).toMatchObject({ dead: [], customers: { 'user:ann': { facts: [[expect.anything(), expect.arrayContaining([['reason', 'blocked-number', expect.anything()]])]] } } });
  },
};
