import { assign } from 'xstate';
import { z } from 'zod';
import { activity, days, defineJourney, facts } from 'throughline';

const journeyOf = (timeoutMs: number) => defineJourney({
  id: 'basket', version: 1,
  events: { 'item.added': z.object({ n: z.number() }) },
  facts: { numbers: facts.internal(z.array(z.number())), last: facts.internal(z.number()), weighed: facts.internal(z.number()) },
  channels: { chat: ['text'] },
  activities: {
    // tried on and on: an attempt that dies with its process counts
    weigh: activity({ input: z.object({ n: z.number() }), output: z.object({ grams: z.number() }), timeoutMs, attempts: 1_000 }),
  },
  entry: { on: ['item.added'], reentry: { mode: 'after-exit' } },
  ttlMs: days(30),
});

const say = { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'added' } } as const;

/** Remembers every number in the order in which it was added and says so; some numbers begin a short delay, some are weighed outside, which may take so long. */
export const basketOf = (weighMs: number) => journeyOf(weighMs).setup({
  actions: {
    add: assign(({ context, event }) => ('n' in event.data ? { numbers: [...context.numbers, event.data.n], last: event.data.n } : {})),
    weigh: assign(({ context }) => ({ weighed: context.weighed + 1 })),
  },
  guards: {
    rests: ({ event }) => 'n' in event.data && event.data.n % 4 === 1,
    weighs: ({ event }) => 'n' in event.data && event.data.n % 4 === 2,
  },
  delays: { rest: 300 },
}).createMachine({
  id: 'basket',
  context: ({ input: { event } }) => ({ numbers: [event.data.n], last: event.data.n, weighed: 0 }),
  initial: 'begun',
  on: { 'item.added': [{ guard: 'rests', target: '.resting', actions: ['add', say] }, { guard: 'weighs', target: '.weighing', actions: ['add', say] }, { actions: ['add', say] }] },
  states: {
    begun: { entry: say },
    open: {},
    resting: { after: { rest: { target: 'open', actions: { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'rested' } } } } },
    weighing: { invoke: { src: 'weigh', input: ({ context }) => ({ n: context.last }), onDone: { target: 'open', actions: 'weigh' }, onError: 'open' } },
  },
});

/** What the basket says. */
export const texts = {
  added: ({ last }: { readonly last?: number }) => `Number ${last} is in your basket.`,
  rested: ({ last }: { readonly last?: number }) => `Nothing came after number ${last} for a while.`,
};
