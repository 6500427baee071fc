import { expect } from 'vitest';
import { z } from 'zod';
import { activity, days, defineJourney, facts, minutes, seconds } from 'throughline';
import { says, waits, type Scenario } from '../scenario.js';

const { setup } = defineJourney({
  id: 'quote', version: 1, ttlMs: days(20),
  events: { 'quote.wanted': z.object({ what: z.string() }) },
  facts: { what: facts.internal(z.string()), price: facts.internal(z.number().nullable()) },
  channels: { chat: ['text'] },
  activities: { price: activity({ input: z.object({ what: z.string() }), output: z.object({ price: z.number() }), timeoutMs: seconds(5), attempts: 2 }) },
  entry: { on: ['quote.wanted'], reentry: { mode: 'after-exit' } },
});
const quote = setup({}).createMachine({
  id: 'quote', context: ({ input }) => ({ what: input.event.data.what, price: null }), initial: 'pricing',
  states: {
    pricing: { invoke: { src: 'price', input: ({ context }) => ({ what: context.what }), onDone: { target: 'priced', actions: { type: 'remember', params: { facts: ['price'] } } }, onError: 'unpriced' } },
    priced: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'priced' } }, after: { [days(9)]: 'over' } },
    unpriced: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'We will call you.' } }, after: { [days(9)]: 'over' } },
    over: { type: 'final' },
  },
});

/** One answer at once, one at the second attempt, and one never. */
export const activities: Scenario = {
  title: 'activities that answer, answer at the second attempt, or fail',
  host: (outside) => ({
    journeys: [quote],
    activities: {
      price: (input: { readonly what: string }, io: { readonly key: string; readonly attempt: number }) => {
        outside.called(io.key, input);
        if (input.what === 'moon' || (input.what === 'lamp' && io.attempt === 1)) throw new Error('no price');
        return { price: input.what.length };
      },
    },
    texts: { priced: ({ what, price }: { readonly [fact: string]: unknown }) => `A ${what} costs ${price}.` },
  }),
  who: ['user:ann', 'user:bob', 'user:cid'],
  steps: [
    says(...[['ann', 'chair'], ['bob', 'moon']].map(([who = '', what]) => ({ id: who, type: 'quote.wanted', data: { what }, who: [`user:${who}`] }))),
    says({ id: 'cid', type: 'quote.wanted', data: { what: 'chair' }, who: ['user:cid'] }),
    waits(minutes(10)),
  ],
  isAbout: (_told, outside) => {
    expect(outside.chat.sent.map(({ text }) => text).toSorted()).toEqual(['A chair costs 5.', 'A chair costs 5.', 'We will call you.']);
  },
};
