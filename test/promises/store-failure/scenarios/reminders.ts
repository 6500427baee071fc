import { expect } from 'vitest';
import { hours, minutes } from 'throughline';
import { reminder, texts } from '../../../orchestrator/door/journeys.js';
import { says, waits, type Scenario } from '../scenario.js';

/** Delays that end, delays that are cancelled in time, and one that is set by another's end. */
export const reminders: Scenario = {
  title: 'orders that are reminded of after two hours, unless they were paid',
  host: () => ({ journeys: [reminder], texts }),
  who: ['user:ann', 'user:bob'],
  steps: [
    says({ id: '1', type: 'order.placed', data: { order: 'A' } }, { id: '2', type: 'order.placed', data: { order: 'B' }, who: ['user:bob'] }),
    waits(minutes(15)),
    says({ id: '3', type: 'order.placed', data: { order: 'C' }, who: ['user:bob'] }),
    waits(hours(1)),
    says({ id: '4', type: 'order.paid', who: ['user:ann'] }),
    waits(hours(2)),
  ],
  isAbout: (told, outside) => {
    expect(outside.chat.sent.map(({ text }) => text).toSorted()).toEqual(['Order A is confirmed.', 'Order B is confirmed.', 'Order B is waiting.', 'Order C is confirmed.', 'Order C is waiting.']);
    expect(told.end).toMatchObject({ running: [] });
  },
};
