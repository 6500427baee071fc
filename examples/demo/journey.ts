import { z } from 'zod';
import { activity, defineJourney, facts, hours, minutes, noData, seconds } from 'throughline';

const parcel = z.enum(['delivered', 'on its way', 'stuck', 'unknown']);

const { setup } = defineJourney({
  id: 'order-help',
  version: 1,
  events: {
    'chat.started': z.object({ question: z.string() }),
    'order.numbered': z.object({ orderNumber: z.string() }),
    'chat.resolved': noData,
    'chat.unresolved': noData,
    'customer.replied': z.object({ reply: z.string() }),
    'agent.joined': z.object({ agent: z.string() }),
    'agent.wrote': z.object({ words: z.string() }),
    'agent.left': z.object({ resolved: z.boolean(), summary: z.string() }),
  },
  facts: {
    question: facts.personal(z.string()),
    orderNumber: facts.internal(z.string().nullable()),
    parcel: facts.internal(parcel.nullable()),
    agent: facts.internal(z.string().nullable()),
    words: facts.personal(z.string().nullable()),
    reply: facts.personal(z.string().nullable()),
    summary: facts.internal(z.string().nullable()),
  },
  channels: { webchat: ['text', 'buttons', 'inbound'], email: ['text'] },
  activities: {
    findOrder: activity({ input: z.object({ orderNumber: z.string() }), output: z.object({ parcel }), timeoutMs: seconds(10) }),
  },
  entry: { on: ['chat.started'], reentry: { mode: 'after-cool-down', coolDownMs: minutes(1) } },
  goals: [{ name: 'solved', on: ['chat.resolved', 'agent.left'], withinMs: hours(24) }],
  ttlMs: hours(48),
});

/** Where is my parcel? A bot answers what it can; a person does the rest and knows everything that was said. */
export const orderHelp = setup({
  guards: {
    known: (_, found: { parcel: string }) => found.parcel !== 'unknown',
    resolved: (_, left: { resolved: boolean }) => left.resolved,
  },
  delays: { patience: minutes(10), 'nobody came': hours(1) },
}).createMachine({
  id: 'order-help',
  context: ({ input }) => ({ question: input.event.data.question, orderNumber: null, parcel: null, agent: null, words: null, reply: null, summary: null }),
  initial: 'asking',
  states: {
    asking: {
      description: 'The bot asks for the order number',
      tags: 'waiting for customer',
      entry: { type: 'send', params: { channel: 'webchat', purpose: 'service', text: 'Hello! Which order is it about?', buttons: ['I do not know'] } },
      on: {
        'order.numbered': { target: 'looking up', actions: { type: 'remember', params: { facts: ['orderNumber'] } } },
        'chat.unresolved': 'calling a person',
      },
      after: { patience: 'calling a person' },
    },
    'looking up': {
      description: 'We look the order up',
      tags: 'waiting for us',
      invoke: {
        src: 'findOrder',
        input: ({ context }) => ({ orderNumber: context.orderNumber ?? '' }),
        onDone: [
          { guard: { type: 'known', params: ({ event }) => event.output }, target: 'answered', actions: { type: 'remember', params: { facts: ['parcel'] } } },
          { target: 'calling a person' },
        ],
        onError: 'calling a person',
      },
    },
    answered: {
      description: 'The bot has told the customer where the parcel is',
      tags: 'waiting for customer',
      entry: { type: 'send', params: { channel: 'webchat', purpose: 'service', template: 'order-status', buttons: ['That helps', 'I need a person'] } },
      on: { 'chat.resolved': 'solved', 'chat.unresolved': 'calling a person' },
      after: { patience: 'solved' },
    },
    'calling a person': {
      description: 'A person is being called; everything said so far is in the briefing',
      tags: 'waiting for us',
      entry: [
        { type: 'send', params: { channel: 'webchat', purpose: 'service', text: 'A colleague is on the way. You need not repeat anything.' } },
        { type: 'crm.openCase', params: { subject: 'Order help', priority: 'high' } },
        { type: 'handoff', params: { queue: 'orders', reason: 'the bot could not solve it' } },
      ],
      on: {
        'agent.joined': { target: 'with a person', actions: { type: 'remember', params: { facts: ['agent'] } } },
        'customer.replied': { actions: { type: 'remember', params: { facts: ['reply'] } } },
      },
      after: { 'nobody came': { target: 'calling a person', reenter: true } },
    },
    'with a person': {
      description: 'A person talks with the customer',
      tags: 'waiting for us',
      on: {
        'agent.wrote': {
          actions: [
            { type: 'remember', params: { facts: ['words'] } },
            { type: 'send', params: { channel: 'webchat', purpose: 'service', template: 'agent-words' } },
          ],
        },
        'customer.replied': { actions: { type: 'remember', params: { facts: ['reply'] } } },
        'agent.left': [
          { guard: { type: 'resolved', params: ({ event }) => event.data }, target: 'solved', actions: { type: 'remember', params: { facts: ['summary'] } } },
          { target: 'calling a person' },
        ],
      },
      after: { 'nobody came': 'calling a person' },
    },
    solved: {
      description: 'Solved, and the customer has it in writing',
      type: 'final',
      entry: [
        { type: 'crm.closeCase', params: { resolution: 'confirmed' } },
        { type: 'send', params: { channel: 'webchat', purpose: 'transactional', template: 'solved' } },
        { type: 'send', params: { channel: 'email', purpose: 'transactional', template: 'confirmation' } },
      ],
    },
  },
});
