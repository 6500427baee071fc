import { expect, test } from 'vitest';
import { hours, seconds } from 'throughline';
import { createRecordingChannel } from '../recording-channel.js';
import { leaseMs, pollMs, startWorkers, type Worker } from './workers.js';

const factsOf = async ({ orchestrator }: Worker, who = 'user:ann') => Object.fromEntries((await orchestrator.briefing(who)).journeys[0]?.facts.map(({ name, value }) => [name, value]) ?? []);

/** The worker whose turn it is. */
const nth = (workers: readonly Worker[], n: number): Worker => {
  const worker = workers[n % workers.length];
  if (worker === undefined) throw new Error('there is a worker');
  return worker;
};

test('a hundred events of one customer that come to four processes at one moment each count once', async () => {
  const { workers, clock, close, data } = await startWorkers(4);
  await nth(workers, 0).say('visit', 'visit.began');
  const said = Promise.all(Array.from({ length: 100 }, (_, n) => nth(workers, n).say(`i${n}`, 'item.added', { n })));
  for (let waits = 0; waits < 100; waits += 1) await clock.advance(10);
  expect(new Set((await said).map(({ status }) => status))).toEqual(new Set(['handled']));
  for (const worker of workers) {
    const { count, order } = await factsOf(worker);
    expect(count).toBe(100);
    expect(new Set(order as readonly number[]).size).toBe(100);
  }
  expect(data.log.filter(({ kind }) => kind === 'event')).toHaveLength(101);
  await close();
});

test('the same event brought to every process at once is taken once, and each answers so', async () => {
  const { workers, clock, close } = await startWorkers(4);
  const answers = Promise.all(workers.map((worker) => worker.say('one', 'order.placed', { order: 'A' })));
  await clock.advance(seconds(1));
  expect((await answers).map(({ status }) => status).toSorted()).toEqual(['duplicate', 'duplicate', 'duplicate', 'handled']);
  await close();
});

test('a person nobody knew who comes to every process at once is one customer', async () => {
  const { workers, clock, close, data } = await startWorkers(4);
  const answers = Promise.all(workers.map((worker, n) => worker.say(`e${n}`, 'order.placed', { order: `o${n}` }, 'email:new@example.org')));
  for (let waits = 0; waits < 20; waits += 1) await clock.advance(50);
  expect(new Set((await answers).map((receipt) => ('customer' in receipt ? receipt.customer : undefined))).size).toBe(1);
  expect([...data.lanes.values()].filter(({ tenant, version }) => tenant === 'default' && version > 0)).toHaveLength(1);
  await close();
});

test('what one process has just committed the others show at once', async () => {
  const { workers: [one, other], close } = await startWorkers(2);
  if (one === undefined || other === undefined) throw new Error('two workers');
  await one.say('visit', 'visit.began');
  await other.say('a', 'item.added', { n: 1 });
  expect(await factsOf(one)).toMatchObject({ count: 1 });
  await one.say('b', 'item.added', { n: 2 });
  expect(await factsOf(other)).toMatchObject({ count: 2, order: [1, 2] });
  await close();
});

test('messages to one customer leave in order, also where two processes decided on them', async () => {
  const answers: (() => void)[] = [];
  const chat = createRecordingChannel((message) => new Promise((resolve) => { answers.push(() => resolve({ status: 'sent', providerId: message.key })); }));
  const { workers: [one, other], clock, close } = await startWorkers(2, { chat: () => chat });
  if (one === undefined || other === undefined) throw new Error('two workers');
  for (let n = 0; n < 6; n += 1) await (n % 2 === 0 ? one : other).say(`o${n}`, 'order.placed', { order: String(n) });
  for (let n = 0; n < 6; n += 1) {
    await clock.advance(seconds(1));
    expect(chat.sent.map(({ text }) => text)).toEqual(Array.from({ length: n + 1 }, (_, sent) => `Order ${sent} is confirmed.`));
    answers[n]?.();
  }
  await clock.advance(seconds(1));
  await close();
});

test('a delay that one process set ends once, whichever of them is alive then', async () => {
  const { workers, clock, close, texts } = await startWorkers(3);
  await nth(workers, 0).say('o', 'order.placed', { order: 'A' });
  await clock.advance(seconds(1));
  nth(workers, 0).freeze();
  await clock.advance(hours(2) + leaseMs + pollMs);
  expect(texts()).toEqual(['Order A is confirmed.', 'Order A is waiting.']);
  nth(workers, 0).thaw();
  await clock.advance(seconds(10));
  expect(texts()).toEqual(['Order A is confirmed.', 'Order A is waiting.']);
  await close();
});
