import { expect } from 'vitest';
import { hours, JourneyError, minutes } from 'throughline';
import type { Bench } from '../../../orchestrator/door/bench.js';
import { order, purchase } from '../../../orchestrator/merge/people.js';
import { asks, says, waits, type Scenario } from '../scenario.js';

const via = { channel: 'chat' };
const [ann, visitor] = [['user:ann'], ['visitor:v1']];

/** Undoing what is undone already says so, and that is as good. */
async function unlinkAll({ orchestrator }: Bench): Promise<void> {
  const { merged } = (await orchestrator.briefing('user:ann')).who;
  for (const { customer } of merged) await orchestrator.unlink(customer, 'a mistake').catch((error: unknown) => { if (!JourneyError.is(error, 'UnknownCustomer')) throw error; });
}

/** Two customers are linked, contacts of both go on, delays end, and the link is undone. */
export const mergeAndUndo: Scenario = {
  title: 'two customers who become one, and two again',
  host: (outside) => ({
    journeys: [purchase(), order()], channels: { chat: { ...outside.chat, identityNamespace: 'visitor' } },
    activities: { look: (input: unknown, io: { readonly key: string }) => { outside.called(io.key, input); return { price: 5 }; } },
    texts: { still: ({ what }: { readonly [fact: string]: unknown }) => `Still ${what}?`, thanks: ({ what }: { readonly [fact: string]: unknown }) => `Thanks for ${what}.` },
  }),
  who: ['user:ann', 'visitor:v1'],
  steps: [
    says({ id: '1', type: 'order.placed', data: { number: '1', note: 'blue' }, who: ann, via }),
    says({ id: '2', type: 'purchase.wanted', data: { what: 'a chair' }, who: visitor, via }),
    asks(({ orchestrator }) => orchestrator.link('user:ann', 'visitor:v1', 'the shop says so')),
    says({ id: '3', type: 'purchase.checked', who: ann, via }),
    says({ id: '4', type: 'order.placed', data: { number: '2', note: 'red' }, who: visitor, via }),
    waits(hours(1) + minutes(30)),
    asks(unlinkAll),
    says({ id: '5', type: 'order.noted', data: { number: '2', note: 'grey' }, who: visitor, via }),
    says({ id: '6', type: 'purchase.made', who: visitor, via }),
  ],
  isAbout: (told, outside) => {
    expect(outside.chat.sent.map(({ text }) => text)).toEqual(['Still a chair?', 'Thanks for a chair.']);
    expect(told.end).toMatchObject({ customers: { 'user:ann': { merged: [] }, 'visitor:v1': { ended: [{ reason: 'done' }] } } });
  },
};
