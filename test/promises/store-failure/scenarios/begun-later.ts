import { expect } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, minutes, noData } from 'throughline';
import { says, waits, type Scenario } from '../scenario.js';

const over = { type: 'final' } as const;
const order = defineJourney({
  id: 'order', version: 1, ttlMs: days(10), events: { 'order.placed': z.object({ item: z.string() }) }, facts: { item: facts.internal(z.string()) }, channels: {},
  entry: { on: ['order.placed'], reentry: { mode: 'after-exit' } },
}).setup({}).createMachine({
  id: 'order', context: ({ input }) => ({ item: input.event.data.item }), initial: 'placed',
  states: {
    placed: { entry: [{ type: 'startJourney', params: { journey: 'thanks', data: { what: 'order' } } }, { type: 'startJourney', params: { journey: 'survey', inMs: hours(2) } }], after: { [days(1)]: 'over' } }, over,
  },
});
const thanks = defineJourney({
  id: 'thanks', version: 1, ttlMs: days(10), events: { 'thanks.due': z.object({ what: z.string() }) }, facts: { item: facts.internal(z.string()) }, channels: { chat: ['text'] },
  entry: { on: ['thanks.due'], reentry: { mode: 'after-exit' } },
}).setup({}).createMachine({
  id: 'thanks', context: ({ input }) => ({ item: String(input.facts['item']) }), initial: 'said',
  states: { said: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'thanks' } }, after: { [days(9)]: 'over' } }, over },
});
const survey = defineJourney({
  id: 'survey', version: 1, ttlMs: days(10), events: { 'survey.due': noData }, facts: {}, channels: { chat: ['text'] }, entry: { on: ['survey.due'], reentry: { mode: 'never' } },
}).setup({}).createMachine({
  id: 'survey', context: {}, initial: 'asked',
  states: { asked: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'All well?' } }, after: { [days(9)]: 'over' } }, over },
});

/** A journey begins another at once, and a third two hours later. */
export const begunLater: Scenario = {
  title: 'journeys that begin others, at once and later',
  host: () => ({ journeys: [order, thanks, survey], texts: { thanks: ({ item }: { readonly [fact: string]: unknown }) => `Thanks for the ${item}.` } }),
  who: ['user:ann', 'user:bob'],
  steps: [
    says(...['ann', 'bob'].map((who) => ({ id: who, type: 'order.placed', data: { item: 'lamp' }, who: [`user:${who}`] }))),
    waits(hours(2) + minutes(10)),
  ],
  isAbout: (_told, outside) => {
    expect(outside.chat.sent.map(({ text }) => text).toSorted()).toEqual(['All well?', 'All well?', 'Thanks for the lamp.', 'Thanks for the lamp.']);
  },
};
