import { assign } from 'xstate';
import { z } from 'zod';
import { days, defineJourney, facts, minutes, type AnyJourney } from 'throughline';

const { setup } = defineJourney({
  id: 'secret', version: 1, ttlMs: days(30),
  events: { 'secret.begun': z.object({ note: z.string() }), 'secret.told': z.object({ note: z.string() }), 'secret.broke': z.object({ note: z.string() }), 'secret.over': z.object({}) },
  facts: { note: facts.personal(z.string(), { scope: 'customer' }), said: facts.personal(z.array(z.string())) },
  channels: { chat: ['text'] },
  entry: { on: ['secret.begun'], reentry: { mode: 'after-exit' } },
  unhandled: { 'secret.told': 'fail' },
});

const say = { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'heard' } } as const;

/** A journey that keeps what a customer says wherever a journey can, and breaks with it in its mouth. */
export const secret: AnyJourney = setup({
  actions: { keep: assign(({ context, event }) => ('note' in event.data ? { note: event.data.note, said: [...context.said, event.data.note].slice(-9) } : {})) },
  guards: { breaks: ({ event }) => { throw new Error(`cannot read ${'note' in event.data ? event.data.note : ''}`); } },
}).createMachine({
  id: 'secret', context: ({ input }) => ({ note: input.event.data.note, said: [] }), initial: 'begun',
  states: {
    begun: { entry: say, on: { 'secret.told': { actions: ['keep', say] }, 'secret.broke': { guard: 'breaks' }, 'secret.over': 'over' }, after: { [minutes(20)]: { target: 'reminded' } } },
    reminded: { entry: say, on: { 'secret.over': 'over' }, after: { [days(9)]: 'over' } },
    over: { type: 'final' },
  },
}) as unknown as AnyJourney;

export const texts = { heard: ({ note, said = [] }: { readonly note?: string; readonly said?: readonly string[] }) => `You said ${note}, and before ${said.join(', ')}` };
