import { z } from 'zod';
import { days, defineJourney, facts, minutes, noData } from 'throughline';
import { handoffEvents, handoffStates } from 'throughline/handoff';

// #region declaration
const { setup } = defineJourney({
  id: 'bill-dispute', version: 1, ttlMs: days(60),
  events: {
    'bill.disputed': z.object({ bill: z.string() }),
    'bill.explained': noData,
    'person.asked': noData,
    ...handoffEvents,
  },
  facts: { bill: facts.internal(z.string()) },
  channels: { chat: ['text'] },
  entry: { on: ['bill.disputed'], reentry: { mode: 'after-exit' } },
});
// #endregion declaration

/** A bot explains a bill, and a person takes over where that is not enough. */
export const billDispute = setup({}).createMachine({
  // #region machine
  context: ({ input }) => ({ bill: input.event.data.bill }),
  initial: 'explaining',
  states: {
    explaining: {
      description: 'The bot explains the bill',
      tags: 'waiting for customer',
      entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Let me explain your bill.' } },
      on: { 'bill.explained': 'solved', 'person.asked': 'waiting for a person' },
      after: { [minutes(10)]: 'left' },
    },
    ...handoffStates({
      queue: 'bills', reason: 'asked-for', skills: ['bills'], priority: 2, fallback: 'callback',
      promise: 'We call you back about your bill', ended: 'solved', left: 'left', handedBack: 'explaining',
    }),
    solved: { type: 'final', entry: { type: 'outcome', params: { outcome: 'resolved' } } },
    left: { type: 'final', entry: { type: 'outcome', params: { outcome: 'abandoned' } } },
  },
  // #endregion machine
});
