import { z } from 'zod';
import { days, defineJourney } from 'throughline';

const { setup } = defineJourney({
  id: 'goodbye', version: 1, ttlMs: days(1),
  events: { 'message.stopped': z.object({ channel: z.string() }) },
  facts: {},
  channels: { sms: ['text'] },
  entry: { on: ['message.stopped'], reentry: { mode: 'after-exit' } },
});

/** Confirms once that somebody who asked for no more messages gets none; what has to be sent may be sent all the same. */
export const goodbye = setup({}).createMachine({
  context: {},
  initial: 'said',
  states: { said: { type: 'final', entry: { type: 'send', params: { channel: 'sms', purpose: 'transactional', text: 'You will get no more messages from us here.' } } } },
});
