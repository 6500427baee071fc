import { assign } from 'xstate';
import { z } from 'zod';
import { days, defineJourney, facts, hours } from 'throughline';

/** A journey that says each number once it has taken it, keeps what comes before it is open, and ends when it is told so. */
export function errand(version: number) {
  const numbered = z.object({ n: z.number() });
  const { setup } = defineJourney({
    id: 'errand', version, ttlMs: days(30),
    events: { 'errand.begun': numbered, 'errand.opened': numbered, 'errand.told': numbered, 'errand.over': numbered },
    facts: { last: facts.internal(z.number()), version: facts.internal(z.number()) },
    channels: { chat: ['text'] },
    entry: { on: ['errand.begun'], reentry: { mode: 'after-exit' } },
    unhandled: { 'errand.told': { defer: { withinMs: hours(1) } } },
  });
  const say = { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'taken' } } as const;
  return setup({ actions: { take: assign(({ context, event }) => ({ ...context, last: 'n' in event.data ? event.data.n : -1 })) } }).createMachine({
    id: 'errand', context: ({ input }) => ({ last: input.event.data.n, version }), initial: 'begun',
    states: {
      begun: { entry: say, on: { 'errand.opened': { target: 'open', actions: ['take', say] }, 'errand.over': { target: 'over', actions: ['take', say] } }, after: { [days(9)]: 'over' } },
      open: { on: { 'errand.told': { actions: ['take', say] }, 'errand.over': { target: 'over', actions: ['take', say] } }, after: { [days(9)]: 'over' } },
      over: { type: 'final' },
    },
  });
}

export const texts = { taken: ({ last, version }: { readonly last?: number; readonly version?: number }) => `${last} by version ${version}` };
