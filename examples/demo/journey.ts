import { z } from 'zod';
import { activity, days, defineJourney, facts, hours, minutes, noData, seconds } from 'throughline';
import { callEvents } from 'throughline/adapters/voice';

const parcel = z.enum(['delivered', 'on its way', 'stuck', 'unknown']);

const { setup } = defineJourney({
  id: 'order-help',
  version: 1,
  events: {
    'chat.started': z.object({ question: z.string() }),
    'order.numbered': z.object({ orderNumber: z.string() }),
    'chat.resolved': noData,
    'chat.unresolved': noData,
    'call.ringing': callEvents['call.ringing'],
    'call.answered': callEvents['call.answered'],
    'call.ended': callEvents['call.ended'],
    'customer.replied': z.object({ reply: z.string() }),
    'agent.joined': z.object({ by: z.string() }),
    'agent.wrote': z.object({ words: z.string() }),
    'agent.promised': z.object({ promise: z.string() }),
    'agent.left': z.object({ resolved: z.boolean(), summary: z.string() }),
    'message.delivered': z.object({ messageId: z.string(), channel: z.string() }),
  },
  facts: {
    question: facts.personal(z.string().nullable()),
    orderNumber: facts.internal(z.string().nullable(), { scope: 'customer' }),
    parcel: facts.internal(parcel.nullable()),
    by: facts.internal(z.string().nullable()),
    words: facts.personal(z.string().nullable()),
    reply: facts.personal(z.string().nullable()),
    summary: facts.internal(z.string().nullable()),
  },
  channels: { webchat: ['text', 'buttons', 'inbound'], phone: ['inbound'], sms: ['text', 'receipts'], email: ['text', 'inbound'] },
  activities: {
    findOrder: activity({ input: z.object({ orderNumber: z.string() }), output: z.object({ parcel }), timeoutMs: seconds(10) }),
  },
  entry: { on: ['chat.started', 'call.ringing'], reentry: { mode: 'after-exit' } },
  goals: [{ name: 'solved', on: ['chat.resolved', 'agent.left'], withinMs: hours(24) }],
  // who wraps up before the line is down is kept for a moment
  unhandled: { 'agent.left': { defer: { withinMs: minutes(10) } } },
  ttlMs: days(7),
});

/** Where is my parcel? A bot answers what it can; a person does the rest, in the chat or on the phone, and knows everything that was said. */
export const orderHelp = setup({
  guards: {
    'by phone': ({ context }) => context.question === null,
    stuck: (_, found: { parcel: string }) => found.parcel === 'stuck',
    known: (_, found: { parcel: string }) => found.parcel !== 'unknown',
    resolved: (_, left: { resolved: boolean }) => left.resolved,
    'by sms': (_, delivered: { channel: string }) => delivered.channel === 'sms',
  },
  delays: { patience: minutes(10), 'nobody came': hours(1), 'no answer': days(2) },
}).createMachine({
  id: 'order-help',
  context: ({ input: { event } }) => ({ question: 'question' in event.data ? event.data.question : null, orderNumber: null, parcel: null, by: null, words: null, reply: null, summary: null }),
  initial: 'begun',
  on: { 'call.ringing': '.ringing' },
  states: {
    begun: { always: [{ guard: 'by phone', target: 'ringing' }, { target: 'asking' }] },
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
          { guard: { type: 'stuck', params: ({ event }) => event.output }, target: 'searching', actions: { type: 'remember', params: { facts: ['parcel'] } } },
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
      on: { 'chat.resolved': 'solved in the chat', 'chat.unresolved': 'calling a person' },
      after: { patience: 'taken as solved' },
    },
    searching: {
      description: 'The parcel is stuck; we search for it',
      tags: 'waiting for us',
      entry: [
        { type: 'attempt', params: { words: 'The depot was asked to look for the parcel', outcome: 'unresolved' } },
        { type: 'promise', params: { name: 'search', words: 'We find out where the parcel is, by tomorrow', inMs: hours(24) } },
        { type: 'send', params: { channel: 'webchat', purpose: 'service', template: 'stuck', buttons: ['I need a person'] } },
      ],
      on: { 'chat.resolved': 'solved in the chat', 'chat.unresolved': 'calling a person' },
    },
    'calling a person': {
      description: 'A person is being called; everything said so far is in the briefing',
      tags: 'waiting for us',
      entry: [
        { type: 'send', params: { channel: 'webchat', purpose: 'service', text: 'A colleague is on the way. You need not repeat anything.' } },
        { type: 'crm.openCase', params: { subject: 'Order help', priority: 'high', facts: ['orderNumber'] } },
        { type: 'handoff', params: { queue: 'orders', reason: 'the bot could not solve it' } },
      ],
      on: {
        'agent.joined': { target: 'with a person', actions: { type: 'remember', params: { facts: ['by'] } } },
        'customer.replied': { actions: { type: 'remember', params: { facts: ['reply'] } } },
      },
      after: { 'nobody came': { target: 'calling a person', reenter: true } },
    },
    'with a person': {
      description: 'A person talks with the customer in the chat',
      tags: 'waiting for us',
      on: {
        'agent.wrote': {
          actions: [
            { type: 'remember', params: { facts: ['words'] } },
            { type: 'send', params: { channel: 'webchat', purpose: 'service', template: 'agent-words' } },
          ],
        },
        'agent.promised': { actions: { type: 'promise', params: ({ event }) => ({ name: 'agent', words: event.data.promise, inMs: hours(24) }) } },
        'customer.replied': { actions: { type: 'remember', params: { facts: ['reply'] } } },
        'agent.left': [
          { guard: { type: 'resolved', params: ({ event }) => event.data }, target: 'solved in the chat', actions: { type: 'remember', params: { facts: ['summary'] } } },
          { target: 'calling a person' },
        ],
      },
      after: { 'nobody came': 'calling a person' },
    },
    ringing: {
      description: 'The customer calls; who takes the call has read the briefing',
      tags: 'waiting for us',
      entry: [
        { type: 'crm.openCase', params: { subject: 'Order help', priority: 'high', facts: ['orderNumber'] } },
        { type: 'handoff', params: { queue: 'phone', reason: 'the customer calls', priority: 1 } },
      ],
      on: { 'call.answered': { target: 'on the phone', actions: { type: 'remember', params: { facts: ['by'] } } }, 'call.ended': 'wrapping up' },
      after: { 'nobody came': 'wrapping up' },
    },
    'on the phone': {
      description: 'A person talks with the customer on the phone',
      tags: 'waiting for us',
      on: {
        'agent.promised': { actions: { type: 'promise', params: ({ event }) => ({ name: 'agent', words: event.data.promise, inMs: hours(24) }) } },
        'call.ended': 'wrapping up',
      },
    },
    'wrapping up': {
      description: 'The call is over; the person says what came of it',
      tags: 'waiting for us',
      on: {
        'agent.promised': { actions: { type: 'promise', params: ({ event }) => ({ name: 'agent', words: event.data.promise, inMs: hours(24) }) } },
        'agent.left': [
          { guard: { type: 'resolved', params: ({ event }) => event.data }, target: 'confirming', actions: { type: 'remember', params: { facts: ['summary'] } } },
          { target: 'calling a person' },
        ],
      },
      after: { 'nobody came': 'calling a person' },
    },
    confirming: {
      description: 'Solved, and the customer gets it in writing',
      tags: 'waiting for customer',
      entry: [
        { type: 'keepPromise', params: { name: 'search' } },
        { type: 'send', params: { channel: 'sms', purpose: 'transactional', template: 'confirmed' } },
        { type: 'send', params: { channel: 'email', purpose: 'transactional', template: 'details', subject: 'Your parcel' } },
      ],
      on: {
        'message.delivered': { guard: { type: 'by sms', params: ({ event }) => event.data }, actions: { type: 'record', params: { metric: 'confirmations arrived' } } },
        'customer.replied': { target: 'solved', actions: [
          { type: 'remember', params: { facts: ['reply'] } },
          { type: 'crm.updateCase', params: { note: 'The customer has answered the confirmation' } },
        ] },
      },
      after: { 'no answer': 'taken as solved' },
    },
    'solved in the chat': {
      description: 'Solved, and the customer has it in writing',
      type: 'final',
      entry: [
        { type: 'crm.closeCase', params: { resolution: 'confirmed' } },
        { type: 'send', params: { channel: 'webchat', purpose: 'transactional', template: 'solved' } },
        { type: 'send', params: { channel: 'email', purpose: 'transactional', template: 'details', subject: 'Your parcel' } },
      ],
    },
    solved: { description: 'The customer says that it is solved', type: 'final', entry: { type: 'crm.closeCase', params: { resolution: 'confirmed' } } },
    'taken as solved': { description: 'Nobody said otherwise', type: 'final', entry: { type: 'crm.closeCase', params: { resolution: 'assumed' } } },
  },
});
