import { z } from 'zod';
import { createOrchestrator, days, defineJourney, facts, hours } from 'throughline';
import { createMemoryStore } from 'throughline/adapters/memory';
import { announce, type Audience } from 'throughline/proactive';
import { createTestClock } from 'throughline/testing';
import type { Channel } from 'throughline/ports';

const { setup } = defineJourney({
  id: 'sale', version: 1, ttlMs: days(14),
  events: { 'sale.offered': z.object({ item: z.string() }), 'order.placed': z.object({ item: z.string() }) },
  facts: { item: facts.public(z.string()) },
  channels: { sms: ['text'] },
  // #region entry
  entry: {
    on: ['sale.offered'],
    // a newer offer takes the place of the one before, and of its reminder
    reentry: { mode: 'restart' },
    // four days in November, by day, by the customer's own clock
    open: { from: '2026-11-27T00:00', until: '2026-12-01T00:00', hours: [{ hours: ['09:00-20:00'] }], zone: 'customer', otherwise: 'Europe/Vienna' },
  },
  // #endregion entry
});

/** Offers something, and reminds of it once after a day. */
export const sale = setup({ delays: { 'a day': hours(24) } }).createMachine({
  context: ({ input }) => ({ item: input.event.data.item }), initial: 'offered',
  states: {
    offered: {
      description: 'The offer was made',
      entry: { type: 'send', params: { channel: 'sms', purpose: 'service', template: 'offer' } },
      on: { 'order.placed': 'bought' },
      after: { 'a day': 'reminded' },
    },
    reminded: {
      description: 'They were reminded',
      entry: { type: 'send', params: { channel: 'sms', purpose: 'service', template: 'reminder' } },
      on: { 'order.placed': 'bought' },
      after: { 'a day': 'over' },
    },
    bought: { type: 'final' },
    over: { type: 'final' },
  },
});

/** A shop that offers to a few first, on Friday at nine, and to everybody else when nobody has stopped it by Saturday. */
export function startSale(sms: Channel, customers: Audience) {
  const clock = createTestClock(Date.UTC(2026, 10, 26, 8));
  const host = createOrchestrator({
    journeys: [sale], store: createMemoryStore({ clock, durableOk: true }), clock, timing: { pollMs: hours(6) },
    channels: { sms: { ...sms, capabilities: { text: true } } },
    texts: { offer: ({ item }) => `Only now: ${item}.`, reminder: ({ item }) => `Still there: ${item}.` },
  });
  // #region waves
  const offer = (signal: AbortSignal) => announce(host, {
    id: 'black-friday', source: 'shop', type: 'sale.offered', data: { item: 'a chair' },
    audience: customers, perSecond: 50, signal,
    waves: [{ upTo: 0.1, at: Date.UTC(2026, 10, 27, 8) }, { upTo: 1, at: Date.UTC(2026, 10, 28, 8) }],
  });
  // #endregion waves
  return { host, clock, offer };
}
