import { z } from 'zod';
import { days, defineJourney, facts, hours } from 'throughline';

const { setup } = defineJourney({
  id: 'outage-notice',
  version: 1,
  events: {
    'outage.declared': z.object({ outageId: z.string(), area: z.string() }),
    'outage.ended':    z.object({ outageId: z.string() }),
    'message.opened':  z.object({ messageId: z.string() }),
    'message.replied': z.object({ messageId: z.string(), text: z.string() }),
    'message.failed':  z.object({ messageId: z.string(), reason: z.string() }),
  },
  facts: { area: facts.public(z.string()), outageId: facts.internal(z.string()) },
  channels: { push: ['text', 'receipts'], sms: ['text', 'receipts'], email: ['text', 'media', 'receipts'] },
  entry: { on: ['outage.declared'], key: 'outageId', reentry: { mode: 'per-key' } },
  exit: [{ on: 'outage.ended', when: 'immediate', reason: 'outage-over' }],
  goals: [{ name: 'seen', on: ['message.opened'], withinMs: hours(4) }],
  ttlMs: days(3),
});

export const outageNotice = setup({ delays: { 'time to react': hours(2) } }).createMachine({
  id: 'outage-notice',
  context: ({ input }) => ({ area: input.event.data.area, outageId: input.event.data.outageId }),
  initial: 'told',
  states: {
    told: {
      description: 'The customer was told on the channel that works best for them',
      tags: 'waiting for customer',
      entry: { type: 'send', params: { channel: 'best', among: ['push', 'email'], purpose: 'service', template: 'outage' } },
      on: { 'message.*': 'seen', 'message.failed': 'told again' },
      after: { 'time to react': 'told again' },
    },
    'told again': {
      description: 'No reaction: told by SMS',
      entry: { type: 'send', params: { channel: 'sms', purpose: 'service', template: 'outage-short' } },
      on: { 'message.opened': 'seen', 'message.replied': 'seen' },
      after: { 'time to react': 'not reached' },
    },
    seen: { type: 'final' },
    'not reached': { type: 'final', entry: { type: 'record', params: { metric: 'outage.not-reached' } } },
  },
});
