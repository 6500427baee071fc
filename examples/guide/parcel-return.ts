import { z } from 'zod';
import { activity, days, defineJourney, facts, noData, seconds } from 'throughline';

const { setup } = defineJourney({
  id: 'parcel-return', version: 1,
  events: {
    'return.asked': z.object({ parcel: z.string(), reason: z.string() }),
    'return.withdrawn': z.object({ parcel: z.string() }),
    'parcel.arrived': z.object({ parcel: z.string() }),
    'reminder.due': noData,
    'message.failed': z.object({ messageId: z.string(), channel: z.string(), reason: z.string() }),
  },
  facts: { parcel: facts.internal(z.string()), reason: facts.personal(z.string()), label: facts.internal(z.string().nullable()) },
  channels: { sms: ['text'], email: ['text'] },
  activities: {
    makeLabel: activity({ input: z.object({ parcel: z.string() }), output: z.object({ label: z.string() }), timeoutMs: seconds(10), attempts: 5 }),
  },
  // one run for each parcel, side by side
  entry: { on: ['return.asked'], key: 'parcel', reentry: { mode: 'per-key' } },
  exit: [{ on: 'return.withdrawn', when: 'immediate', reason: 'withdrawn' }],
  goals: [{ name: 'came back', on: ['parcel.arrived'], withinMs: days(14) }],
  unhandled: { 'parcel.arrived': { defer: { withinMs: days(1) } } },
  pause: { events: 'handle', waits: 'run' },
  ttlMs: days(60),
});

/** A customer sends a parcel back: a label, a reminder, a person where the label or the message fails. */
export const parcelReturn = setup({}).createMachine({
  context: ({ input }) => ({ parcel: input.event.data.parcel, reason: input.event.data.reason, label: null }),
  initial: 'labelling',
  states: {
    labelling: {
      description: 'We make the label',
      invoke: {
        src: 'makeLabel',
        input: ({ context }) => ({ parcel: context.parcel }),
        onDone: { target: 'travelling', actions: { type: 'remember', params: { facts: ['label'] } } },
        onError: 'with a person',
      },
    },
    travelling: {
      description: 'The customer has the label; the parcel is on its way',
      tags: 'waiting for customer',
      entry: [
        { type: 'send', params: { channel: 'best', among: ['email', 'sms'], purpose: 'transactional', template: 'label' } },
        { type: 'schedule', params: { name: 'reminder', inMs: days(7), event: 'reminder.due' } },
      ],
      on: {
        'reminder.due': { actions: { type: 'send', params: { channel: 'best', purpose: 'service', template: 'reminder' } } },
        'parcel.arrived': 'arrived',
        'message.failed': 'with a person',
      },
    },
    'with a person': {
      description: 'A person looks after the return',
      tags: 'waiting for us',
      meta: { unhandled: { 'reminder.due': 'ignore' } },
      entry: [
        { type: 'handoff', params: { queue: 'returns', reason: 'no label', skills: ['returns'], priority: 1 } },
        { type: 'crm.openCase', params: ({ context }) => ({ subject: `Return of ${context.parcel}`, priority: 'high' as const }) },
      ],
      on: { 'parcel.arrived': 'arrived' },
    },
    arrived: {
      type: 'final',
      entry: [
        { type: 'crm.logInteraction', params: { summary: 'The parcel came back' } },
        { type: 'crm.closeCase', params: { resolution: 'assumed' } },
        { type: 'record', params: { metric: 'returns.arrived' } },
        { type: 'startJourney', params: ({ context }) => ({ journey: 'return-survey', inMs: days(3), data: { parcel: context.parcel } }) },
      ],
    },
  },
});
