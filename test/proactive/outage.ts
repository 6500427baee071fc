import { z } from 'zod';
import { days, defineJourney, facts } from 'throughline';

const { setup } = defineJourney({
  id: 'outage', version: 1,
  events: { 'outage.declared': z.object({ outage: z.string(), area: z.string() }), 'gold.entered': z.object({ year: z.number() }), 'gold.left': z.object({ year: z.number() }) },
  facts: { words: facts.public(z.string()) },
  channels: { chat: ['text'] },
  // a run that is over does not keep a second one out: that each hears it once is not the journey's doing
  entry: { on: ['outage.declared', 'gold.entered', 'gold.left'], reentry: { mode: 'after-exit' } },
  ttlMs: days(3),
});

/** Says what befell a customer, and is over. */
export const outage = setup().createMachine({
  context: ({ input }) => ({ words: input.event.type }), initial: 'told',
  states: { told: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'words' } }, always: 'over' }, over: { type: 'final' } },
});
