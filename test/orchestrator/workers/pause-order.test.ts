import { assign } from 'xstate';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts } from 'throughline';
import { createHost } from '../host.js';
import { pollMs, startWorkers } from './workers.js';

const numbered = z.object({ n: z.number() });
const { setup } = defineJourney({
  id: 'queue', version: 1, events: { begun: numbered, told: numbered, over: numbered }, facts: { seen: facts.internal(z.array(z.number())) }, channels: { chat: ['text'] },
  entry: { on: ['begun'], reentry: { mode: 'after-exit' } }, ttlMs: days(30),
});
/** Says each number when it takes it. */
const queue = setup({ actions: { take: assign(({ context, event }) => ({ seen: [...context.seen, 'n' in event.data ? event.data.n : -1] })) } }).createMachine({
  id: 'queue', context: ({ input }) => ({ seen: [input.event.data.n] }), initial: 'open',
  states: {
    open: {
      on: { told: { actions: ['take', { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'last' } }] }, over: 'closed' },
      after: { [days(9)]: 'closed' },
    },
    closed: { type: 'final' },
  },
});
const more = { texts: { last: ({ seen }: { readonly seen?: readonly number[] }) => `${seen?.at(-1)}` } };

async function two() {
  const { clock, workers: [a, b], texts, close } = await startWorkers(2, { journeys: [queue], more });
  if (a === undefined || b === undefined) throw new Error('two workers');
  const seen = async () => (await a.orchestrator.briefing('user:ann')).journeys[0]?.facts.find(({ name }) => name === 'seen')?.value;
  const parked = async () => (await a.orchestrator.list({ kind: 'parked' })).items;
  return { clock, a, b, texts, close, seen, parked };
}

test('who has not heard of a pause yet lets nothing overtake what another process holds, nor who has not heard of its end', async () => {
  const { clock, a, b, texts, close, seen, parked } = await two();
  await a.say('1', 'begun', { n: 1 });
  await a.orchestrator.pause('queue');
  expect(await a.say('2', 'told', { n: 2 })).toMatchObject({ status: 'parked', reason: 'Paused' });
  expect(await b.say('3', 'told', { n: 3 })).toMatchObject({ status: 'parked', reason: 'Paused' });
  await clock.advance(pollMs * 2);
  expect(await seen()).toEqual([1]);
  await a.orchestrator.resume('queue');
  expect(await seen()).toEqual([1, 2, 3]);
  expect(await b.say('4', 'told', { n: 4 })).toMatchObject({ status: 'parked', reason: 'Paused' });
  // it is live here, and what waits goes on as soon as something more comes
  expect(await a.say('5', 'told', { n: 5 })).toMatchObject({ status: 'parked', reason: 'Paused', because: expect.stringContaining('has not gone on yet') });
  await clock.advance(10);
  expect(await seen()).toEqual([1, 2, 3, 4, 5]);
  await clock.advance(pollMs * 2);
  expect(texts()).toEqual(['2', '3', '4', '5']);
  expect(await parked()).toEqual([]);
  expect(await b.say('6', 'told', { n: 6 })).toMatchObject({ status: 'handled' });
  await close();
});

test('a resume keeps each customer\'s order while they go on telling, holds nobody else up, and ends', async () => {
  const host = createHost([queue], undefined, more);
  const names = Array.from({ length: 30 }, (_, n) => `c${n}`);
  const told = new Map<string, number>();
  const tell = (name: string, type: 'begun' | 'told') => {
    const n = (told.get(name) ?? 0) + 1;
    told.set(name, n);
    return host.say(name, type, { n });
  };
  for (const name of [...names, 'bob']) await tell(name, 'begun');
  await host.orchestrator.pause('queue');
  for (const name of [...names, ...names, ...names]) await tell(name, 'told');
  let over = false;
  const resumed = host.orchestrator.resume('queue').then(() => { over = true; });
  const held: string[] = [];
  for (let round = 0; !over && round < 1_000; round += 1) {
    const receipts = await Promise.all([...names.slice(round % 20, round % 20 + 10), 'bob'].map((name) => tell(name, 'told')));
    held.push(...receipts.filter(({ status }) => status === 'parked').map(({ because }) => because));
    expect(receipts.at(-1)).toMatchObject({ status: round === 0 ? expect.any(String) : 'handled' });
  }
  await resumed;
  await host.settle();
  expect((await host.orchestrator.list({ kind: 'parked' })).items).toEqual([]);
  for (const name of names) {
    const value = (await host.orchestrator.briefing(`user:${name}`)).journeys[0]?.facts.find((fact) => fact.name === 'seen')?.value;
    expect(value, name).toEqual(Array.from({ length: told.get(name) ?? 0 }, (_, n) => n + 1));
  }
  expect(held.length, 'otherwise nobody told anything meanwhile').toBeGreaterThan(0);
  await host.orchestrator.close();
});

test('what comes after an entry that is held waits behind it', async () => {
  const host = createHost([queue], undefined, more);
  await host.orchestrator.pause('queue');
  expect(await host.say('ann', 'told', { n: 0 })).toMatchObject({ status: 'ignored', reason: 'NoJourney' });
  expect(await host.say('ann', 'begun', { n: 1 })).toMatchObject({ status: 'parked', reason: 'Paused' });
  expect(await host.say('ann', 'told', { n: 2 })).toMatchObject({ status: 'parked', reason: 'Paused' });
  expect(await host.say('ann', 'begun', { n: 3 })).toMatchObject({ status: 'parked', reason: 'Paused' });
  expect(await host.say('ann', 'told', { n: 4 })).toMatchObject({ status: 'parked', reason: 'Paused' });
  await host.orchestrator.resume('queue');
  await host.settle();
  expect(host.texts()).toEqual(['2', '4']);
  expect((await host.orchestrator.list({ kind: 'parked' })).items).toEqual([]);
  await host.orchestrator.close();
});

test('a run that is ended by a person leaves nothing that later events wait for, and a stop tells those who waited to be let in', async () => {
  const host = createHost([queue], undefined, more);
  await host.say('ann', 'begun', { n: 1 });
  await host.orchestrator.pause('queue');
  await host.say('ann', 'told', { n: 2 });
  const { items: [run] } = await host.orchestrator.list({ kind: 'instance' });
  await host.orchestrator.cancel(run?.id ?? '', { reason: 'asked' });
  await host.orchestrator.resume('queue');
  expect(await host.say('ann', 'begun', { n: 3 })).toMatchObject({ status: 'handled' });
  await host.orchestrator.pause('queue');
  expect(await host.say('bob', 'begun', { n: 1 })).toMatchObject({ status: 'parked' });
  expect(await host.say('bob', 'told', { n: 2 })).toMatchObject({ status: 'parked' });
  await host.orchestrator.stop('queue');
  expect((await host.orchestrator.list({ kind: 'parked' })).items).toEqual([]);
  expect((await host.orchestrator.list({ kind: 'instance' })).items).toEqual([]);
  await host.orchestrator.close();
});
