import { z } from 'zod';
import { days, defineJourney, facts } from 'throughline';

/** A journey that waits as long as it was told, says so once, and says nothing where it was called off before. `deaf`: it does not hear that. */
export function waits({ deaf = false }: { readonly deaf?: boolean } = {}) {
  const { setup } = defineJourney({
    id: 'wait', version: 1, ttlMs: days(500),
    events: { 'wait.begun': z.object({ ms: z.number() }), 'wait.called-off': z.object({}) },
    facts: { ms: facts.internal(z.number()) },
    channels: { chat: ['text'] },
    entry: { on: ['wait.begun'], reentry: { mode: 'never' } },
  });
  return setup({ delays: { chosen: ({ context }) => context.ms }, guards: { hears: () => !deaf } }).createMachine({
    context: ({ input }) => ({ ms: input.event.data.ms }), initial: 'waiting',
    states: {
      waiting: { after: { chosen: 'over' }, on: { 'wait.called-off': { target: 'off', guard: 'hears' } } },
      over: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'The time is over.' } }, type: 'final' },
      off: { type: 'final' },
    },
  });
}
