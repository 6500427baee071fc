import { expect, test } from 'vitest';
import { seconds } from 'throughline';
import { createRecordingChannel } from '../recording-channel.js';
import { leaseMs, pollMs, startWorkers } from './workers.js';

const two = async (...options: Parameters<typeof startWorkers> extends readonly [number, ...infer O] ? O : never) => {
  const started = await startWorkers(2, ...options);
  const [one, other] = started.workers;
  if (one === undefined || other === undefined) throw new Error('two workers');
  return { ...started, one, other };
};

test('a process that was stopped beyond its lease commits nothing late, says so, and goes on under a new one', async () => {
  const { one, other, clock, close, data } = await two();
  await one.say('visit', 'visit.began');
  one.freeze();
  const late = one.say('late', 'item.added', { n: 1 });
  await clock.advance(leaseMs * 2);
  expect(await other.say('meanwhile', 'item.added', { n: 2 })).toMatchObject({ status: 'handled' });
  const before = data.position;
  one.thaw();
  for (let waits = 0; waits < 10; waits += 1) await clock.advance(100);
  expect(await late).toMatchObject({ status: 'handled' });
  expect(one.faults.map(({ code }) => code)).toContain('LeaseLost');
  expect(data.log.filter(({ position, kind }) => position > before && kind === 'event')).toHaveLength(1);
  const facts = (await other.orchestrator.briefing('user:ann')).journeys[0]?.facts;
  expect(facts?.find(({ name }) => name === 'order')?.value).toEqual([2, 1]);
  await close();
});

test('what a dead process was sending goes out under the same key within its lease and a poll', async () => {
  const { one, other, clock, close } = await two({ chat: (n) => (n === 0 ? createRecordingChannel(() => new Promise(() => {})) : createRecordingChannel()) });
  await one.say('o', 'order.placed', { order: 'A' });
  await clock.advance(100);
  expect(one.chat.sent).toHaveLength(1);
  one.freeze();
  await clock.advance(leaseMs - pollMs - seconds(1));
  expect(other.chat.sent).toEqual([]);
  await clock.advance(pollMs * 2 + seconds(1));
  expect(other.chat.sent).toEqual(one.chat.sent);
  one.thaw();
  const closing = close();
  await clock.advance(seconds(60));
  await closing;
});

test('a process that is closed hands over at once', async () => {
  const { one, other, clock } = await two({ chat: (n) => (n === 0 ? createRecordingChannel(() => ({ status: 'retry', retryAfterMs: 1 })) : createRecordingChannel()) });
  await one.say('o', 'order.placed', { order: 'A' });
  const closing = one.orchestrator.close();
  await clock.advance(seconds(20));
  await closing;
  expect(other.chat.sent.map(({ text }) => text)).toEqual(['Order A is confirmed.']);
  await other.orchestrator.close();
});

test('what was sent in the last moment of a lease is noted under the next one, and not sent again', async () => {
  const answers: (() => void)[] = [];
  const { one, other, clock, close } = await two({ chat: () => createRecordingChannel((message) => new Promise((resolve) => { answers.push(() => resolve({ status: 'sent', providerId: `p-${message.key}` })); })) });
  await one.say('o', 'order.placed', { order: 'A' });
  await clock.advance(100);
  one.freeze();
  other.freeze();
  await clock.advance(seconds(5));
  for (const answer of answers) answer();
  await clock.advance(leaseMs);
  one.thaw();
  for (let waits = 0; waits < 30; waits += 1) await clock.advance(100);
  other.thaw();
  await clock.advance(leaseMs * 4);
  expect([...one.chat.sent, ...other.chat.sent]).toHaveLength(1);
  await close();
});

test('a pause, a resume and a stop reach every process within a poll', async () => {
  const { one, other, clock, close } = await two();
  await one.say('visit', 'visit.began');
  await one.orchestrator.pause('tally');
  await clock.advance(pollMs);
  expect(await other.say('held', 'item.added', { n: 1 })).toMatchObject({ status: 'parked' });
  await other.orchestrator.resume('tally');
  expect((await other.orchestrator.list({ kind: 'parked' })).items).toEqual([]);
  // it has not heard yet, and holds what comes
  expect(await one.say('late', 'item.added', { n: 2 })).toMatchObject({ status: 'parked' });
  await clock.advance(pollMs);
  expect((await one.orchestrator.list({ kind: 'parked' })).items).toEqual([]);
  expect((await one.orchestrator.briefing('user:ann')).journeys[0]?.facts.find(({ name }) => name === 'order')?.value).toEqual([1, 2]);
  await one.orchestrator.stop('tally');
  // begun under the old status, and made to leave once the stop was heard of
  await other.say('v2', 'visit.began', {}, 'user:bob');
  await clock.advance(pollMs);
  expect((await one.orchestrator.list({ kind: 'instance', journey: 'tally' })).items).toEqual([]);
  await close();
});
