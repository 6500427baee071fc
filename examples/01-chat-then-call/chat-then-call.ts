/** A customer chats about a delivery, then calls: whoever takes the call has read the chat before hello. */
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { z } from 'zod';
import { createOrchestrator, days, defineJourney, facts } from 'throughline';
import { createMemoryStore } from 'throughline/adapters/memory';
import { callEvents, createVoiceChannel } from 'throughline/adapters/voice';
import { createStandardWebhooksVerifier } from 'throughline/adapters/webhook';
import { createWebSocketChannel } from 'throughline/adapters/websocket';

const { setup } = defineJourney({
  id: 'delivery', version: 1, ttlMs: days(7),
  events: { 'delivery.asked': z.object({ question: z.string() }), 'address.given': z.object({ address: z.string() }), 'call.answered': callEvents['call.answered'], 'call.ended': callEvents['call.ended'] },
  facts: { question: facts.personal(z.string()), address: facts.personal(z.string().nullable()), by: facts.internal(z.string().nullable()) },
  channels: { chat: ['text', 'inbound'], phone: ['inbound'] },
  entry: { on: ['delivery.asked'], reentry: { mode: 'after-exit' } },
});
const delivery = setup({}).createMachine({
  context: ({ input }) => ({ question: input.event.data.question, address: null, by: null }),
  initial: 'asking',
  states: {
    asking: {
      description: 'We asked for the address',
      entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Where shall we deliver?' } },
      on: { 'address.given': { target: 'checking', actions: { type: 'remember', params: { facts: ['address'] } } } },
    },
    checking: {
      description: 'We check whether the van can come there today',
      entry: [
        { type: 'promise', params: { name: 'answer', words: 'An answer within the hour' } },
        { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'We check it and tell you within the hour.', acknowledgement: true } },
      ],
      on: { 'call.answered': { target: 'on the phone', actions: { type: 'remember', params: { facts: ['by'] } } } },
    },
    'on the phone': { description: 'A person talks with the customer', on: { 'call.ended': 'answered' } },
    answered: { type: 'final', entry: { type: 'keepPromise', params: { name: 'answer' } } },
  },
});

// #region host
const callSecret = randomBytes(24);
const chat = createWebSocketChannel({ secret: randomBytes(24).toString('hex') });
const host = createOrchestrator({
  journeys: [delivery],
  store: createMemoryStore({ durableOk: true }),
  channels: { chat, phone: createVoiceChannel({ verifier: createStandardWebhooksVerifier({ secret: callSecret.toString('base64') }) }) },
  understand({ type, data, customer: { journeys: [run] } }) {
    if (type !== 'message.received') return undefined;
    return run === undefined ? { type: 'delivery.asked' as const, data: { question: data.text } } : { type: 'address.given' as const, data: { address: data.text } };
  },
});
await host.start();
// #endregion host

// the account of the shop knows the customer's number
await host.accept({ id: 'account-1', source: 'shop', who: ['user:mia', 'phone:+4915112345678'], type: 'customer.updated', data: { name: 'Mia Berg' } });

// the chat page, over a real WebSocket
const page = new WebSocket(chat.url());
const heard: string[] = [];
page.onmessage = ({ data }) => {
  const frame = JSON.parse(String(data));
  if (frame.type === 'message') heard.push(frame.text);
};
await once(page, 'open');
const say = async (text: string): Promise<void> => {
  const before = heard.length;
  page.send(JSON.stringify({ type: 'message', id: `m${before}`, text }));
  while (heard.length === before) await new Promise((soon) => setTimeout(soon, 10));
};
page.send(JSON.stringify({ type: 'hello', user: 'mia' }));
await say('Can you bring my order today?');
await say('Harbour Road 5');
page.close();

// the telephone system tells of a call by a signed request; whoever signs wrongly is not heard
const phone = host.handler('phone');
const tell = (event: { readonly id: string; readonly type: string; readonly by?: string }, secret = callSecret): Promise<Response> => {
  const body = JSON.stringify({ events: [{ call: 'C-1', caller: '+4915112345678', ...event }] });
  const seconds = String(Math.floor(Date.now() / 1_000));
  const signature = `v1,${createHmac('sha256', secret).update(`${event.id}.${seconds}.${body}`).digest('base64')}`;
  return phone(new Request('https://shop.example/calls', { method: 'POST', body, headers: { 'content-type': 'application/json', 'webhook-id': event.id, 'webhook-timestamp': seconds, 'webhook-signature': signature } }));
};
const briefed = new Promise<void>((shown) => host.on('conversation.began', ({ customer, channel, from }) => {
  if (channel === 'phone') void host.briefing(customer).then((briefing) => {
    console.log(`the phone rings, ${from} went before: ${briefing.profile.name}, ${briefing.who.confidence}`);
    console.log(`  now:      ${briefing.journeys[0]?.inWords}`);
    for (const { direction, channel: by, text } of briefing.interactions) if (text !== undefined) console.log(`  ${direction === 'in' ? 'said' : 'told'}:     ${text} (${by})`);
    for (const { name, value, origin } of briefing.journeys[0]?.facts ?? []) console.log(`  known:    ${name} ${String(value)}, from ${origin.channel}`);
    for (const { words } of briefing.promises) console.log(`  promised: ${words}`);
    shown();
  });
}));
console.log(`signed by somebody else: ${(await tell({ id: 'ev-0', type: 'call.ringing' }, randomBytes(24))).status}`);
await tell({ id: 'ev-1', type: 'call.ringing' });
await briefed;
await tell({ id: 'ev-2', type: 'call.answered', by: 'Bo' });
console.log(`then somebody says hello: ${(await host.explain('phone:+4915112345678')).journeys[0]?.inWords}`);
await tell({ id: 'ev-3', type: 'call.ended' });
console.log(`and in the end the promise is kept: ${(await host.briefing('user:mia')).promises.every(({ keptAt }) => keptAt !== undefined)}`);
await host.close();
