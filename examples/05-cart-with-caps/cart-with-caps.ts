/** A cart is left and a newsletter appears: two journeys that share one frequency cap, nights in which nobody is disturbed, and what explain says of it. */
import { z } from 'zod';
import { createOrchestrator, days, defineJourney, facts, hours, noData } from 'throughline';
import { createContactRules } from 'throughline/policy';
import type { Channel } from 'throughline/ports';
import { createMemoryStore, createTestClock } from 'throughline/testing';

const failed = z.object({ messageId: z.string(), channel: z.string(), reason: z.string() });

const { setup } = defineJourney({
  id: 'cart', version: 1, ttlMs: days(14),
  events: { 'cart.left': z.object({ item: z.string() }), 'order.placed': noData, 'message.failed': failed },
  facts: { item: facts.internal(z.string()) },
  channels: { email: ['text'] },
  entry: { on: ['cart.left'], reentry: { mode: 'after-exit' } },
});
const cart = setup({}).createMachine({
  context: ({ input }) => ({ item: input.event.data.item }),
  initial: 'waiting',
  states: {
    waiting: { description: 'The cart was left an hour ago at most', after: { [hours(1)]: 'reminded' }, on: { 'order.placed': 'bought' } },
    reminded: {
      description: 'A reminder was sent, or waits for the morning',
      entry: { type: 'send', params: { channel: 'email', purpose: 'marketing', template: 'reminder' } },
      after: { [days(1)]: 'reminded again' },
      on: { 'order.placed': 'bought' },
    },
    // #region next
    'reminded again': {
      description: 'A second reminder was sent, unless the customer has had enough',
      entry: { type: 'send', params: { channel: 'email', purpose: 'marketing', template: 'reminder', expiresInMs: days(2), next: { 'cap-reached': 'continue' } } },
      on: { 'message.failed': { target: 'left alone', guard: ({ event }) => event.data.reason === 'cap-reached' }, 'order.placed': 'bought' },
    },
    // #endregion next
    'left alone': { description: 'The customer hears no more of this cart', on: { 'order.placed': 'bought' } },
    bought: { type: 'final', entry: { type: 'send', params: { channel: 'email', purpose: 'transactional', template: 'thanks' } } },
  },
});

const news = defineJourney({
  id: 'news', version: 1, ttlMs: days(14), events: { 'news.published': noData }, facts: {}, channels: { email: ['text'] },
  entry: { on: ['news.published'], reentry: { mode: 'after-exit' } },
}).setup({}).createMachine({
  context: {}, initial: 'sent',
  states: { sent: { type: 'final', entry: { type: 'send', params: { channel: 'email', purpose: 'marketing', template: 'news' } } } },
});

// #region rules
const contact = createContactRules({
  caps: [{ name: 'two a week', most: 2, window: { kind: 'calendar', unit: 'week', zone: 'customer' } }],
  quietHours: { hours: [{ hours: ['21:00-08:00'] }], dates: ['2026-12-25'], smoothMs: 0 },
  longestWaitMs: days(3),
});
// #endregion rules

// Monday evening in Berlin
const clock = createTestClock(Date.parse('2026-11-23T20:15:00+01:00'));
const inBerlin = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', weekday: 'short', hour: '2-digit', minute: '2-digit' });
const when = (at = clock.now()): string => inBerlin.format(at);
const email = {
  contract: 1, name: 'outbox', identityNamespace: 'email', capabilities: { text: true },
  send: async ({ key, text }) => {
    console.log(`${when()}  e-mail: ${text}`);
    return { status: 'sent', providerId: key };
  },
  close: async () => {},
} as const satisfies Channel;

// #region host
const host = createOrchestrator({
  journeys: [cart, news], store: createMemoryStore({ clock }), clock, channels: { email }, contact,
  texts: { reminder: ({ item }) => `Your ${item} is still in the cart.`, news: 'What is new this week.', thanks: ({ item }) => `Thank you! The ${item} is on its way.` },
});
host.on('message.waits', ({ reason, until }) => console.log(`${when()}  (waits until ${when(until)}: ${reason})`));
host.on('message.suppressed', ({ journey, reason }) => console.log(`${when()}  (${journey} sends nothing: ${reason})`));
// #endregion host

const who = ['email:ann@example.org'];
let said = 0;
const say = async (type: 'cart.left' | 'order.placed' | 'news.published' | 'consent.given' | 'customer.updated', data: object = {}): Promise<void> => {
  await host.accept({ id: `e${++said}`, source: 'shop', who, type, data } as Parameters<typeof host.accept>[0]);
};

await say('customer.updated', { timeZone: 'Europe/Berlin' });
await say('consent.given', { channel: 'email', purpose: 'marketing' });
console.log(`${when()}  Ann leaves a lamp in her cart`);
await say('cart.left', { item: 'lamp' });
await clock.advance(hours(14));
console.log(`${when()}  the newsletter appears`);
await say('news.published');
await clock.advance(hours(14));
console.log(`${when()}  Ann buys the lamp`);
await say('order.placed');
await clock.advance(hours(1));

console.log('\nwhy, of each message:');
// #region explain
for (const { at, purpose, verdict, because, against } of (await host.explain('email:ann@example.org')).messages ?? []) {
  const reasons = against.map(({ check, by }) => (by === undefined ? check : `${check} '${by}'`)).join(', ');
  console.log(`  ${when(at)}  ${purpose}: ${verdict}${because === undefined ? '' : ` (${because}; against it: ${reasons})`}`);
}
// #endregion explain
console.log('\nher mailbox is full for a while:');
// #region suppression
await host.accept({ id: 'bounce 9', source: 'mail', who, type: 'suppression.added', data: { channel: 'email', reason: 'bounced' } });
// #endregion suppression
await clock.advance(days(7));
await say('news.published');
await host.accept({ id: 'call 12', source: 'desk', who, type: 'suppression.lifted', data: { channel: 'email', reason: 'bounced' } });
await clock.advance(days(1));
await say('news.published');
await clock.advance(hours(12));
await host.close();
