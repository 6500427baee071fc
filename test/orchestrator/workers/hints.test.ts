import { createOrchestrator } from 'throughline';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { expect, test } from 'vitest';
import { createRecordingChannel } from '../recording-channel.js';
import { tally, texts } from '../door/journeys.js';
import { leaseMs, startWorkers } from './workers.js';

const two = async (chat: (n: number) => ReturnType<typeof createRecordingChannel> = () => createRecordingChannel()) => {
  const { workers: [one, other], ...started } = await startWorkers(2, { hints: true, chat });
  if (one === undefined || other === undefined) throw new Error('two workers');
  return { ...started, one, other };
};

test('where processes hear of each other, a pause, a resume and a stop hold everywhere at once', async () => {
  const { one, other, clock, close } = await two();
  await one.say('visit', 'visit.began');
  await one.orchestrator.pause('tally');
  await clock.advance(1);
  expect(await other.say('held', 'item.added', { n: 1 })).toMatchObject({ status: 'parked' });
  await one.orchestrator.resume('tally');
  await clock.advance(1);
  expect(await other.say('after', 'item.added', { n: 2 })).toMatchObject({ status: 'handled' });
  await other.orchestrator.stop('tally');
  await clock.advance(1);
  expect(await one.say('again', 'visit.began', {}, 'user:bob')).not.toMatchObject({ status: 'handled' });
  await close();
});

test('where processes hear of each other, what one that closes had in hand goes on elsewhere at once', async () => {
  const { one, other, clock, close } = await two((n) => (n === 0 ? createRecordingChannel(() => ({ status: 'retry', retryAfterMs: 1 })) : createRecordingChannel()));
  await one.say('o', 'order.placed', { order: 'A' });
  const closing = one.orchestrator.close();
  await clock.advance(leaseMs / 2);
  await closing;
  await clock.advance(1_000);
  expect(other.chat.sent.map(({ text }) => text)).toEqual(['Order A is confirmed.']);
  await close();
});

test('a store whose hints fail keeps its promises all the same', async () => {
  const fail = (): never => { throw new Error('no hints today'); };
  const clock = createTestClock(1_800_000_000_000);
  const store = { ...createMemoryStore({ clock }), hints: { tell: fail, hear: fail } };
  const orchestrator = createOrchestrator({ journeys: [tally], clock, store, texts, channels: { chat: createRecordingChannel() } });
  await orchestrator.start();
  await orchestrator.pause('tally');
  expect(await orchestrator.accept({ id: 'v', type: 'visit.began', data: {}, source: 'shop', who: ['user:ann'] })).toMatchObject({ status: 'parked' });
  await orchestrator.close();
});
