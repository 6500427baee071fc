/** Why customers write is read from what just happened to them and from their words: an outage in their area, the invoice of yesterday; and one question is asked where neither tells. */
import { z } from 'zod';
import { createOrchestrator, days, defineJourney, facts, hours, noData } from 'throughline';
import { createKeywordIntent } from 'throughline/adapters/intent';
import { defineIntents } from 'throughline/steering';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import type { Deliver } from 'throughline/ports';

// #region table
const table = defineIntents({
  // which part of all contacts is about what
  intents: { 'no-internet': { share: 0.1 }, invoice: { share: 0.2 }, moving: { share: 0.05 } },
  rules: [
    { intent: 'no-internet', after: 'outage.began', untilMs: hours(6), lift: 40 },
    { intent: 'invoice', after: 'invoice.sent', fromMs: hours(12), untilMs: days(3), lift: 12 },
  ],
  floor: 0.6,
});
const classifier = createKeywordIntent({
  intents: {
    'no-internet': { any: ['internet', 'router', 'offline'] },
    invoice: { any: ['invoice', 'bill', 'charged', '請求書'] },
    moving: { any: ['moving', 'new address', '引っ越し'] },
  },
});
// #endregion table

// #region journey
const { setup } = defineJourney({
  id: 'welcome', version: 1, ttlMs: days(7),
  // what only the rules of the table listen to is declared all the same, so that `accept` knows it
  events: { 'message.received': z.object({ text: z.string() }), 'invoice.sent': noData },
  facts: { why: facts.internal(z.string()), verdict: facts.internal(z.string()), outage: facts.internal(z.boolean()) },
  channels: { chat: ['text', 'inbound'] },
  entry: { on: ['message.received'], reentry: { mode: 'after-exit' } },
});
const say = (template: string) => ({ type: 'send', params: { channel: 'chat', purpose: 'service', template } } as const);
const welcome = setup({
  guards: { about: ({ context }, intent: string) => context.why === intent, unclear: ({ context }) => context.verdict === 'ask' },
}).createMachine({
  context: ({ input: { event } }) => ({ why: event.intent?.name ?? '', verdict: event.intent?.verdict ?? 'unsure', outage: event.intent?.likely[0]?.evidence.some(({ kind }) => kind === 'event') === true }),
  initial: 'steering',
  states: {
    steering: {
      always: [
        { guard: ({ context }) => context.why === 'no-internet' && context.outage, target: 'outage' },
        { guard: { type: 'about', params: 'no-internet' }, target: 'router' },
        { guard: { type: 'about', params: 'invoice' }, target: 'invoice' },
        { guard: 'unclear', target: 'asking' },
        { target: 'person' },
      ],
    },
    asking: {
      description: 'One question instead of a guess',
      entry: say('question'),
      on: {
        'message.received': [
          { guard: ({ event }) => event.intent?.name === 'invoice', target: 'invoice' },
          { guard: ({ event }) => event.intent?.name === 'no-internet', target: 'router' },
          { target: 'person' },
        ],
      },
      after: { [hours(1)]: 'over' },
    },
    outage: { entry: say('outage'), after: { [hours(1)]: 'over' } },
    router: { entry: say('router'), after: { [hours(1)]: 'over' } },
    invoice: { entry: say('invoice'), after: { [hours(1)]: 'over' } },
    person: { entry: say('person'), after: { [hours(1)]: 'over' } },
    over: { type: 'final' },
  },
});
// #endregion journey

const clock = createTestClock(Date.UTC(2026, 4, 4, 9));
let hear: Deliver = async () => {};
const chat = {
  contract: 1, name: 'chat', identityNamespace: 'user', capabilities: { text: true, inbound: true },
  async open(deliver: Deliver) { hear = deliver; },
  async send({ key, to, text }: { readonly key: string; readonly to: string; readonly text: string }) {
    console.log(`  to ${to}: ${text}`);
    return { status: 'sent', providerId: key } as const;
  },
  async close() {},
} as const;

// #region host
const inTheNorth = new Set(['user:ann']);
const outages = [{ area: 'north', since: clock.now() - hours(1) }];
const host = createOrchestrator({
  journeys: [welcome], store: createMemoryStore({ clock }), clock, channels: { chat },
  intent: {
    table, classifier,
    // what befalls a whole area need not be told to each customer there
    happened: ({ identities }) => outages.filter(() => identities.some((one) => inTheNorth.has(one))).map(({ since }) => ({ type: 'outage.began', at: since })),
  },
  texts: {
    outage: 'There is an outage in your area. We are mending it and will tell you when it is over.',
    router: 'Please pull the plug of your router for ten seconds. Does that help?',
    invoice: 'It is about your invoice, then. Here is what each line means.',
    question: 'Is it about your internet, or about an invoice?',
    person: 'A person will help you.',
  },
});
// #endregion host

let heard = 0;
async function write(who: string, text: string): Promise<void> {
  console.log(`${who}: ${text}`);
  await hear([{ kind: 'message', id: `m${++heard}`, from: who, text }]);
  await clock.advance(200);
}

async function tellWhy(who: string): Promise<void> {
  const { intent } = await host.explain(`user:${who}`);
  const [best] = intent?.likely ?? [];
  const evidence = best?.evidence.map((piece) => `${piece.kind === 'event' ? piece.event : piece.kind} ${piece.adds > 0 ? '+' : ''}${piece.adds.toFixed(1)}`).join(', ');
  console.log(`  (${intent?.verdict}: ${best?.name} ${Math.round((best?.probability ?? 0) * 100)} %; ${evidence === '' ? 'nothing speaks for it' : evidence})`);
}

await host.start();
console.log('An outage in the north, for an hour now.');
await write('ann', 'hello?');
await tellWhy('ann');

console.log('Somebody in the south writes the same.');
await write('bob', 'hello?');
await tellWhy('bob');
await write('bob', 'My router is offline');
await tellWhy('bob');

console.log('Cem got his invoice yesterday.');
await host.accept({ id: 'inv-17', source: 'billing', type: 'invoice.sent', data: {}, who: ['user:cem'], occurredAt: clock.now() - days(1) });
await write('cem', 'I do not understand this');
await tellWhy('cem');

console.log('In Japanese it works as well.');
await write('dai', '請求書の金額が違います');
await tellWhy('dai');
await host.close();
