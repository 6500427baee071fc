/** The journey that all workers run: an order is confirmed at once and reminded of after two seconds. */
import { z } from 'zod';
import { days, defineJourney, facts, seconds } from 'throughline';

const { setup } = defineJourney({
  id: 'order', version: 1, ttlMs: days(7),
  events: { 'order.placed': z.object({ order: z.string() }), 'order.paid': z.object({}) },
  facts: { order: facts.internal(z.string()) },
  channels: { sms: ['text'] },
  entry: { on: ['order.placed'], reentry: { mode: 'after-exit' } },
});

export const order = setup({ delays: { patience: seconds(2) } }).createMachine({
  context: ({ input }) => ({ order: input.event.data.order }),
  initial: 'placed',
  states: {
    placed: {
      entry: { type: 'send', params: { channel: 'sms', purpose: 'transactional', template: 'confirmation' } },
      on: { 'order.paid': 'paid' },
      after: { patience: 'reminded' },
    },
    reminded: {
      entry: { type: 'send', params: { channel: 'sms', purpose: 'service', template: 'reminder' } },
      on: { 'order.paid': 'paid' },
    },
    paid: { type: 'final' },
  },
});
