import { expect } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, minutes, noData } from 'throughline';
import type { Bench } from '../../../orchestrator/door/bench.js';
import { asks, says, waits, type Scenario } from '../scenario.js';

const { setup } = defineJourney({
  id: 'survey', version: 1, ttlMs: days(10),
  events: { 'survey.due': noData, 'survey.again': noData, 'message.received': z.object({ text: z.string() }) },
  facts: { text: facts.personal(z.string()) }, channels: { chat: ['text', 'inbound'] },
  entry: { on: ['survey.due'], reentry: { mode: 'after-exit' } },
});
const ask = { type: 'send', params: { channel: 'chat', purpose: 'survey', text: 'How was it?' } } as const;
const survey = setup({}).createMachine({
  id: 'survey', context: { text: '' }, initial: 'asked',
  states: {
    asked: { entry: ask, on: { 'message.received': { actions: { type: 'remember', params: { facts: ['text'] } } }, 'survey.again': { actions: ask } }, after: { [days(9)]: 'over' } },
    over: { type: 'final' },
  },
});
const writes = (id: string, from: string, text: string) => asks(({ chat }: Bench) => chat.hear({ kind: 'message', id, from, text }));

/** Customers answer over the channel; one says stop, and is asked no more. */
export const heardAndStopped: Scenario = {
  title: 'customers who answer, and one who says stop',
  host: () => ({ journeys: [survey] }),
  who: ['user:ann', 'user:bob'],
  steps: [
    says({ id: '1', type: 'survey.due', who: ['user:ann'] }, { id: '2', type: 'survey.due', who: ['user:bob'] }),
    waits(minutes(1)),
    writes('m1', 'ann', 'very well'), writes('m2', 'bob', 'STOP'), writes('m1', 'ann', 'very well'),
    says({ id: '3', type: 'survey.again', who: ['user:ann'] }, { id: '4', type: 'survey.again', who: ['user:bob'] }),
    waits(minutes(5)),
  ],
  isAbout: (told, outside) => {
    expect(outside.chat.sent.map(({ to }) => to).toSorted()).toEqual(['ann', 'ann', 'bob']);
    expect(told.events.map((event) => event.split(' ').slice(0, 2).join(' '))).toEqual(['channel:chat m1', 'channel:chat m2', 'shop 1', 'shop 2', 'shop 3', 'shop 4']);
  },
};
