import { z } from 'zod';
import { days, defineJourney, hours, minutes } from 'throughline';
import { createKeywordIntent } from 'throughline/adapters/intent';
import { serviceEvents } from 'throughline/insight';
import { defineIntents } from 'throughline/steering';

export const table = defineIntents({ intents: { invoice: { share: 0.5 }, outage: { share: 0.3 } }, rules: [], floor: 0.5 });
export const classifier = createKeywordIntent({ intents: { invoice: { any: ['invoice', 'bill'] }, outage: { any: ['internet', 'offline'] } } });

// #region journey
const { setup } = defineJourney({
  id: 'care', version: 1, ttlMs: days(7), facts: {}, channels: { chat: ['text', 'inbound'] },
  // what a desk tells of persons, endings and surveys: declared, so that `accept` knows it and a journey can react to it
  events: { 'message.received': z.object({ text: z.string() }), ...serviceEvents },
  entry: { on: ['message.received'], reentry: { mode: 'after-exit' } },
});
export const care = setup({ delays: { reading: minutes(1), patience: hours(2) } }).createMachine({
  context: {},
  initial: 'reading',
  states: {
    reading: { after: { reading: 'answered' } },
    answered: {
      entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Here is what we know about it. Does that help?' } },
      on: { 'work.answered': 'with a person', 'contact.ended': 'over' },
      after: { patience: 'over' },
    },
    'with a person': { on: { 'contact.ended': 'over' }, after: { patience: 'over' } },
    over: { type: 'final' },
  },
});
// #endregion journey
