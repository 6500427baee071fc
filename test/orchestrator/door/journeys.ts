import { assign } from 'xstate';
import { z } from 'zod';
import { days, defineJourney, facts, hours, minutes, noData } from 'throughline';

const channels = { chat: ['text'] } as const;

const tallying = defineJourney({
  id: 'tally', version: 1,
  events: { 'visit.began': noData, 'item.added': z.object({ n: z.number() }), 'note.left': z.object({ text: z.string() }), 'visit.closed': noData },
  facts: { count: facts.internal(z.number()), order: facts.internal(z.array(z.number())) },
  channels,
  entry: { on: ['visit.began'], reentry: { mode: 'after-exit' } },
  ttlMs: days(30),
});

/** Counts what is put into a basket and remembers in which order; says the count when it is asked to note something. */
export const tally = tallying.setup({
  actions: { add: assign(({ context, event }) => (event.type === 'item.added' ? { count: context.count + 1, order: [...context.order, event.data.n].slice(-200) } : {})) },
}).createMachine({
  id: 'tally', context: { count: 0, order: [] }, initial: 'open',
  states: {
    open: {
      on: {
        'item.added': { actions: 'add' },
        'note.left': { actions: { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'count' } } },
        'visit.closed': 'closed',
      },
      after: { [days(20)]: 'closed' },
    },
    closed: { type: 'final' },
  },
});

const parcelling = defineJourney({
  id: 'parcel', version: 1,
  events: { 'parcel.ordered': noData, 'parcel.packed': noData, 'parcel.shipped': noData, 'parcel.delivered': noData, 'parcel.weighed': z.object({ grams: z.number() }) },
  facts: { grams: facts.internal(z.number()) },
  channels: {},
  entry: { on: ['parcel.ordered'], reentry: { mode: 'never' } },
  unhandled: { 'parcel.packed': { defer: { withinMs: days(5) } }, 'parcel.shipped': { defer: { withinMs: days(5) } }, 'parcel.delivered': { defer: { withinMs: days(5) } }, 'parcel.weighed': { defer: { withinMs: days(5) } } },
  ttlMs: days(30),
});

/** A parcel's way, where each step waits until the one before it was heard of. */
export const parcel = parcelling.setup({
  actions: { weigh: assign(({ context, event }) => (event.type === 'parcel.weighed' ? { grams: context.grams + event.data.grams } : {})) },
}).createMachine({
  id: 'parcel', context: { grams: 0 }, initial: 'ordered',
  states: {
    ordered: { on: { 'parcel.packed': 'packed' }, after: { [days(20)]: 'lost' } },
    packed: { on: { 'parcel.shipped': 'shipped', 'parcel.weighed': { actions: 'weigh' } }, after: { [days(20)]: 'lost' } },
    shipped: { on: { 'parcel.delivered': 'arrived', 'parcel.weighed': { actions: 'weigh' } }, after: { [days(20)]: 'lost' } },
    arrived: { on: { 'parcel.weighed': { actions: 'weigh' } }, after: { [days(20)]: 'lost' } },
    lost: { type: 'final' },
  },
});

const reminding = defineJourney({
  id: 'reminder', version: 1,
  events: { 'order.placed': z.object({ order: z.string() }), 'order.paid': noData },
  facts: { order: facts.internal(z.string()) },
  channels,
  entry: { on: ['order.placed'], key: 'order', reentry: { mode: 'per-key' } },
  ttlMs: days(30),
});

/** Confirms an order at once and reminds after two hours. */
export const reminder = reminding.setup({}).createMachine({
  id: 'reminder', context: ({ input }) => ({ order: input.event.data.order }), initial: 'waiting',
  states: {
    waiting: {
      entry: { type: 'send', params: { channel: 'chat', purpose: 'transactional', template: 'confirmed' } },
      on: { 'order.paid': 'over' },
      after: { [hours(2)]: 'reminded' },
    },
    reminded: {
      entry: { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'reminded' } },
      after: { [minutes(30)]: 'over' },
    },
    over: { type: 'final' },
  },
});

/** What these journeys say, in two languages. */
export const texts = {
  count: ({ count }: { readonly count?: number }) => `You have ${count}.`,
  confirmed: { en: ({ order }: { readonly order?: string }) => `Order ${order} is confirmed.`, de: ({ order }: { readonly order?: string }) => `Auftrag ${order} ist bestätigt.` },
  reminded: ({ order }: { readonly order?: string }) => `Order ${order} is waiting.`,
};
