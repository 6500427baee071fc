import { expect, test } from 'vitest';
import { z } from 'zod';
import { activity, days, defineJourney, facts, hours, minutes, seconds } from 'throughline';
import type { SendResult } from 'throughline/ports';
import { createHost } from './host.js';
import { createRecordingChannel } from './recording-channel.js';

function orders(broken: { now: boolean }) {
  const { setup } = defineJourney({
    id: 'order', version: 1,
    events: { 'order.placed': z.object({ order: z.string() }), 'order.moved': z.object({ order: z.string() }), 'order.closed': z.object({ order: z.string() }), 'gift.added': z.object({ order: z.string() }) },
    facts: { order: facts.internal(z.string()) }, channels: { chat: ['text'] },
    activities: { pack: activity({ input: z.object({}), output: z.object({}), timeoutMs: seconds(2), attempts: 1 }) },
    entry: { on: ['order.placed'], key: 'order', reentry: { mode: 'per-key' } },
    exit: [{ on: 'order.closed', when: 'step', reason: 'closed' }],
    unhandled: { 'gift.added': { defer: { withinMs: hours(1) } } }, ttlMs: days(50),
  });
  const say = (text: string) => ({ type: 'send', params: { channel: 'chat', purpose: 'service', text } }) as const;
  return setup({ guards: { whole: () => { if (broken.now) throw new Error('broken'); return true; } } }).createMachine({
    id: 'order', context: ({ input }) => ({ order: input.event.data.order }), initial: 'open',
    states: {
      open: { on: { 'order.moved': { guard: 'whole', target: 'moved' }, 'order.closed': { target: 'closing', actions: say('Goodbye.') } }, after: { [days(40)]: 'over' } },
      moved: { entry: say('Moved.'), invoke: { src: 'pack', input: {}, onDone: 'over', onError: 'over' }, after: { [days(40)]: 'over' } },
      closing: { on: { 'gift.added': { target: 'over', actions: say('A gift.') } }, after: { [days(40)]: 'over' } },
      over: { type: 'final' },
    },
  });
}
const host = (broken = { now: false }, chat = createRecordingChannel()) => createHost([orders(broken)], chat, { activities: { pack: () => ({}) } });

test('at resume a held event that fails holds back its own run and no other', async () => {
  const broken = { now: false };
  const shop = host(broken);
  for (const order of ['A', 'B']) await shop.say('ann', 'order.placed', { order });
  await shop.orchestrator.pause('order');
  await shop.say('ann', 'order.closed', { order: 'B' });
  await shop.say('ann', 'order.moved', { order: 'A' });
  await shop.say('bob', 'order.placed', { order: 'C' });
  broken.now = true;
  await shop.orchestrator.resume('order');
  const { items } = await shop.orchestrator.list({ kind: 'parked' });
  expect(items.map((item) => item.instance?.split('/').slice(1).join('/'))).toEqual(['order/1']);
  expect((await shop.orchestrator.explain('user:ann')).journeys.map((run) => run.status)).toEqual(['parked']);
  expect((await shop.orchestrator.explain('user:bob')).journeys.map((run) => run.where)).toEqual([['open']]);
  await shop.orchestrator.close();
});

test('what was held does not overtake an event that was parked before it', async () => {
  const broken = { now: true };
  const shop = host(broken);
  await shop.say('ann', 'order.placed', { order: 'A' });
  await shop.say('ann', 'order.moved', { order: 'A' });
  await shop.orchestrator.pause('order');
  await shop.say('ann', 'order.closed', { order: 'A' });
  await shop.orchestrator.resume('order');
  expect((await shop.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ status: 'parked', where: ['open'] });
  expect((await shop.orchestrator.list({ kind: 'parked' })).items).toHaveLength(2);
  await shop.orchestrator.close();
});

test('a resume and a stop that a crash interrupted are finished at the next start', async () => {
  const shop = host();
  for (const name of ['ann', 'bob', 'cy']) await shop.say(name, 'order.placed', { order: name });
  await shop.orchestrator.pause('order');
  for (const name of ['ann', 'bob', 'cy']) await shop.say(name, 'order.moved', { order: name });
  const resuming = shop.orchestrator.resume('order').catch(() => {});
  while (![...shop.data.lanes.values()].some((lane) => lane.state.includes('"status":"live"'))) await Promise.resolve();
  shop.reopen();
  await shop.orchestrator.start();
  await resuming;
  await shop.clock.advance(minutes(2));
  expect((await shop.orchestrator.list({ kind: 'parked' })).items).toEqual([]);
  for (const name of ['dee', 'eve']) await shop.say(name, 'order.placed', { order: name });
  const stopping = shop.orchestrator.stop('order').catch(() => {});
  while (![...shop.data.lanes.values()].some((lane) => lane.state.includes('"stopped"'))) await Promise.resolve();
  shop.reopen();
  await shop.orchestrator.start();
  await stopping;
  expect((await shop.orchestrator.list({ kind: 'instance' })).items).toEqual([]);
  await shop.orchestrator.close();
});

test('an exit after a step keeps what that step said, and takes no deferred event any more', async () => {
  const shop = host();
  await shop.say('ann', 'order.placed', { order: 'A' });
  await shop.say('ann', 'gift.added', { order: 'A' });
  await shop.say('ann', 'order.closed', { order: 'A' });
  await shop.settle();
  expect(shop.texts()).toEqual(['Goodbye.']);
  await shop.orchestrator.close();
});

test('a pause that discards effects holds activities, or their journeys would wait for ever', async () => {
  const shop = host();
  await shop.say('ann', 'order.placed', { order: 'A' });
  await shop.orchestrator.pause('order', { events: 'handle', effects: 'discard' });
  await shop.say('ann', 'order.moved', { order: 'A' });
  await shop.settle();
  await shop.orchestrator.resume('order');
  await shop.clock.advance(minutes(2));
  expect((await shop.orchestrator.explain('user:ann')).ended).toMatchObject([{ reason: 'done' }]);
  expect(shop.texts()).toEqual([]);
  await shop.orchestrator.close();
});

test('customers who are away do not close the channel for one who is there', async () => {
  const chat = createRecordingChannel((message): SendResult => (message.to.startsWith('away') ? { status: 'retry', because: 'recipient-away' } : { status: 'sent', providerId: message.key }));
  const shop = host({ now: false }, chat);
  for (let n = 0; n < 20; n += 1) {
    await shop.say(`away${n}`, 'order.placed', { order: 'A' });
    await shop.say(`away${n}`, 'order.moved', { order: 'A' });
  }
  await shop.settle();
  await shop.say('ann', 'order.placed', { order: 'A' });
  await shop.say('ann', 'order.moved', { order: 'A' });
  await shop.clock.advance(seconds(2));
  expect(chat.sent.filter((message) => message.to === 'ann')).toHaveLength(1);
  await shop.orchestrator.close();
});
