import { stateIn } from 'xstate';
import { z } from 'zod';
import { activity, days, defineJourney, facts, hours, minutes, noData, seconds } from 'throughline';

const { setup } = defineJourney({
  id: 'order-help',
  version: 1,
  events: {
    'chat.started':   z.object({ question: z.string(), name: z.string() }),
    'order.numbered': z.object({ orderNumber: z.string() }),
    'chat.resolved':  noData,
    'chat.unresolved': z.object({ why: z.string() }),
    'call.started':   z.object({ agent: z.string() }),
    'call.ended':     z.object({ resolved: z.boolean(), summary: z.string() }),
  },
  facts: {
    name:        facts.personal(z.string()),
    question:    facts.personal(z.string()),
    orderNumber: facts.internal(z.string().nullable()),
    status:      facts.internal(z.enum(['shipped', 'delayed', 'unknown'])),
    calls:       facts.internal(z.number()),
  },
  channels: { webchat: ['text', 'buttons', 'inbound'], voice: ['inbound', 'live'], sms: ['text', 'receipts'] },
  activities: {
    findOrder: activity({
      input: z.object({ orderNumber: z.string() }),
      output: z.object({ status: z.enum(['shipped', 'delayed', 'unknown']) }),
      timeoutMs: seconds(10), attempts: 3,
    }),
  },
  entry: { on: ['chat.started'], reentry: { mode: 'after-cool-down', coolDownMs: hours(1) } },
  goals: [{ name: 'solved', on: ['chat.resolved'], withinMs: days(7) }],
  ttlMs: days(60),
});

export const orderHelp = setup({
  guards: {
    known: (_, found: { status: string }) => found.status !== 'unknown',
    resolved: (_, call: { resolved: boolean }) => call.resolved,
  },
  delays: { patience: minutes(10), 'survey delay': days(30), 'first answer': minutes(15) },
}).createMachine({
  id: 'order-help',
  context: ({ input }) => ({ name: input.event.data.name, question: input.event.data.question, orderNumber: null, status: 'unknown', calls: 0 }),
  type: 'parallel',
  states: {
    conversation: {
      initial: 'asking',
      states: {
        asking: {
          description: 'The bot asks for the order number',
          tags: 'waiting for customer',
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
          tags: 'waiting for customer',
          entry: { type: 'send', params: { channel: 'webchat', purpose: 'service', template: 'order-status', buttons: ['That helps', 'I need a person'] } },
          on: { 'chat.resolved': 'confirmed', 'chat.unresolved': 'with a person' },
          after: { patience: 'assumed' },
        },
        'with a person': {
          description: 'A person will help; everything said so far is in the briefing',
          tags: 'waiting for us',
          entry: [
            { type: 'handoff', params: { queue: 'orders', reason: 'unresolved' } },
            { type: 'crm.openCase', params: { subject: 'Order help' } },
          ],
          on: { 'call.started': 'on the phone', 'chat.resolved': 'confirmed' },
        },
        'on the phone': {
          on: {
            'call.ended': [
              { guard: { type: 'resolved', params: ({ event }) => event.data }, target: 'confirmed' },
              { target: 'with a person' },
            ],
          },
        },
        confirmed: {
          description: 'Solved; the customer has it in writing and gets one survey after 30 days',
          entry: [
            { type: 'crm.closeCase', params: { resolution: 'confirmed' } },
            { type: 'send', params: { channel: 'sms', purpose: 'transactional', template: 'order-resolved' } },
          ],
          after: { 'survey delay': 'surveyed' },
        },
        assumed: {
          description: 'The customer said nothing more: taken as solved, revoked if they return',
          type: 'final',
          entry: { type: 'crm.closeCase', params: { resolution: 'assumed' } },
        },
        surveyed: {
          type: 'final',
          entry: { type: 'send', params: { channel: 'sms', purpose: 'survey', template: 'order-survey' } },
        },
      },
    },
    'answer clock': {
      initial: 'running',
      states: {
        running: {
          always: { guard: stateIn({ conversation: 'answered' }), target: 'stopped' },
          after: { 'first answer': 'late' },
          on: { 'chat.resolved': 'stopped', 'call.started': 'stopped' },
        },
        late: { type: 'final', entry: { type: 'record', params: { metric: 'first-answer.late' } } },
        stopped: { type: 'final' },
      },
    },
  },
});
