import { assign } from 'xstate';
import { z } from 'zod';
import { days, defineJourney, facts, hours, minutes, noData } from 'throughline';

/** what becomes of a message, and the name it was sent under */
const news = { messageId: z.string(), channel: z.string(), as: z.string().optional() };
const { setup } = defineJourney({
  id: 'basket', version: 1, ttlMs: days(30),
  events: {
    'basket.changed': z.object({ items: z.number() }), 'basket.ordered': noData, 'page.viewed': noData, 'call.wanted': noData,
    'message.opened': z.object(news), 'message.failed': z.object({ ...news, reason: z.string() }), 'message.replied': z.object({ ...news, channel: z.string().optional(), text: z.string() }),
  },
  facts: { items: facts.internal(z.number()), changes: facts.internal(z.number()), best: facts.internal(z.enum(['nothing', 'looked', 'called'])) },
  channels: { push: ['text', 'receipts', 'inbound'], sms: ['text', 'receipts', 'inbound'] },
  entry: { on: ['basket.changed'], reentry: { mode: 'after-exit' } },
  exit: [{ on: 'basket.ordered', when: 'immediate', reason: 'ordered' }],
});

/** A basket that is left alone: how waiting, reacting and racing are written with plain states. */
export const basket = setup({
  delays: { quiet: hours(1), patience: days(1), 'time to react': hours(4), window: minutes(30) },
  guards: { 'has had enough': ({ context }) => context.changes >= 100 },
  actions: {
    again: assign(({ context, event }) => (event.type === 'basket.changed' ? { items: event.data.items, changes: context.changes + 1 } : {})),
    looked: assign(({ context }) => (context.best === 'called' ? {} : { best: 'looked' as const })),
    called: assign({ best: 'called' as const }),
  },
}).createMachine({
  context: ({ input }) => ({ items: input.event.data.items, changes: 0, best: 'nothing' }), initial: 'holding',
  states: {
    // #region hold
    /** waits for an hour without a change: each change begins the hour anew, a hundred times at most */
    holding: {
      description: 'The customer is still choosing',
      on: { 'basket.changed': [{ guard: 'has had enough', target: 'reminding' }, { target: 'holding', reenter: true, actions: 'again' }] },
      after: { quiet: 'reminding' },
    },
    // #endregion hold
    // #region reaction
    /** what becomes of this very message: receipts and replies reach the run that sent it, and the state that waits for them */
    reminding: {
      description: 'The customer was reminded',
      entry: { type: 'send', params: { channel: 'push', purpose: 'service', text: 'Your basket is waiting.', as: 'the push' } },
      on: { 'message.opened': 'deciding', 'message.replied': 'deciding', 'message.failed': 'reminding by SMS' },
      after: { 'time to react': 'reminding by SMS' },
    },
    'reminding by SMS': {
      description: 'The customer was reminded by SMS',
      entry: { type: 'send', params: { channel: 'sms', purpose: 'service', text: 'Your basket is waiting.', as: 'the SMS' } },
      on: { 'message.replied': 'deciding', 'message.failed': { guard: ({ event }) => event.data.as === 'the SMS', target: 'over' } },
      after: { 'time to react': 'over' },
    },
    // #endregion reaction
    // #region race
    /** for half an hour the best of what the customer does counts, not the first: a wish to be called beats a look at the page */
    deciding: {
      description: 'The customer has reacted',
      on: { 'page.viewed': { actions: 'looked' }, 'call.wanted': { actions: 'called' } },
      after: { window: [{ guard: ({ context }) => context.best === 'called', target: 'calling' }, { guard: ({ context }) => context.best === 'looked', target: 'helping' }, { target: 'over' }] },
    },
    // #endregion race
    calling: { entry: { type: 'promise', params: { name: 'call', words: 'We call you back' } }, after: { patience: 'over' } },
    helping: { entry: { type: 'send', params: { channel: 'sms', purpose: 'service', text: 'Any questions? Just answer.' } }, after: { patience: 'over' } },
    over: { type: 'final' },
  },
});
