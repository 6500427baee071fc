import { z } from 'zod';
import { defineJourney, hours, type AnyJourney } from 'throughline';

const { setup } = defineJourney({
  id: 'pledge', version: 1, ttlMs: hours(100),
  events: { 'pledge.made': z.object({ name: z.string() }), 'pledge.kept': z.object({ name: z.string() }), 'pledge.doubted': z.object({ name: z.string() }), 'message.replied': z.object({ messageId: z.string(), text: z.string() }) },
  facts: {}, channels: {},
  entry: { on: ['pledge.made'], reentry: { mode: 'after-exit' } },
  unhandled: { 'pledge.doubted': 'fail' },
});

/** A journey that waits for a pledge to be kept, parks doubts, and is over after an hour. */
export const pledge: AnyJourney = setup({ delays: { patience: hours(1) } }).createMachine({
  context: {}, initial: 'waiting',
  states: {
    waiting: { description: 'waits for the pledge', on: { 'pledge.kept': 'kept' }, after: { patience: 'over' } },
    over: { on: { 'pledge.doubted': 'kept' }, after: { 7_200_000: 'kept' } },
    kept: { type: 'final' },
  },
});
