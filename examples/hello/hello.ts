import { z } from 'zod';
import { createOrchestrator, days, defineJourney, facts, hours } from 'throughline';
import { createSqliteStore } from 'throughline/adapters/sqlite';

const { setup } = defineJourney({
  id: 'parcel', version: 1, ttlMs: days(30),
  events: { 'parcel.missed': z.object({ parcel: z.string() }), 'time.chosen': z.object({ parcel: z.string(), time: z.string() }) },
  facts: { parcel: facts.internal(z.string()), time: facts.personal(z.string().nullable()) },
  channels: { sms: ['text'] }, entry: { on: ['parcel.missed'], key: 'parcel', reentry: { mode: 'per-key' } },
});
const parcel = setup({}).createMachine({
  context: ({ input }) => ({ parcel: input.event.data.parcel, time: null }), initial: 'asked',
  states: {
    asked: { description: 'We asked when to come again', entry: { type: 'send', params: { channel: 'sms', purpose: 'service', text: 'When shall we come?' } },
      on: { 'time.chosen': { target: 'agreed', actions: { type: 'remember', params: { facts: ['time'] } } } }, after: { [hours(24)]: 'returned' } },
    agreed: { type: 'final', entry: { type: 'send', params: { channel: 'sms', purpose: 'service', template: 'agreed' } } },
    returned: { type: 'final' },
  },
});
const sms = { contract: 1, name: 'console', identityNamespace: 'phone', capabilities: { text: true }, close: async () => {},
  send: async ({ key, to, text }: { key: string; to: string; text: string }) => { console.log(`to ${to}: ${text}`); return { status: 'sent', providerId: key } as const; } } as const;
const host = createOrchestrator({ journeys: [parcel], store: createSqliteStore({ file: 'parcels.db' }), channels: { sms }, texts: { agreed: ({ time }) => `We come ${time}.` } });
const who = ['phone:+4915112345678'], source = 'depot';
await host.accept({ id: '1', source, who, type: 'parcel.missed', data: { parcel: 'P-7' } });
console.log((await host.explain('phone:+4915112345678')).journeys[0]?.inWords ?? 'nothing is open');
const chosen = { id: '2', source, who, type: 'time.chosen', data: { parcel: 'P-7', time: 'at noon' } } as const;
const [first, again] = [await host.accept(chosen), await host.accept(chosen)];
await host.close();
console.log(first.status, again.status);
