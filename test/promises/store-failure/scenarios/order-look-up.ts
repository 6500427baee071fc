import { expect } from 'vitest';
import { minutes } from 'throughline';
import { orderHelp } from '../../../orchestrator/order-help.js';
import { says, waits, type Scenario } from '../scenario.js';

const chat = (id: string, who: string, type: string, data: object = {}) => ({ id, type, data, who: [`user:${who}`], via: { channel: 'webchat' } });

/** A bot asks for the order, looks it up and answers; where it knows nothing a person takes over, with a briefing. */
export const orderLookUp: Scenario = {
  title: 'a chat in which an order is looked up, or a person takes over',
  host: (outside) => ({
    // what came of a commit whose answer was lost is looked for at the next poll
    timing: { pollMs: minutes(2) },
    journeys: [orderHelp], channels: { webchat: outside.chat },
    activities: {
      findOrder: (input: { readonly orderNumber: string }, io: { readonly key: string }) => { outside.called(io.key, input); return { status: input.orderNumber.startsWith('A') ? 'unknown' : 'shipped' }; },
    },
    texts: { 'order-status': ({ orderNumber, status }: { readonly [fact: string]: unknown }) => `Order ${orderNumber} is ${status}.`, 'order-resolved': 'Thank you!' },
    handoff: ({ key, queue, reason }: { readonly key: string; readonly queue: string; readonly reason: string }) => { outside.called(key, { queue, reason }); },
  }),
  who: ['user:ann', 'user:bob'],
  steps: [
    says(chat('1', 'ann', 'chat.started', { question: 'Where is it?' }), chat('2', 'bob', 'chat.started', { question: 'And mine?' })),
    waits(minutes(1)),
    says(chat('3', 'ann', 'order.numbered', { orderNumber: 'B-1' })), says(chat('4', 'bob', 'order.numbered', { orderNumber: 'A-1' })),
    waits(minutes(5)),
    says(chat('5', 'bob', 'agent.joined', { agent: 'Kim' })), says(chat('6', 'bob', 'agent.left', { resolved: true })),
    waits(minutes(15)),
  ],
  isAbout: (told, outside) => {
    expect(outside.chat.sent.map(({ text }) => text).toSorted()).toEqual(['Order B-1 is shipped.', 'Thank you!', 'Thank you!', 'Which order is it about?', 'Which order is it about?']);
    expect(Object.values(told.effects).flat()).toContain(JSON.stringify({ queue: 'orders', reason: 'unresolved' }));
  },
};
