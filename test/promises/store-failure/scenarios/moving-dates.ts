import { expect } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, minutes } from 'throughline';
import { says, waits, type Scenario } from '../scenario.js';

const dated = z.object({ at: z.string().nullable() });
const { setup } = defineJourney({
  id: 'visit', version: 1, ttlMs: days(60),
  events: { 'visit.booked': dated, 'visit.moved': dated },
  facts: { at: facts.internal(z.string().nullable()) },
  channels: { chat: ['text'] },
  entry: { on: ['visit.booked'], reentry: { mode: 'never' } },
});
const say = (text: string) => ({ actions: { type: 'send', params: { channel: 'chat', purpose: 'service', text } } }) as const;
const visit = setup({
  delays: {
    'ten minutes before': { until: { date: 'at', minus: minutes(10), zone: 'UTC' }, ifPast: 'never' },
    'quarter past': { until: { at: '08:15', zone: 'customer', otherwise: 'UTC' } },
    'the visit': { until: { date: 'at', zone: 'UTC' }, ifPast: 'at-once' },
  },
}).createMachine({
  id: 'visit', context: ({ input }) => ({ at: input.event.data.at }), initial: 'booked',
  on: { 'visit.moved': { actions: { type: 'remember', params: { facts: ['at'] } } } },
  states: {
    booked: { after: { 'ten minutes before': say('soon'), 'quarter past': say('quarter past'), 'the visit': 'over' } },
    over: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'welcome' } }, type: 'final' },
  },
});

/** so long after 08:00 UTC, when each telling begins */
const after = (ms: number): { readonly at: string } => ({ at: new Date(1_800_000_000_000 + ms).toISOString() });
const of = (who: string) => ({ who: [`user:${who}`] });

/** Visits that are booked without a date, or move to and fro, and a customer who is found to live where it is another time. */
export const movingDates: Scenario = {
  title: 'visits whose dates move, become known, and are forgotten',
  host: () => ({ journeys: [visit] }),
  who: ['user:ann', 'user:bob', 'user:cid'],
  steps: [
    says({ id: '1', type: 'visit.booked', data: { at: null }, ...of('ann') }, { id: '2', type: 'visit.booked', data: after(minutes(25)), ...of('bob') }, { id: '3', type: 'visit.booked', data: after(minutes(25)), ...of('cid') }),
    // in Kathmandu it is a quarter to two: it is quarter past eight there much later
    says({ id: '4', type: 'customer.updated', data: { timeZone: 'Asia/Kathmandu' }, ...of('cid') }),
    waits(minutes(10)),
    says({ id: '5', type: 'visit.moved', data: after(minutes(35)), ...of('ann') }, { id: '6', type: 'visit.moved', data: after(minutes(50)), ...of('bob') }, { id: '7', type: 'visit.moved', data: { at: null }, ...of('cid') }),
    waits(hours(1)),
  ],
  isAbout: (told, outside) => {
    expect(outside.chat.sent.map(({ to, text }) => `${to} ${text}`).toSorted()).toEqual(['ann quarter past', 'ann soon', 'ann welcome', 'bob quarter past', 'bob soon', 'bob welcome']);
    expect(told.end).toMatchObject({ running: [{ status: 'running' }] });
  },
};
