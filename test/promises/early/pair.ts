import { assign } from 'xstate';
import { z } from 'zod';
import { days, defineJourney, facts, hours, type AnyJourney } from 'throughline';

/** How a journey meets an event that comes before the state that handles it. */
export type Patience = 'waits' | 'forgets';

/** A journey of two events that may come in any order: it says so once it has heard both. It begins with either where `eitherBegins`, else with the first. */
export function pair(patience: Patience, eitherBegins: boolean): AnyJourney {
  const { setup } = defineJourney({
    id: 'pair', version: 1, ttlMs: days(30),
    events: { 'pair.begun': z.object({}), 'pair.opened': z.object({}), 'pair.told': z.object({ n: z.number() }) },
    facts: { n: facts.internal(z.number()) },
    channels: { chat: ['text'] },
    entry: { on: eitherBegins ? ['pair.begun', 'pair.told'] : ['pair.begun'], reentry: { mode: 'never' } },
    unhandled: { 'pair.begun': patience === 'waits' ? { defer: { withinMs: hours(1) } } : 'ignore', 'pair.told': patience === 'waits' ? { defer: { withinMs: hours(1) } } : 'ignore', 'pair.opened': patience === 'waits' ? { defer: { withinMs: hours(1) } } : 'ignore' },
  });
  return setup({
    guards: { told: ({ context }) => context.n >= 0 },
    actions: { take: assign(({ event }) => ('n' in event.data ? { n: event.data.n } : {})) },
  }).createMachine({
    id: 'pair', context: ({ input }) => ({ n: 'n' in input.event.data ? input.event.data.n : -1 }), initial: 'begun',
    states: {
      begun: { always: { guard: 'told', target: 'told' }, on: { 'pair.opened': 'open' }, after: { [days(9)]: 'over' } },
      // begun by the event that came early: what should have come first is still to come
      told: { on: { 'pair.begun': 'both' }, after: { [days(9)]: 'over' } },
      open: { on: { 'pair.told': { target: 'both', actions: 'take' } }, after: { [days(9)]: 'over' } },
      both: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'both' } }, type: 'final' },
      over: { type: 'final' },
    },
  });
}

export const texts = { both: ({ n }: { readonly n?: number }) => `Heard ${n}.` };
