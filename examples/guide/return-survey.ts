import { z } from 'zod';
import { days, defineJourney, facts } from 'throughline';

const { setup } = defineJourney({
  id: 'return-survey', version: 1,
  events: { 'survey.due': z.object({ parcel: z.string() }), 'message.replied': z.object({ messageId: z.string(), text: z.string() }) },
  facts: { parcel: facts.internal(z.string()), text: facts.personal(z.string().nullable()) },
  channels: { sms: ['text', 'inbound'] },
  entry: { on: ['survey.due'], reentry: { mode: 'after-cool-down', coolDownMs: days(90) } },
  ttlMs: days(14),
});

/** How was it? Asked at most once in 90 days; an answer by SMS reaches the run that asked. */
export const returnSurvey = setup({}).createMachine({
  context: ({ input }) => ({ parcel: input.event.data.parcel, text: null }),
  initial: 'asked',
  states: {
    asked: {
      entry: { type: 'send', params: { channel: 'sms', purpose: 'survey', template: 'survey' } },
      on: { 'message.replied': { target: 'answered', actions: { type: 'remember', params: { facts: ['text'] } } } },
      after: { [days(7)]: 'silent' },
    },
    answered: { type: 'final' },
    silent: { type: 'final' },
  },
});
