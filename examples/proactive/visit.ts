import { z } from 'zod';
import { days, defineJourney, facts, hours } from 'throughline';

// #region declaration
const { setup } = defineJourney({
  id: 'visit', version: 1, ttlMs: days(400),
  events: {
    'visit.booked': z.object({ visit: z.string(), at: z.iso.datetime({ offset: true }).nullable() }),
    'visit.moved': z.object({ visit: z.string(), at: z.iso.datetime({ offset: true }).nullable() }),
    'visit.cancelled': z.object({ visit: z.string() }),
  },
  facts: { at: facts.internal(z.string().nullable()) },
  channels: { sms: ['text'] },
  entry: { on: ['visit.booked'], key: 'visit', reentry: { mode: 'per-key' } },
  exit: [{ on: 'visit.cancelled', when: 'immediate', reason: 'cancelled' }],
});
// #endregion declaration

/** Reminds of a visit at three times before it, by the customer's own clock, and asks afterwards, in the shop's hours. */
export const visit = setup({
  // #region waits
  delays: {
    'a week before': { until: { date: 'at', minus: days(7), at: '10:00', zone: 'customer', otherwise: 'Europe/Vienna' }, ifPast: 'never' },
    'the day before': { until: { date: 'at', minus: days(1), at: '17:00', zone: 'customer', otherwise: 'Europe/Vienna' }, ifPast: 'never' },
    'two hours before': { until: { date: 'at', minus: hours(2), zone: 'UTC' }, ifPast: 'never' },
    'the visit': { until: { date: 'at', zone: 'UTC' }, ifPast: 'at-once' },
    'a working day later': { business: hours(8), calendar: 'shop' },
    'the next morning': { until: { at: '09:30', days: ['mon', 'tue', 'wed', 'thu', 'fri'], zone: 'customer', otherwise: 'Europe/Vienna' } },
  },
  // #endregion waits
}).createMachine({
  context: ({ input }) => ({ at: input.event.data.at }), initial: 'booked',
  on: { 'visit.moved': { actions: { type: 'remember', params: { facts: ['at'] } } } },
  states: {
    // #region reminders
    booked: {
      description: 'The visit is ahead',
      after: {
        'a week before': { actions: { type: 'send', params: { channel: 'sms', purpose: 'service', template: 'soon' } } },
        'the day before': { actions: { type: 'send', params: { channel: 'sms', purpose: 'service', template: 'tomorrow' } } },
        'two hours before': { actions: { type: 'send', params: { channel: 'sms', purpose: 'service', template: 'now' } } },
        'the visit': 'there',
      },
    },
    // #endregion reminders
    there: { description: 'The visit has begun', after: { 'a working day later': 'asking' } },
    asking: { description: 'We ask how it was', after: { 'the next morning': 'asked' } },
    asked: { entry: { type: 'send', params: { channel: 'sms', purpose: 'survey', text: 'How was it?' } }, type: 'final' },
  },
});
