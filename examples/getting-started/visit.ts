import { z } from 'zod';
import { days, defineJourney, facts, hours } from 'throughline';

const { setup } = defineJourney({
  id: 'visit', version: 1,
  // what can happen
  events: {
    'visit.booked': z.object({ visit: z.string(), day: z.string() }),
    'visit.confirmed': z.object({ visit: z.string() }),
  },
  // what is known
  facts: { visit: facts.internal(z.string()), day: facts.internal(z.string()) },
  // where we write
  channels: { sms: ['text'] },
  // what begins it: one run for each visit
  entry: { on: ['visit.booked'], key: 'visit', reentry: { mode: 'per-key' } },
  // when it is over in any case
  ttlMs: days(60),
});

/** We ask whether the day of a visit suits; who says nothing for a day is called by a person. */
export const visit = setup({}).createMachine({
  context: ({ input }) => ({ visit: input.event.data.visit, day: input.event.data.day }),
  initial: 'asked',
  states: {
    asked: {
      description: 'We asked whether the day suits',
      entry: { type: 'send', params: { channel: 'sms', purpose: 'service', template: 'question' } },
      on: { 'visit.confirmed': 'confirmed' },
      after: { [hours(24)]: 'calling' },
    },
    calling: {
      description: 'A person calls the customer',
      entry: { type: 'handoff', params: { queue: 'visits', reason: 'no answer for a day' } },
      on: { 'visit.confirmed': 'confirmed' },
    },
    confirmed: {
      type: 'final',
      entry: { type: 'send', params: { channel: 'sms', purpose: 'service', template: 'thanks' } },
    },
  },
});
