import { z } from 'zod';
import { days, defineJourney, facts, hours, type AnyJourney, type OrchestratorOptions } from 'throughline';
import { createKeywordIntent } from 'throughline/adapters/intent';
import { defineIntents } from 'throughline/steering';
import { createHost, type TestHost } from '../host.js';

const { setup } = defineJourney({
  id: 'welcome', version: 1,
  events: { 'message.received': z.object({ text: z.string() }), 'order.asked': z.object({ order: z.string() }) },
  facts: { why: facts.internal(z.string()), verdict: facts.internal(z.string()), sees: facts.internal(z.string()) },
  channels: { chat: ['text', 'inbound'] },
  entry: { on: ['message.received'], reentry: { mode: 'after-exit' } },
  ttlMs: days(30),
});

/** Steers by what the customer wants, and asks once where that is not clear. */
export const welcome = setup({}).createMachine({
  context: ({ input: { event } }) => ({ why: event.intent?.name ?? 'open', verdict: event.intent?.verdict ?? 'not read', sees: Object.keys(event.intent ?? {}).toSorted().join(' ') }),
  initial: 'deciding',
  states: {
    deciding: {
      always: [
        { guard: ({ context }) => context.why === 'no-internet', target: 'outage' },
        { guard: ({ context }) => context.why === 'invoice', target: 'invoice' },
        { guard: ({ context }) => context.verdict === 'ask', target: 'asking' },
        { target: 'person' },
      ],
    },
    asking: {
      entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Is it about your invoice or about the internet?' } },
      on: { 'message.received': [{ guard: ({ event }) => event.intent?.name === 'invoice', target: 'invoice' }, { guard: ({ event }) => event.intent?.name === 'no-internet', target: 'outage' }, { target: 'person' }] },
      after: { [days(1)]: 'person' },
    },
    outage: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'We are mending it' } }, after: { [days(1)]: 'over' } },
    invoice: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Here is your invoice' } }, on: { 'order.asked': 'over' }, after: { [days(1)]: 'over' } },
    person: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'A person will help you' } }, after: { [days(1)]: 'over' } },
    over: { type: 'final' },
  },
});

export const table = defineIntents({
  intents: { 'no-internet': { share: 0.1 }, invoice: { share: 0.2 } },
  rules: [{ intent: 'no-internet', after: 'outage.began', untilMs: hours(6), lift: 40 }, { intent: 'invoice', after: 'invoice.sent', fromMs: hours(12), untilMs: days(3), lift: 12 }],
});
export const keywords = createKeywordIntent({ intents: { 'no-internet': { any: ['internet', 'router', 'no connection'] }, invoice: { any: ['invoice', 'bill', 'amount', '請求書'] } } });

type Wiring = NonNullable<OrchestratorOptions<readonly AnyJourney[]>['intent']>;

/** A host that reads intents; ann writes into the chat. */
export function intentHost(intent: Partial<Wiring> = {}, more: Partial<OrchestratorOptions<readonly AnyJourney[]>> = {}): TestHost & { readonly write: (text: string, who?: string) => Promise<void> } {
  const host = createHost([welcome], undefined, { intent: { table, classifier: keywords, ...intent }, ...more });
  let written = 0;
  return Object.assign(host, {
    write: async (text: string, who = 'ann') => {
      // the channel hears once the host has started
      await host.orchestrator.start();
      await host.chat.hear({ kind: 'message', id: `m${++written}`, from: who, text });
      await host.settle();
    },
  });
}
