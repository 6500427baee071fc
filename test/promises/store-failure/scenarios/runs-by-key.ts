import { expect } from 'vitest';
import { order } from '../../../orchestrator/merge/people.js';
import { says, type Scenario } from '../scenario.js';

const about = (id: string, type: string, number: string, note?: string) => says({ id, type, data: { number, ...(note !== undefined && { note }) } });

/** Several orders of one customer are open at once; each event reaches the one it names. */
export const runsByKey: Scenario = {
  title: 'several runs at once, each by its key',
  host: () => ({ journeys: [order()] }),
  who: ['user:ann'],
  steps: [
    about('1', 'order.placed', 'A', 'blue'), about('2', 'order.placed', 'B', 'red'), about('3', 'order.noted', 'A', 'green'),
    about('4', 'order.closed', 'A'), about('5', 'order.noted', 'A', 'late'), about('6', 'order.placed', 'A', 'new'), about('7', 'order.noted', 'B', 'grey'),
  ],
  isAbout: (told) => {
    expect(told.fates).toMatchObject({ 'shop 5': { status: 'ignored' } });
    expect(told.end).toMatchObject({ customers: { 'user:ann': { ended: [{ reason: 'done' }], facts: [
      [expect.anything(), expect.arrayContaining([['note', 'grey', expect.anything()]])], [expect.anything(), expect.arrayContaining([['note', 'new', expect.anything()]])],
    ] } } });
  },
};
