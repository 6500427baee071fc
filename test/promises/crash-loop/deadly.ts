import { z } from 'zod';
import { activity, days, defineJourney, facts, hours, minutes, noData, seconds, type AnyJourney } from 'throughline';

/** What an event does to the process that works on it. */
export type Death = 'an activity aborts' | 'an activity takes all memory' | 'a channel aborts' | 'the end of a delay aborts' | 'nothing';

/** A journey whose work takes its process down for customers who say so. */
export function deadly(die: (death: Death) => void): AnyJourney {
  const { setup } = defineJourney({
    id: 'deadly', version: 1, ttlMs: days(30),
    events: { 'work.came': z.object({ death: z.string() }), 'work.mended': noData },
    facts: { death: facts.internal(z.string()) },
    channels: { chat: ['text'] },
    activities: { work: activity({ input: z.object({ death: z.string() }), output: z.object({}), timeoutMs: seconds(20), attempts: 3 }) },
    entry: { on: ['work.came'], reentry: { mode: 'never' } },
  });
  return setup({
    guards: { diesAtItsEnd: ({ context }) => { if (context.death === 'the end of a delay aborts') die(context.death); return true; } },
    delays: { blink: 20 },
  }).createMachine({
    id: 'deadly', context: ({ input }) => ({ death: input.event.data.death }), initial: 'working',
    states: {
      working: { invoke: { src: 'work', input: ({ context }) => ({ death: context.death }), onDone: 'resting', onError: 'failed' } },
      resting: { after: { blink: { guard: 'diesAtItsEnd', target: 'told' }, [hours(5)]: 'over' } },
      told: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'It is done.' } }, after: { [days(9)]: 'over' } },
      failed: { after: { [minutes(999)]: 'over' } },
      over: { type: 'final' },
    },
  });
}
