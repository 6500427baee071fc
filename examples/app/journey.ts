import { z } from 'zod';
import { days, defineJourney, facts, minutes, noData } from 'throughline';
import { handoffEvents, handoffStates } from 'throughline/handoff';

const { setup } = defineJourney({
  id: 'parcel-help', version: 1, ttlMs: days(30),
  events: {
    'help.asked': z.object({ question: z.string() }),
    'order.numbered': z.object({ orderNumber: z.string() }),
    'help.given': noData,
    'person.asked': noData,
    'customer.wrote': noData,
    'agent.wrote': z.object({ by: z.string(), words: z.string() }),
    ...handoffEvents,
  },
  facts: {
    question: facts.personal(z.string()),
    orderNumber: facts.internal(z.string().nullable(), { scope: 'customer' }),
    by: facts.internal(z.string().nullable()),
    words: facts.personal(z.string().nullable()),
  },
  channels: { chat: ['text', 'buttons', 'inbound'] },
  entry: { on: ['help.asked'], reentry: { mode: 'after-exit' } },
});

const helped = ['That helps', 'I need a person'];
const comes = { target: 'waiting for a person', actions: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'A colleague takes over. You need not repeat anything.' } } } as const;

/** Where is my parcel? A bot answers what it can, and a person goes on from there with all that was said. */
export const parcelHelp = setup({}).createMachine({
  id: 'parcel-help',
  context: ({ input }) => ({ question: input.event.data.question, orderNumber: null, by: null, words: null }),
  initial: 'asking',
  on: {
    'agent.wrote': { actions: [{ type: 'remember', params: { facts: ['by', 'words'] } }, { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'agent-words' } }] },
  },
  states: {
    asking: {
      description: 'The bot asks which order it is about',
      tags: 'waiting for customer',
      entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Hello! I am the bot of the shop. Which order is it about? It looks like A-1042.', buttons: ['I need a person'] } },
      on: { 'order.numbered': { target: 'answered', actions: { type: 'remember', params: { facts: ['orderNumber'] } } }, 'person.asked': comes },
      after: { [minutes(30)]: 'left' },
    },
    answered: {
      description: 'The bot has told where the parcel is',
      tags: 'waiting for customer',
      entry: [
        { type: 'attempt', params: { words: 'The bot told that the parcel is two days late', outcome: 'unresolved' } },
        { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'late', buttons: helped } },
      ],
      on: { 'help.given': 'solved', 'person.asked': comes },
      after: { [minutes(30)]: 'left' },
    },
    ...handoffStates({
      queue: 'parcels', reason: 'asked-for', skills: ['parcels'], priority: 2, fallback: 'callback',
      promise: 'We call you back about your parcel', ended: 'solved', left: 'left', handedBack: 'back with the bot',
    }),
    'back with the bot': {
      description: 'The bot goes on where the person left it',
      tags: 'waiting for customer',
      entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'It is the bot again. Is there anything left?', buttons: helped } },
      on: { 'help.given': 'solved', 'person.asked': comes },
      after: { [minutes(30)]: 'left' },
    },
    solved: {
      type: 'final',
      entry: [{ type: 'outcome', params: { outcome: 'resolved' } }, { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Thank you, and have a good day.' } }],
    },
    left: { type: 'final', entry: { type: 'outcome', params: { outcome: 'abandoned' } } },
  },
});
