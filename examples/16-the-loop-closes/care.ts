import { z } from 'zod';
import { days, defineJourney, facts, hours, minutes } from 'throughline';
import { createKeywordIntent } from 'throughline/adapters/intent';
import { defineExperiment } from 'throughline/experiment';
import { defineChannelChoice, defineIntents } from 'throughline/steering';

export const table = defineIntents({ intents: { invoice: { share: 0.4 }, outage: { share: 0.4 } }, rules: [], floor: 0.5 });
export const classifier = createKeywordIntent({ intents: { invoice: { any: ['invoice', 'bill'] }, outage: { any: ['internet', 'offline'] } } });
/** What outcomes teach about channels the library counts by itself, from the same endings that the figures are read from. */
export const channels = defineChannelChoice({
  channels: { chat: { cost: 1, responseMs: 5_000 }, phone: { assisted: true, addressless: true, cost: 8, responseMs: 60_000 } },
  intents: ['invoice', 'outage'], success: { windowMs: days(3), halfLifeDays: 30 },
});

// #region experiment
/** One customer in five goes on as before, so that what the new version does can be told from what the season does. */
export const answers = defineExperiment({ id: 'outage-answer', arms: { router: 1, status: 4 } });
// #endregion experiment

/** What the customer is told: the whole difference between the versions. */
export const texts = {
  invoice: 'Here is what each line of your invoice means. Does that help?',
  router: 'Please pull the plug of your router for ten seconds. Does that help?',
  status: 'The line to your house is broken. We mend it by six and write to you then. Is that all right?',
};

const { setup } = defineJourney({
  id: 'care', version: 1, ttlMs: days(7), channels: { chat: ['text', 'inbound'] },
  events: { 'message.received': z.object({ text: z.string() }), 'person.done': z.object({ solved: z.boolean() }) },
  facts: { why: facts.internal(z.string()) },
  entry: { on: ['message.received'], reentry: { mode: 'after-exit' } },
});
export const careOne = setup({
  guards: { outage: ({ context }) => context.why === 'outage' },
}).createMachine({
  context: ({ input: { event } }) => ({ why: event.intent?.name ?? '' }),
  initial: 'reading',
  states: {
    reading: { after: { [minutes(1)]: [{ guard: 'outage', target: 'router' }, { target: 'invoice' }] } },
    invoice: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: texts.invoice } }, always: 'asked' },
    router: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: texts.router } }, always: 'asked' },
    asked: {
      on: { 'message.received': [
        { guard: ({ event }) => event.data.text === 'yes', target: 'over', actions: { type: 'outcome', params: { outcome: 'resolved', channel: 'chat', confirmed: true } } },
        { target: 'with a person', actions: { type: 'outcome', params: { outcome: 'handed-off', channel: 'chat' } } },
      ] },
      after: { [hours(2)]: 'over' },
    },
    'with a person': {
      on: { 'person.done': [
        { guard: ({ event }) => event.data.solved, target: 'over', actions: { type: 'outcome', params: { outcome: 'resolved', channel: 'phone' } } },
        { target: 'over', actions: { type: 'outcome', params: { outcome: 'unresolved', channel: 'phone' } } },
      ] },
      after: { [hours(2)]: 'over' },
    },
    over: { type: 'final' },
  },
});

// #region version
const next = defineJourney({
  id: 'care', version: 2, ttlMs: days(7), channels: { chat: ['text', 'inbound'] },
  events: { 'message.received': z.object({ text: z.string() }), 'person.done': z.object({ solved: z.boolean() }) },
  // a fact of the experiment's id: by it the journey takes part
  facts: { why: facts.internal(z.string()), 'outage-answer': facts.internal(z.enum(['router', 'status', 'holdout'])) },
  entry: { on: ['message.received'], reentry: { mode: 'after-exit' } },
});
/** The second version looks whether the line is broken before it asks anybody to pull a plug. */
export const careTwo = next.setup({
  guards: {
    outage: ({ context }) => context.why === 'outage',
    status: ({ context }) => context.why === 'outage' && context['outage-answer'] === 'status',
  },
}).createMachine({
  context: ({ input: { event, facts: known } }) => ({ why: event.intent?.name ?? '', 'outage-answer': z.enum(['router', 'status', 'holdout']).parse(known['outage-answer']) }),
  initial: 'reading',
  states: {
    reading: { after: { [minutes(1)]: [{ guard: 'status', target: 'status' }, { guard: 'outage', target: 'router' }, { target: 'invoice' }] } },
    status: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: texts.status } }, always: 'asked' },
    // #endregion version
    invoice: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: texts.invoice } }, always: 'asked' },
    router: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: texts.router } }, always: 'asked' },
    asked: {
      on: { 'message.received': [
        { guard: ({ event }) => event.data.text === 'yes', target: 'over', actions: { type: 'outcome', params: { outcome: 'resolved', channel: 'chat', confirmed: true } } },
        { target: 'with a person', actions: { type: 'outcome', params: { outcome: 'handed-off', channel: 'chat' } } },
      ] },
      after: { [hours(2)]: 'over' },
    },
    'with a person': {
      on: { 'person.done': [
        { guard: ({ event }) => event.data.solved, target: 'over', actions: { type: 'outcome', params: { outcome: 'resolved', channel: 'phone' } } },
        { target: 'over', actions: { type: 'outcome', params: { outcome: 'unresolved', channel: 'phone' } } },
      ] },
      after: { [hours(2)]: 'over' },
    },
    over: { type: 'final' },
  },
});
