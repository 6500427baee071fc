import { z } from 'zod';
import { days, defineJourney, facts } from 'throughline';

/** A journey that says at a date that it has come, wherever the date has moved meanwhile. `rigid`: it waits as long as it was until the first one. */
export function dated({ rigid = false }: { readonly rigid?: boolean } = {}) {
  const { setup } = defineJourney({
    id: 'dated', version: 1, ttlMs: days(500),
    events: { 'date.set': z.object({ at: z.number(), inMs: z.number() }), 'date.moved': z.object({ at: z.number() }) },
    facts: { at: facts.internal(z.number()), inMs: facts.internal(z.number()) },
    channels: { chat: ['text'] },
    entry: { on: ['date.set'], reentry: { mode: 'never' } },
  });
  return setup({ delays: rigid ? { date: ({ context }) => context.inMs } : { date: { until: { date: 'at', zone: 'UTC' }, ifPast: 'at-once' } } }).createMachine({
    context: ({ input }) => ({ at: input.event.data.at, inMs: input.event.data.inMs }), initial: 'waiting',
    states: {
      waiting: { after: { date: 'over' }, on: { 'date.moved': { actions: { type: 'remember', params: { facts: ['at'] } } } } },
      over: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'The date has come.' } }, type: 'final' },
    },
  });
}
