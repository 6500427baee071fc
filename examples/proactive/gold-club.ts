import { days, defineJourney, noData } from 'throughline';

const { setup } = defineJourney({
  id: 'gold-club', version: 1, ttlMs: days(3_000),
  events: { 'gold.entered': noData, 'gold.left': noData },
  facts: {}, channels: { sms: ['text'] },
  entry: { on: ['gold.entered'], reentry: { mode: 'after-exit' } },
});

/** Greets who became a gold member, and says goodbye to who is none any more. */
export const goldClub = setup().createMachine({
  context: {}, initial: 'gold',
  states: {
    gold: { entry: { type: 'send', params: { channel: 'sms', purpose: 'service', text: 'Welcome to the gold club.' } }, on: { 'gold.left': 'gone' }, after: { [days(2_000)]: 'gone' } },
    gone: { entry: { type: 'send', params: { channel: 'sms', purpose: 'service', text: 'You have left the gold club.' } }, type: 'final' },
  },
});
