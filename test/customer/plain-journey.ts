import { z } from 'zod';
import { defineJourney, hours, type AnyJourney } from 'throughline';
import type { InstanceState } from '../../src/customer/instance/instance-state.js';
import { startNamed } from '../../src/customer/run-agenda.js';
import { plainTurn } from './plain-turn.js';

const named = z.object({ name: z.string() });
const { setup } = defineJourney({
  id: 'pledge', version: 1, ttlMs: hours(100),
  events: { 'pledge.made': named, 'pledge.kept': named, 'pledge.cursed': named, 'pledge.doubted': named, 'pledge.recalled': named, 'message.replied': z.object({ messageId: z.string(), text: z.string() }) },
  facts: {}, channels: {},
  entry: { on: ['pledge.made'], reentry: { mode: 'after-exit' } },
  unhandled: { 'pledge.doubted': 'fail', 'pledge.recalled': { defer: { withinMs: hours(2) } } },
});

/** A journey that waits for a pledge to be kept, parks doubts and curses, is late after an hour, and is over where it is recalled then. */
export const pledge: AnyJourney = setup({ delays: { patience: hours(1) }, guards: { cursed: () => { throw new RangeError('cursed'); } } }).createMachine({
  context: {}, initial: 'waiting',
  on: { 'pledge.cursed': { guard: 'cursed', target: '.late' }, 'pledge.kept': '.kept', 'message.replied': { actions: [] } },
  states: {
    waiting: { description: 'waits for the pledge', after: { patience: 'late' } },
    late: { on: { 'pledge.recalled': 'kept' } },
    kept: { type: 'final' },
  },
});

/** A run of it that has just begun, with the timers it began with. */
export function begunPledge(): InstanceState {
  const turn = plainTurn({}, { journeys: [pledge] });
  startNamed(turn, { journey: 'pledge', data: { name: 'call' } });
  const [begun] = turn.state.instances;
  if (begun === undefined) throw new Error('it did not begin');
  return begun;
}
