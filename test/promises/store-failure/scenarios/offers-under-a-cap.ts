import { expect } from 'vitest';
import { days, defineJourney, hours, minutes, noData } from 'throughline';
import { createContactRules } from 'throughline/policy';
import { says, waits, type Scenario } from '../scenario.js';

const offering = (id: string) => {
  const { setup } = defineJourney({
    id, version: 1, ttlMs: days(60), events: { 'offers.began': noData, 'offer.due': noData, 'bill.due': noData, 'offers.ended': noData }, facts: {}, channels: { chat: ['text'] },
    entry: { on: ['offers.began'], reentry: { mode: 'never' } },
  });
  const send = (purpose: 'marketing' | 'transactional', text: string) => ({ actions: { type: 'send', params: { channel: 'chat', purpose, text } } }) as const;
  return setup({}).createMachine({
    context: {}, initial: 'offering',
    states: { offering: { on: { 'offer.due': send('marketing', `offer of ${id}`), 'bill.due': send('transactional', `bill of ${id}`), 'offers.ended': 'over' } }, over: { type: 'final' } },
  });
};

/** From 08:30 to 10:30, UTC; each telling begins at 08:00. */
const contact = createContactRules({
  caps: [{ name: 'three a day', most: 3, window: { kind: 'rolling', ms: days(1) } }],
  quietHours: { hours: [{ hours: ['08:30-10:30'] }], smoothMs: 0 }, needsConsent: [], timeZone: 'UTC',
});
const both = ['ann', 'bob'] as const;
const all = (id: string, type: string) => says(...both.map((name) => ({ id: `${id} ${name}`, type, who: [`user:${name}`] })));

/** Two journeys that share three places a day: what waits has its place, what is refused gives it back, and a stop is heard while a message waits. */
export const offersUnderACap: Scenario = {
  title: 'offers of two journeys under one cap, some of which wait until it is quiet no more',
  host: (outside) => {
    outside.answer = ({ to, text, key }) => (to === 'bob' && text === 'offer of news' ? { status: 'refused', code: 'no' } : { status: 'sent', providerId: `p-${key}` });
    return { journeys: [offering('cart'), offering('news')], contact };
  },
  who: ['user:ann', 'user:bob'],
  steps: [
    all('1', 'offers.began'), all('2', 'offer.due'), waits(minutes(1)),
    // bob has two places left, ann one
    waits(hours(1)), all('3', 'offer.due'), all('4', 'bill.due'), waits(minutes(5)),
    says({ id: '5', type: 'consent.withdrawn', data: { channel: 'chat', purpose: 'marketing' }, who: ['user:bob'] }),
    waits(hours(3)), all('6', 'offer.due'), waits(minutes(5)),
  ],
  isAbout: (told, outside) => {
    const sent = (to: string): readonly string[] => outside.chat.sent.filter((message) => message.to === to).map(({ text }) => text);
    expect(sent('ann')).toEqual(['offer of cart', 'offer of news', 'bill of cart', 'bill of news', 'offer of cart']);
    expect(sent('bob')).toEqual(['offer of cart', 'offer of news', 'bill of cart', 'bill of news']);
    expect(JSON.stringify(told.end)).toContain('"suppressed":"cap-reached"');
    expect(JSON.stringify(told.end)).toContain('"suppressed":"consent-withdrawn"');
  },
};
