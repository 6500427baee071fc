import { days, defineJourney, noData } from 'throughline';
import { createContactRules, type ContactRules } from 'throughline/policy';
import { defineChannelChoice, type ChannelChoice } from 'throughline/steering';

const { setup } = defineJourney({
  id: 'offers', version: 1, ttlMs: days(365), events: { 'offers.began': noData, 'offer.due': noData, 'offers.ended': noData }, facts: {},
  channels: { sms: ['text'], email: ['text'] }, entry: { on: ['offers.began'], reentry: { mode: 'after-exit' } },
});

/** Offers something on the best channel as often as it is told to. */
export const offers = setup({}).createMachine({
  context: {}, initial: 'offering',
  states: { offering: { on: { 'offer.due': { actions: { type: 'send', params: { channel: 'best', purpose: 'marketing', template: 'offer' } } }, 'offers.ended': 'over' } }, over: { type: 'final' } },
});

/** Every question there is: three caps over windows of every kind, nights, consent, expiry. No message is held back, so that each event ends in the same work. */
export const fullRules = (): ContactRules => createContactRules({
  caps: [
    { name: 'a day', most: 100, window: { kind: 'rolling', ms: days(1) } },
    { name: 'a week', most: 1_000, window: { kind: 'calendar', unit: 'week', zone: 'customer' } },
    { name: 'sms a month', most: 1_000, channels: ['sms'], window: { kind: 'calendar', unit: 'month', zone: 'Europe/Berlin' } },
  ],
  // the second between two quiet ones: the clock on the wall is asked, and answers that it may go
  quietHours: { hours: [{ hours: ['23:59-24:00'] }] },
});

/** Channels of every kind of figure, followed for ten intents: a calendar, costs, times, wishes, trust. */
export const fullChoice = (): ChannelChoice => defineChannelChoice({
  channels: {
    sms: { cost: 1, responseMs: 60_000, demands: ['see'], calendar: { timeZone: 'Europe/Berlin', open: [{ hours: ['00:00-24:00'] }] } },
    email: { cost: 2, responseMs: 3_600_000, demands: ['see'] },
  },
  intents: Array.from({ length: 10 }, (_, n) => `intent-${n}`),
  wishesOf: () => ({ preferred: ['sms'], cannot: ['hear'] }),
});
