import { assign } from 'xstate';
import fc from 'fast-check';
import { z } from 'zod';
import { days, defineJourney, facts, noData } from 'throughline';
import type { Inbound } from 'throughline/ports';
import type { Bench } from '../orchestrator/door/bench.js';

const sent = z.object({ messageId: z.string(), channel: z.string() });
const { setup } = defineJourney({
  id: 'listening', version: 1,
  events: {
    'visit.ended': noData,
    'message.failed': sent.extend({ reason: z.string() }), 'message.delivered': sent, 'message.opened': sent, 'message.clicked': sent,
    'message.replied': z.object({ messageId: z.string(), text: z.string() }),
  },
  facts: { heard: facts.internal(z.array(z.string())), late: facts.internal(z.array(z.string())) },
  channels: { chat: ['text', 'receipts', 'inbound'] },
  entry: { on: ['visit.ended'], reentry: { mode: 'never' } },
  ttlMs: days(300),
});

/** Sends one message and writes down all that it is told of it, in order. */
export const listening = setup({
  actions: { note: assign(({ context, event }) => ({ heard: [...context.heard, event.type], late: event.late === true ? [...context.late, event.type] : context.late })) },
}).createMachine({
  id: 'listening', context: { heard: [], late: [] }, initial: 'open',
  states: {
    open: {
      entry: { type: 'send', params: { channel: 'chat', purpose: 'survey', text: 'How was it?' } },
      on: { 'message.failed': { actions: 'note' }, 'message.delivered': { actions: 'note' }, 'message.opened': { actions: 'note' }, 'message.clicked': { actions: 'note' }, 'message.replied': { actions: 'note' } },
      after: { [days(200)]: 'over' },
    },
    over: { type: 'final' },
  },
});

/** What comes back of one message: what its provider tells, and when that happened where it says so; or the customer's answer. */
export type News = { readonly state: 'delivered' | 'read' | 'clicked' | 'failed'; readonly machine?: true; readonly code?: string; readonly at?: number } | { readonly state: 'replied' };

const told = fc.record({ state: fc.constantFrom('delivered', 'read', 'clicked', 'failed'), machine: fc.constant(true), at: fc.integer({ min: 1_700_000_000_000, max: 1_700_000_009_999 }) }, { requiredKeys: ['state'] });

/** Everything that may come back of one message, each any number of times, in any order. */
export const chains: fc.Arbitrary<readonly News[]> = fc.array(fc.oneof({ weight: 5, arbitrary: told }, { weight: 1, arbitrary: fc.constant({ state: 'replied' } as const) }), { minLength: 1, maxLength: 6 });

/** A customer who was written to and of whose message news come, to a run that listens. */
export async function hearAll(bench: Bench, customer: string, chain: readonly News[]): Promise<void> {
  await bench.say({ id: customer, type: 'visit.ended', who: [`user:${customer}`] });
  await bench.settle();
  const providerId = `p-${bench.chat.sent.find((message) => message.to === customer)?.key ?? ''}`;
  for (const [place, news] of chain.entries()) await bench.chat.hear(inbound(customer, { id: `${customer}-${place}`, providerId }, news));
}

function inbound(from: string, { id, providerId }: { readonly id: string; readonly providerId: string }, news: News): Inbound {
  return news.state === 'replied' ? { kind: 'message', id, from, text: 'Fine.' } : { kind: 'receipt', id, providerId, ...news };
}

/** What the run has written down. */
export async function heardBy(bench: Bench, customer: string): Promise<{ readonly heard: readonly string[]; readonly late: readonly string[] }> {
  const [journey] = (await bench.orchestrator.briefing(`user:${customer}`)).journeys;
  const fact = (name: string): readonly string[] => z.array(z.string()).parse(journey?.facts.find((one) => one.name === name)?.value);
  return { heard: fact('heard'), late: fact('late') };
}
