/** A question is answered from the help pages first. What was shown is known to the person who helps next and to the CRM, and nothing counts as solved unless the customer says so. */
import { z } from 'zod';
import { activity, createOrchestrator, days, defineJourney, facts, minutes, seconds } from 'throughline';
import { createKeywordIntent } from 'throughline/adapters/intent';
import { createMinisearchKnowledge } from 'throughline/adapters/knowledge';
import { defineChannelChoice, defineIntents } from 'throughline/steering';
import { createMemoryCrm, createMemoryStore, createTestClock } from 'throughline/testing';
import type { Deliver } from 'throughline/ports';

// #region knowledge
const knowledge = createMinisearchKnowledge({
  articles: [
    { id: 'router', title: 'Restart your router', text: 'Pull the plug of the router, wait for ten seconds and put it back in.', intents: ['no-internet'] },
    { id: 'lights', title: 'What the lights of the router mean', text: 'Green: fine. Red: the line is down.', intents: ['no-internet'] },
    { id: 'invoice', title: 'When your invoice is due', text: 'Every invoice is due fourteen days after its date.', intents: ['invoice'] },
  ],
});
// #endregion knowledge

// #region journey
const { setup } = defineJourney({
  id: 'self-service', version: 1, ttlMs: days(30),
  events: { 'message.received': z.object({ text: z.string() }), 'answer.helped': z.object({}), 'answer.failed': z.object({}), 'person.helped': z.object({}) },
  facts: { question: facts.personal(z.string()), intent: facts.internal(z.string()), article: facts.internal(z.string()), title: facts.public(z.string()), text: facts.public(z.string()) },
  channels: { chat: ['text', 'buttons', 'inbound'] },
  activities: {
    findAnswer: activity({
      input: z.object({ question: z.string(), intent: z.string() }),
      output: z.object({ article: z.string(), title: z.string(), text: z.string() }),
      timeoutMs: seconds(5), attempts: 2,
    }),
  },
  entry: { on: ['message.received'], reentry: { mode: 'after-exit' } },
});
const selfService = setup({}).createMachine({
  context: ({ input: { event } }) => ({ question: event.data.text, intent: event.intent?.name ?? '', article: '', title: '', text: '' }),
  initial: 'searching',
  states: {
    searching: {
      description: 'We look for an answer in the help pages',
      invoke: {
        src: 'findAnswer',
        input: ({ context: { question, intent } }) => ({ question, intent }),
        onDone: [
          { guard: ({ event }) => event.output.article !== '', target: 'shown', actions: { type: 'remember', params: { facts: ['article', 'title', 'text'] } } },
          { target: 'with a person' },
        ],
        onError: 'with a person',
      },
    },
    shown: {
      description: 'An article was shown, and the customer was asked whether it helped',
      tags: 'waiting for customer',
      entry: [
        { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'article', buttons: ['That helped', 'It did not'] } },
        { type: 'attempt', params: ({ context: { title, article } }) => ({ words: `Shown: ${title}`, article }) },
      ],
      on: {
        'answer.helped': { target: 'solved', actions: { type: 'outcome', params: { outcome: 'resolved' } } },
        'answer.failed': { target: 'with a person', actions: [{ type: 'attempt', params: ({ context: { title, article } }) => ({ words: `${title} did not help`, article, outcome: 'unresolved' }) }, { type: 'outcome', params: { outcome: 'handed-off' } }] },
      },
      // who says nothing is contained, which is not solved
      after: { [minutes(30)]: { target: 'contained', actions: { type: 'outcome', params: { outcome: 'contained' } } } },
    },
    'with a person': {
      description: 'A person helps, and knows what was tried',
      tags: 'waiting for us',
      entry: { type: 'handoff', params: { queue: 'care', reason: 'not answered by the help pages' } },
      on: { 'person.helped': { target: 'solved', actions: { type: 'outcome', params: { outcome: 'resolved' } } } },
      after: { [days(3)]: 'contained' },
    },
    solved: { type: 'final' },
    contained: { type: 'final' },
  },
});
// #endregion journey

const clock = createTestClock(Date.UTC(2026, 4, 4, 9));
let hear: Deliver = async () => {};
const chat = {
  contract: 1, name: 'chat', identityNamespace: 'user', capabilities: { text: true, buttons: true, inbound: true },
  async open(deliver: Deliver) { hear = deliver; },
  async send({ key, to, text, buttons = [] }: { readonly key: string; readonly to: string; readonly text: string; readonly buttons?: readonly string[] }) {
    console.log(`  to ${to}: ${text} [${buttons.join('] [')}]`);
    return { status: 'sent', providerId: key } as const;
  },
  async close() {},
} as const;

const crm = createMemoryCrm();
const words = { 'no-internet': { any: ['internet', 'router'] }, invoice: { any: ['invoice', 'bill'] } };
// #region host
const channels = defineChannelChoice({ channels: { chat: {} }, intents: ['no-internet', 'invoice'] });
const host = createOrchestrator({
  journeys: [selfService], store: createMemoryStore({ clock }), clock, channels: { chat }, crm,
  intent: { table: defineIntents({ intents: { 'no-internet': {}, invoice: {} } }), classifier: createKeywordIntent({ intents: words }) },
  channelChoice: { table: channels },
  activities: {
    async findAnswer({ question, intent }, { signal }) {
      const [found] = await knowledge.search({ text: question, intent, limit: 1 }, { signal });
      const article = found === undefined ? undefined : await knowledge.show(found.id, { signal });
      return { article: article?.id ?? '', title: article?.title ?? '', text: article?.text ?? '' };
    },
  },
  understand({ type, data }) {
    if (type !== 'message.received') return undefined;
    if (data.text === 'That helped') return { type: 'answer.helped' as const, data: {} };
    return data.text === 'It did not' ? { type: 'answer.failed' as const, data: {} } : undefined;
  },
  texts: { article: ({ title, text }) => `${title}: ${text}` },
  async handoff({ briefing }) {
    console.log(`  a person reads: wants ${briefing.conversation?.intent?.name}; tried: ${briefing.attempts.map(({ words: said, article, outcome = 'open' }) => `${said} (${article}, ${outcome})`).join('; ')}`);
  },
});
// #endregion host

let heard = 0;
async function write(who: string, text: string): Promise<void> {
  console.log(`${who}: ${text}`);
  await hear([{ kind: 'message', id: `m${++heard}`, from: who, text }]);
  await clock.advance(seconds(1));
}

await host.start();
await write('ann', 'The router has no internet');
await write('ann', 'That helped');
await write('bob', 'When do I have to pay the bill, the invoice of May?');
await write('bob', 'It did not');
await write('cem', 'Is the internet slow today?');
await clock.advance(days(1));
console.log('Cem said nothing more.');

await clock.advance(days(8));
const names = ['resolved', 'contained', 'handed-off'];
console.log(`outcomes: ${(await host.figures(names.map((name) => `outcome.${name}`))).map((sum, i) => `${names[i]} ${sum}`).join(', ')}`);
// #region success
const now = clock.now();
for (const intent of channels.intents) {
  const [byChat] = channels.successFrom(intent, await host.figures(channels.sumsOf(intent, now)), now);
  console.log(`${intent} by chat: solved ${byChat?.solved.toFixed(1)} of ${byChat?.issues.toFixed(1)}, which count less the older they are`);
}
// #endregion success
console.log('The CRM has of bob:');
for (const { summary } of crm.activities().filter(({ kind, summary: about }) => kind === 'conversation' && about.includes('invoice'))) console.log(`  ${summary}`);
await host.close();
