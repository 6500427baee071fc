import { assign, enqueueActions, raise } from 'xstate';
import { z } from 'zod';
import { activity, days, defineJourney, facts, hours, noData, seconds } from 'throughline';

const { setup } = defineJourney({
  id: 'parcel-help',
  version: 1,
  events: {
    'chat.started': z.object({ question: z.string() }),
    'order.numbered': z.object({ orderNumber: z.string() }),
    'chat.ended': noData,
    'call.ended': z.object({ resolved: z.boolean() }),
  },
  facts: {
    question: facts.personal(z.string()),
    orderNumber: facts.internal(z.string().nullable()),
    status: facts.internal(z.enum(['shipped', 'unknown']), { scope: 'customer' }),
    calls: facts.internal(z.number()),
  },
  channels: { webchat: ['text', 'buttons'], sms: ['text'] },
  activities: {
    findOrder: activity({ input: z.object({ orderNumber: z.string() }), output: z.object({ status: z.enum(['shipped', 'unknown']) }), timeoutMs: seconds(10) }),
  },
  entry: { on: ['chat.started'], key: 'question', reentry: { mode: 'per-key' } },
  exit: [{ on: 'chat.ended', when: 'step', reason: 'ended' }],
  goals: [{ name: 'solved', on: ['call.ended'], withinMs: days(7) }],
  unhandled: { 'order.numbered': 'fail' },
  ttlMs: days(30),
});

export const parcelHelp = setup({
  actions: {
    countCall: assign({ calls: ({ context }) => context.calls + 1 }),
    rate: assign((_, stars: { count: number }) => ({ calls: stars.count })),
  },
  guards: { known: (_, found: { status: string }) => found.status !== 'unknown', patient: ({ context }) => context.calls < 3 },
  delays: { patience: hours(1), 'in time': { until: { date: 'orderNumber', minus: days(1), at: '09:00', zone: 'customer', otherwise: 'UTC' }, ifPast: 'never' }, 'a working day': { business: hours(8), calendar: 'desk' } },
}).createMachine({
  id: 'parcel-help',
  context: ({ input }) => ({ question: input.event.data.question, orderNumber: null, status: 'unknown', calls: 0 }),
  initial: 'asking',
  on: { 'chat.*': { actions: 'countCall' } },
  states: {
    asking: {
      tags: 'waiting for customer',
      meta: { unhandled: { 'call.ended': 'ignore' } },
      entry: [{ type: 'send', params: { channel: 'webchat', purpose: 'service', text: 'Which one?', buttons: ['No idea'] } }, { type: 'promise', params: { name: 'call', words: 'We call back', inMs: 2000 } }, { type: 'keepPromise', params: { name: 'call' } }, { type: 'attempt', params: { words: 'Looked it up', outcome: 'resolved' } }, 'countCall'],
      on: { 'order.numbered': { target: 'looking up', actions: { type: 'remember', params: { facts: ['orderNumber'] } } } },
      after: { patience: 'helping.person' },
    },
    'looking up': {
      invoke: {
        src: 'findOrder',
        input: ({ context }) => ({ orderNumber: context.orderNumber ?? '' }),
        onDone: [
          { guard: { type: 'known', params: ({ event }) => event.output }, target: 'told' },
          { target: 'helping' },
        ],
        onError: { target: 'helping', reenter: true },
      },
    },
    told: {
      entry: { type: 'schedule', params: { name: 'later', inMs: 1000, event: 'chat.ended' } },
      exit: { type: 'rate', params: { count: 5 } },
      after: { 5000: { guard: 'patient', target: 'helping' } },
    },
    helping: {
      initial: 'person',
      entry: [raise({ type: 'chat.ended', data: {}, at: 0 }), enqueueActions(({ enqueue }) => enqueue({ type: 'record', params: { metric: 'helped' } }))],
      states: {
        person: { on: { 'call.ended': { guard: ({ event }) => event.data.resolved, target: 'solved', actions: assign({ calls: ({ context, event }) => (event.data.resolved ? 0 : context.calls) }) } }, after: { patience: 'solved' } },
        solved: { type: 'final' },
        back: { type: 'history' },
      },
      onDone: 'closed',
    },
    closed: { type: 'final', entry: { type: 'handoff', params: { queue: 'orders', reason: 'done' } } },
  },
});
