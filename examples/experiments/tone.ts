import { z } from 'zod';
import { days, defineJourney, facts, hours, noData } from 'throughline';
import { defineExperiment } from 'throughline/experiment';

// #region experiments
/** Five in a hundred customers hear nothing of what we try, so that all of it together can be judged. */
export const leftAlone = defineExperiment({ id: 'left-alone', arms: {}, holdout: 0.05 });
export const tone = defineExperiment({ id: 'tone', arms: { plain: 1, warm: 1 }, under: leftAlone });
// #endregion experiments

// #region declaration
const { setup } = defineJourney({
  id: 'reminder', version: 1, ttlMs: days(14),
  events: { 'basket.left': noData, 'order.placed': noData },
  // a fact of the experiment's id: by it the journey takes part
  facts: { tone: facts.internal(z.enum(['plain', 'warm', 'holdout'])) },
  channels: { sms: ['text'] },
  entry: { on: ['basket.left'], reentry: { mode: 'after-exit' } },
  goals: [{ name: 'ordered', on: ['order.placed'], withinMs: days(7) }],
});
// #endregion declaration

/** Reminds of a basket in one of two tones; who is held out hears nothing. */
export const reminder = setup({ delays: { patience: hours(20) } }).createMachine({
  // #region machine
  context: ({ input }) => ({ tone: z.enum(['plain', 'warm', 'holdout']).parse(input.facts['tone']) }),
  initial: 'left',
  states: {
    left: { after: { patience: [{ guard: ({ context }) => context.tone === 'warm', target: 'warm' }, { target: 'plain' }] } },
    warm: { entry: { type: 'send', params: { channel: 'sms', purpose: 'marketing', text: 'We kept your basket for you. Shall we send it?' } }, on: { 'order.placed': 'over' }, after: { [days(7)]: 'over' } },
    plain: { entry: { type: 'send', params: { channel: 'sms', purpose: 'marketing', text: 'Your basket is waiting.' } }, on: { 'order.placed': 'over' }, after: { [days(7)]: 'over' } },
    over: { type: 'final' },
  },
  // #endregion machine
});
