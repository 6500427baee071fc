import { expect, test } from 'vitest';
import { createOrchestrator, minutes } from 'throughline';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { orderHelp } from './order-help.js';
import { createRecordingChannel } from './recording-channel.js';

function host() {
  const clock = createTestClock(1_800_000_000_000);
  const store = createMemoryStore({ clock });
  const webchat = createRecordingChannel();
  const handoffs: string[] = [];
  const orchestrator = createOrchestrator({
    journeys: [orderHelp], store, clock,
    channels: { webchat },
    activities: { findOrder: ({ orderNumber }) => ({ status: orderNumber.startsWith('A') ? 'unknown' : 'shipped' }) },
    texts: { 'order-status': ({ orderNumber, status }) => `Order ${orderNumber} is ${status}.`, 'order-resolved': 'Thank you!' },
    handoff: (request) => { handoffs.push(`${request.queue}: ${request.briefing.journeys[0]?.inWords}`); },
  });
  return { clock, store, webchat, handoffs, orchestrator };
}

const who = ['user:ann'];
const base = { source: 'shop', who, via: { channel: 'webchat' } };

test('a customer asks, gives the number and is told where the order is', async () => {
  const { orchestrator, webchat, clock } = host();
  const first = await orchestrator.accept({ ...base, id: '1', type: 'chat.started', data: { question: 'Where is it?' } });
  expect(first).toMatchObject({ status: 'handled' });
  await clock.advance(50);
  expect(webchat.sent.map((m) => m.text)).toEqual(['Which order is it about?']);
  await orchestrator.accept({ ...base, id: '2', type: 'order.numbered', data: { orderNumber: 'B-1' } });
  await clock.advance(50);
  expect(webchat.sent.map((m) => m.text)).toEqual(['Which order is it about?', 'Order B-1 is shipped.']);
  expect((await orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ where: ['answered'], inWords: 'The bot told the customer where the order is' });
  const again = await orchestrator.accept({ ...base, id: '2', type: 'order.numbered', data: { orderNumber: 'B-1' } });
  expect(again).toMatchObject({ status: 'duplicate', first: { status: 'handled' } });
  await clock.advance(minutes(11));
  expect(webchat.sent.at(-1)?.text).toBe('Thank you!');
  expect((await orchestrator.explain('user:ann')).ended[0]).toMatchObject({ reason: 'done' });
  await orchestrator.close();
});

test('an order that nobody knows goes to a person with everything said so far', async () => {
  const { orchestrator, handoffs, clock } = host();
  await orchestrator.accept({ ...base, id: '1', type: 'chat.started', data: { question: 'Where is it?' } });
  await orchestrator.accept({ ...base, id: '2', type: 'order.numbered', data: { orderNumber: 'A-1' } });
  await clock.advance(100);
  expect(handoffs).toEqual(['orders: A person will help']);
  const briefing = await orchestrator.briefing('user:ann');
  expect(briefing.journeys[0]?.facts.map((fact) => [fact.name, fact.value])).toContainEqual(['orderNumber', 'A-1']);
  await orchestrator.close();
});
