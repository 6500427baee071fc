/** An order is confirmed by SMS over SMPP: the receipt says that it arrived, and the customer's answer by SMS changes the order. */
import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
// @ts-expect-error -- the package ships no types
import untyped from 'smpp';
import { z } from 'zod';
import { createOrchestrator, days, defineJourney, facts, hours } from 'throughline';
import { createMemoryStore } from 'throughline/adapters/memory';
import { createSmppChannel } from 'throughline/adapters/smpp';

const { setup } = defineJourney({
  id: 'order', version: 1, ttlMs: days(7),
  events: {
    'order.placed': z.object({ order: z.string(), day: z.string() }),
    'day.changed': z.object({ day: z.string() }),
    'order.delivered': z.object({ order: z.string() }),
    'message.delivered': z.object({ messageId: z.string(), channel: z.string() }),
  },
  facts: { order: facts.internal(z.string()), day: facts.internal(z.string()) },
  channels: { sms: ['text', 'receipts', 'inbound'] },
  entry: { on: ['order.placed'], key: 'order', reentry: { mode: 'per-key' } },
});
const order = setup({ delays: { 'no receipt': hours(2) } }).createMachine({
  context: ({ input }) => ({ order: input.event.data.order, day: input.event.data.day }),
  initial: 'confirming',
  states: {
    confirming: {
      description: 'The confirmation is on its way',
      entry: { type: 'send', params: { channel: 'sms', purpose: 'transactional', template: 'confirmation' } },
      on: { 'message.delivered': 'confirmed' },
      after: { 'no receipt': 'confirmed' },
    },
    confirmed: {
      description: 'The customer has the confirmation',
      on: { 'order.delivered': 'delivered', 'day.changed': { target: 'changed', actions: { type: 'remember', params: { facts: ['day'] } } } },
    },
    changed: {
      description: 'The customer has chosen another day',
      entry: { type: 'send', params: { channel: 'sms', purpose: 'transactional', template: 'changed' } },
      on: { 'order.delivered': 'delivered' },
    },
    delivered: { type: 'final' },
  },
});

// a small SMSC with one phone behind it
interface Pdu { response(fields?: object): Pdu; readonly destination_addr: string; readonly short_message: { readonly message: string } }
interface Session { on(command: string, heard: (pdu: Pdu) => void): void; send(pdu: Pdu): void; deliver_sm(fields: object): void }
const smpp: { createServer(onSession: (session: Session) => void): Server } = untyped;
const fromPhone = { source_addr: '4915112345678', source_addr_ton: 1, source_addr_npi: 1, destination_addr: '4930123456', dest_addr_ton: 1, dest_addr_npi: 1 };
let line: Session | undefined;
let texts = 0;
const smsc = smpp.createServer((session) => {
  line = session;
  session.on('error', () => {});
  for (const command of ['bind_transceiver', 'enquire_link', 'unbind']) session.on(command, (pdu) => session.send(pdu.response()));
  session.on('submit_sm', (pdu) => {
    console.log(`on the phone of +${pdu.destination_addr}: ${pdu.short_message.message}`);
    const id = `text-${++texts}`;
    session.send(pdu.response({ message_id: id }));
    session.deliver_sm({ ...fromPhone, esm_class: 4, short_message: Buffer.from(`id:${id} stat:DELIVRD err:000`) });
  });
});
smsc.listen(0, '127.0.0.1');
await once(smsc, 'listening');

// #region host
const host = createOrchestrator({
  journeys: [order],
  store: createMemoryStore({ durableOk: true }),
  channels: { sms: createSmppChannel({ host: '127.0.0.1', port: (smsc.address() as AddressInfo).port, systemId: 'shop', password: 'demo', source: '+4930123456' }) },
  texts: {
    confirmation: ({ order: number, day }) => `Thank you! Order ${number} comes on ${day}. Another day? Answer with its name.`,
    changed: ({ order: number, day }) => `Order ${number} now comes on ${day}.`,
  },
  understand({ type, data }) {
    const day = /\b(Mon|Tues|Wednes|Thurs|Fri)day\b/i.exec(String(data.text))?.[0];
    return type === 'message.received' && day !== undefined ? { type: 'day.changed' as const, data: { day } } : undefined;
  },
});
// #endregion host
const phone = 'phone:+4915112345678';
const untilSaid = async (words: string, sent: number): Promise<void> => {
  while (texts < sent || (await host.explain(phone)).journeys[0]?.inWords !== words) await new Promise((soon) => setTimeout(soon, 10));
  console.log(`  ${words}`);
};
await host.accept({ id: 'order-17', source: 'shop', who: [phone], type: 'order.placed', data: { order: '17', day: 'Tuesday' } });
await untilSaid('The customer has the confirmation', 1);

console.log('the customer answers: Friday please');
line?.deliver_sm({ ...fromPhone, esm_class: 0, short_message: 'Friday please' });
await untilSaid('The customer has chosen another day', 2);
await host.close();
smsc.close();
