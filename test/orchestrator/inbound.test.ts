import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createOrchestrator, days, defineJourney, facts, noData } from 'throughline';
import type { Channel, Received } from 'throughline/ports';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { createHost } from './host.js';

const { setup } = defineJourney({
  id: 'survey', version: 1,
  events: {
    'visit.ended': noData,
    'message.delivered': z.object({ messageId: z.string(), channel: z.string() }),
    'message.opened': z.object({ messageId: z.string(), channel: z.string() }),
    'message.replied': z.object({ messageId: z.string(), text: z.string() }),
    'stars.given': z.object({ stars: z.number() }),
  },
  facts: { stars: facts.internal(z.number()), text: facts.personal(z.string()) },
  channels: { chat: ['text', 'receipts', 'inbound'] },
  entry: { on: ['visit.ended'], reentry: { mode: 'after-exit' } },
  ttlMs: days(30),
});
const survey = setup({}).createMachine({
  id: 'survey', context: { stars: 0, text: '' }, initial: 'asked',
  states: {
    asked: { entry: { type: 'send', params: { channel: 'chat', purpose: 'survey', text: 'How many stars?' } }, on: { 'message.delivered': 'delivered', 'message.replied': 'answered' }, after: { [days(3)]: 'over' } },
    delivered: { on: { 'message.opened': 'seen', 'message.replied': { target: 'answered', actions: { type: 'remember', params: { facts: ['text'] } } }, 'stars.given': { target: 'answered', actions: { type: 'remember', params: { facts: ['stars'] } } } }, after: { [days(3)]: 'over' } },
    seen: { after: { [days(3)]: 'over' } },
    answered: { after: { [days(3)]: 'over' } },
    over: { type: 'final' },
  },
});

const where = async (host: ReturnType<typeof createHost>, who: string): Promise<readonly string[] | undefined> => (await host.orchestrator.explain(who)).journeys[0]?.where;

describe('what a channel hears', () => {
  test('a receipt reaches the instance that sent the message, by the id the provider gave it, once', async () => {
    const host = createHost([survey]);
    await host.say('ann', 'visit.ended');
    await host.say('bob', 'visit.ended');
    await host.settle();
    const toAnn = host.chat.sent.find((message) => message.to === 'ann');
    const receipt = { kind: 'receipt', id: 'r1', providerId: `p-${toAnn?.key ?? ''}`, state: 'delivered' } as const;
    await host.chat.hear(receipt);
    await host.chat.hear(receipt);
    expect(await where(host, 'user:ann')).toEqual(['delivered']);
    expect(await where(host, 'user:bob')).toEqual(['asked']);
    await host.chat.hear({ kind: 'receipt', id: 'r2', providerId: 'nobody-knows', state: 'delivered' });
    await host.chat.hear({ ...receipt, id: 'r3', state: 'read' });
    expect(await where(host, 'user:ann')).toEqual(['seen']);
    await host.orchestrator.close();
  });
  test('a reply reaches the journey that wrote last', async () => {
    const host = createHost([survey]);
    await host.say('ann', 'visit.ended');
    await host.settle();
    await host.chat.hear({ kind: 'message', id: 'm1', from: 'ann', text: 'Five!' });
    expect(await where(host, 'user:ann')).toEqual(['answered']);
    const timeline = await host.orchestrator.timeline('user:ann');
    expect(timeline.map((one) => [one.direction, one.text])).toEqual([['in', 'Five!'], ['out', 'How many stars?'], ['in', undefined]]);
    await host.orchestrator.close();
  });
  test('the host names the events in a message; one it cannot understand is parked and understood again when redriven', async () => {
    let broken = true;
    const host = createHost([survey], undefined, {
      understand: ({ data }) => { if (broken && data.text === '??') throw new Error('no'); return /^\d$/.test(data.text) ? { type: 'stars.given', data: { stars: Number(data.text) } } : undefined; },
    });
    await host.say('ann', 'visit.ended');
    await host.settle();
    await host.chat.hear({ kind: 'receipt', id: 'r1', providerId: `p-${host.chat.sent[0]?.key ?? ''}`, state: 'delivered' });
    await host.chat.hear({ kind: 'message', id: 'm1', from: 'ann', text: '??' });
    expect((await host.orchestrator.list({ kind: 'parked' })).items).toHaveLength(1);
    await host.chat.hear({ kind: 'message', id: 'm2', from: 'ann', text: '4' });
    expect((await host.orchestrator.briefing('user:ann')).journeys[0]?.facts.find((fact) => fact.name === 'stars')?.value).toBe(4);
    broken = false;
    const { items: [parked] } = await host.orchestrator.list({ kind: 'parked' });
    expect((await host.orchestrator.redrive({ parked: parked?.id ?? '' })).done).toHaveLength(1);
    await host.orchestrator.close();
  });
  test('a customer who comes back on a channel gets what had to wait for them, at once', async () => {
    let there = false;
    const host = createHost([survey], undefined, {});
    const away = createHost([survey]);
    await away.orchestrator.close();
    const channel = Object.assign(host.chat, { send: async (message: { key: string; to: string; text: string }) => { if (!there) return { status: 'retry', retryAfterMs: days(1), because: 'recipient-away' } as const; host.chat.sent.push(message); return { status: 'sent', providerId: message.key } as const; } });
    await host.say('ann', 'visit.ended');
    await host.settle();
    expect(channel.sent).toEqual([]);
    there = true;
    await host.chat.hear({ kind: 'event', id: 'c1', from: 'ann', event: { type: 'channel.connected', data: {} } });
    await host.settle();
    expect(channel.sent).toHaveLength(1);
    await host.orchestrator.close();
  });
});

test('a webhook of a channel is verified, accepted and only then answered', async () => {
  const channel = {
    contract: 1, name: 'signed', identityNamespace: 'user', capabilities: { inbound: true },
    verify: async (request: Request) => request.headers.get('x-signature') === 'right',
    receive: (_request: Request, bytes: Uint8Array): Received => ({ inbound: [{ kind: 'message', id: 'w1', from: 'ann', text: new TextDecoder().decode(bytes) }] }),
    close: async () => {},
  } as const satisfies Channel;
  const clock = createTestClock();
  const orchestrator = createOrchestrator({ journeys: [], store: createMemoryStore({ clock }), clock, channels: { sms: channel } });
  const handler = orchestrator.handler('sms');
  const post = (signature: string) => handler(new Request('http://host/sms', { method: 'POST', body: 'hello', headers: { 'x-signature': signature, 'content-type': 'text/plain' } }));
  expect((await post('wrong')).status).toBe(401);
  await expect(orchestrator.timeline('user:ann')).rejects.toMatchObject({ code: 'UnknownCustomer' });
  expect((await post('right')).status).toBe(200);
  expect(await orchestrator.timeline('user:ann')).toMatchObject([{ direction: 'in', text: 'hello', channel: 'sms' }]);
  await orchestrator.close();
});
