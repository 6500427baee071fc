import { z } from 'zod';
import { days, defineJourney, facts, hours, noData } from 'throughline';

const { setup } = defineJourney({
  id: 'mixed', version: 1, ttlMs: days(30),
  events: { 'mixed.begun': noData, 'mixed.opened': noData, 'mixed.early': noData, 'mixed.lost': noData, 'mixed.told': z.object({ breaks: z.boolean() }), 'mixed.over': noData },
  facts: { told: facts.internal(z.number()) },
  channels: { chat: ['text'] },
  entry: { on: ['mixed.begun'], reentry: { mode: 'after-exit' } },
  unhandled: { 'mixed.early': { defer: { withinMs: hours(2) } }, 'mixed.lost': 'fail' },
});

const say = { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'We heard you.' } } as const;

/** A journey in which every event may meet every fate: it moves, waits, is ignored, is kept for a person, or breaks. */
export const mixed = setup({
  guards: { breaks: ({ event }) => { if ('breaks' in event.data && event.data.breaks) throw new Error('as the author has it'); return true; } },
}).createMachine({
  id: 'mixed', context: { told: 0 }, initial: 'begun',
  states: {
    begun: { on: { 'mixed.opened': 'open', 'mixed.over': 'over' }, after: { [days(9)]: 'over' } },
    open: { on: { 'mixed.early': { actions: say }, 'mixed.told': { guard: 'breaks', actions: say }, 'mixed.over': 'over' }, after: { [days(9)]: 'over' } },
    over: { type: 'final' },
  },
});
