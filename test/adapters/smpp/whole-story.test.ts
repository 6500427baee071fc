import { expect, it } from 'vitest';
import { z } from 'zod';
import { createOrchestrator, days, defineJourney, facts, type Orchestrator } from 'throughline';
import { createMemoryStore } from 'throughline/testing';
import { createSmppChannel } from '../../../adapters/smpp/index.js';
import { afterTest, ana, openSmsc, part, pause, receipt, shown, ucs2, type Smsc } from './smsc-test-bench.js';

const question = 'ご注文の品をお届けします。ご都合のよい日をお知らせください。'.repeat(4);

const { setup } = defineJourney({
  id: 'delivery-day',
  version: 1,
  events: {
    'order.placed': z.object({ order: z.string() }),
    'message.received': z.object({ text: z.string() }),
    'message.delivered': z.object({ messageId: z.string(), channel: z.string() }),
    'message.failed': z.object({ messageId: z.string(), channel: z.string(), reason: z.string() }),
  },
  facts: { order: facts.internal(z.string()) },
  channels: { sms: ['text', 'receipts', 'inbound'] },
  entry: { on: ['order.placed'], reentry: { mode: 'never' } },
  ttlMs: days(7),
});

const deliveryDay = setup({}).createMachine({
  id: 'delivery-day',
  context: ({ input }) => ({ order: input.event.data.order }),
  initial: 'asking',
  states: {
    asking: {
      entry: { type: 'send', params: { channel: 'sms', purpose: 'transactional', text: question } },
      on: { 'message.delivered': 'asked', 'message.failed': 'unreachable' },
    },
    asked: { on: { 'message.received': 'agreed' } },
    agreed: { entry: { type: 'send', params: { channel: 'sms', purpose: 'transactional', text: 'Thank you.' } }, on: { 'message.delivered': 'done' } },
    done: { type: 'final' },
    unreachable: { type: 'final' },
  },
});

async function openHost(smsc: Smsc) {
  const sms = createSmppChannel({ host: '127.0.0.1', port: smsc.port, systemId: 'shop', password: 'secret', source: '+4930123456', reconnectMs: 10, perSecond: 1_000 });
  const host = createOrchestrator({ journeys: [deliveryDay], store: createMemoryStore({ durableOk: true }), channels: { sms } });
  afterTest(() => host.close());
  await host.start();
  await host.accept({ id: 'o1', source: 'shop', type: 'order.placed', data: { order: '17' }, who: [`phone:${ana}`] });
  return host;
}

const whereIs = async (host: Pick<Orchestrator<[typeof deliveryDay]>, 'explain'>): Promise<string> => JSON.stringify(await host.explain(`phone:${ana}`));

async function until(seen: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300 && !(await seen()); tries++) await pause(20);
}

it('a journey asks by SMS in Japanese, hears that it was delivered, gets a long answer, and thanks', async () => {
  const smsc = await openSmsc();
  // an SMSC so quick that the receipt follows its answer at once
  smsc.answerBy((_, nth) => {
    setImmediate(() => void smsc.deliver(receipt(`id-${nth}`, 'DELIVRD')));
    return { message_id: `id-${nth}` };
  });
  const host = await openHost(smsc);
  await until(async () => (await whereIs(host)).includes('asked'));
  expect(shown(smsc.submits)).toBe(question);
  const parts = [part([7, 2, 2], ucs2('🎉お願いします'), { data_coding: 8 }), part([7, 2, 1], ucs2('土曜日に'), { data_coding: 8 })];
  expect(await Promise.all(parts.map((fields) => smsc.deliver(fields)))).toEqual([0, 0]);
  await until(async () => (await host.explain(`phone:${ana}`)).ended.length === 1);
  expect((await host.explain(`phone:${ana}`)).ended).toMatchObject([{ journey: 'delivery-day', reason: 'done' }]);
  expect(smsc.submits.at(-1)).toMatchObject({ short_message: { message: 'Thank you.' } });
  expect((await host.timeline(`phone:${ana}`)).map((one) => JSON.stringify(one)).join('\n')).toContain('土曜日に🎉お願いします');
});

it('a phone that cannot be reached is told to the journey', async () => {
  const smsc = await openSmsc();
  const host = await openHost(smsc);
  await until(() => smsc.submits.length === 2);
  await pause(20);
  expect(await smsc.deliver(receipt('id-1', 'UNDELIV'))).toBe(0);
  await until(async () => (await host.explain(`phone:${ana}`)).ended.length === 1);
  expect((await host.explain(`phone:${ana}`)).ended).toMatchObject([{ journey: 'delivery-day', reason: 'done' }]);
  expect(smsc.submits).toHaveLength(2);
});
