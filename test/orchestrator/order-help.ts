import { z } from 'zod';
import { activity, days, defineJourney, facts, hours, minutes, seconds } from 'throughline';

const { setup } = defineJourney({
  id: 'order-help',
  version: 1,
  events: {
    'chat.started': z.object({ question: z.string() }),
    'order.numbered': z.object({ orderNumber: z.string() }),
    'chat.resolved': z.object({}),
    'chat.unresolved': z.object({}),
    'agent.joined': z.object({ agent: z.string() }),
    'agent.left': z.object({ resolved: z.boolean() }),
    'message.failed': z.object({ messageId: z.string(), reason: z.string() }),
  },
  facts: {
    question: facts.personal(z.string()),
    orderNumber: facts.internal(z.string().nullable()),
    status: facts.internal(z.enum(['shipped', 'delayed', 'unknown'])),
    agent: facts.internal(z.string().nullable()),
  },
  channels: { webchat: ['text', 'buttons', 'inbound'] },
  activities: {
    findOrder: activity({ input: z.object({ orderNumber: z.string() }), output: z.object({ status: z.enum(['shipped', 'delayed', 'unknown']) }), timeoutMs: seconds(2), attempts: 2 }),
  },
  entry: { on: ['chat.started'], reentry: { mode: 'after-cool-down', coolDownMs: hours(1) } },
  goals: [{ name: 'solved', on: ['chat.resolved', 'agent.left'], withinMs: days(7) }],
  ttlMs: days(60),
});

/** A customer asks where an order is: the bot looks it up, a person takes over where the bot cannot help. */
export const orderHelp = setup({
  guards: {
    known: (_, found: { status: string }) => found.status !== 'unknown',
    resolved: (_, left: { resolved: boolean }) => left.resolved,
  },
  delays: { patience: minutes(10) },
}).createMachine({
  id: 'order-help',
  context: ({ input }) => ({ question: input.event.data.question, orderNumber: null, status: 'unknown', agent: null }),
  initial: 'asking',
  states: {
    asking: {
      description: 'The bot asks for the order number',
      entry: { type: 'send', params: { channel: 'webchat', purpose: 'service', text: 'Which order is it about?', buttons: ['I do not know'] } },
      on: { 'order.numbered': { target: 'looking up', actions: { type: 'remember', params: { facts: ['orderNumber'] } } } },
      after: { patience: 'with a person' },
    },
    'looking up': {
      description: 'We look the order up',
      invoke: {
        src: 'findOrder',
        input: ({ context }) => ({ orderNumber: context.orderNumber ?? '' }),
        onDone: [
          { guard: { type: 'known', params: ({ event }) => event.output }, target: 'answered', actions: { type: 'remember', params: { facts: ['status'] } } },
          { target: 'with a person' },
        ],
        onError: 'with a person',
      },
    },
    answered: {
      description: 'The bot told the customer where the order is',
      entry: { type: 'send', params: { channel: 'webchat', purpose: 'service', template: 'order-status' } },
      on: { 'chat.resolved': 'confirmed', 'chat.unresolved': 'with a person' },
      after: { patience: 'confirmed' },
    },
    'with a person': {
      description: 'A person will help',
      entry: { type: 'handoff', params: { queue: 'orders', reason: 'unresolved' } },
      on: {
        'agent.joined': { actions: { type: 'remember', params: { facts: ['agent'] } } },
        'agent.left': [
          { guard: { type: 'resolved', params: ({ event }) => event.data }, target: 'confirmed' },
          { target: 'with a person', reenter: true },
        ],
      },
      after: { patience: 'confirmed' },
    },
    confirmed: {
      type: 'final',
      entry: { type: 'send', params: { channel: 'webchat', purpose: 'transactional', template: 'order-resolved' } },
    },
  },
});
