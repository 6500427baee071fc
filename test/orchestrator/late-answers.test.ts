import { expect, test } from 'vitest';
import { z } from 'zod';
import { activity, days, defineJourney, facts, hours, noData } from 'throughline';
import { createHost } from './host.js';

type Answer = { readonly found: boolean };

/** A journey that asks, and a person at the other end who answers when a test says so. */
function search() {
  const broken = { now: false };
  const journey = defineJourney({
    id: 'search', version: 1, events: { 'search.wanted': noData, 'search.left': noData, 'hint.given': z.object({ hint: z.string() }) },
    facts: { found: facts.internal(z.boolean()), hint: facts.internal(z.string()) }, channels: {},
    activities: { look: activity({ input: z.object({}), output: z.object({ found: z.boolean() }), timeoutMs: hours(5), attempts: 1 }) },
    entry: { on: ['search.wanted'], reentry: { mode: 'after-exit' } }, unhandled: { 'hint.given': { defer: { withinMs: hours(9) } } }, ttlMs: days(9),
  }).setup({}).createMachine({
    id: 'search', context: { found: false, hint: '' }, initial: 'looking',
    states: {
      looking: { invoke: { src: 'look', input: {}, onDone: { guard: () => { if (broken.now) throw new Error('no'); return true; }, target: 'told' }, onError: 'left' }, on: { 'search.left': 'left' } },
      told: { on: { 'hint.given': { target: 'over', actions: { type: 'remember', params: { facts: ['hint'] } } } }, after: { [days(1)]: 'over' } },
      left: { on: { 'search.wanted': 'looking' }, after: { [days(1)]: 'over' } },
      over: { type: 'final' },
    },
  });
  const open: ((answer: Answer) => void)[] = [];
  const host = createHost([journey], undefined, { activities: { look: () => new Promise<Answer>((answer) => { open.push(answer); }) } });
  /** to the oldest question that is open */
  const answer = async (): Promise<void> => { open.shift()?.({ found: true }); await host.settle(); };
  const where = async () => (await host.orchestrator.explain('user:ann')).journeys.map((run) => run.where);
  return { host, broken, answer, where };
}

test('an answer that comes after the journey has left the state that asked changes nothing', async () => {
  const { host, answer, where } = search();
  await host.say('ann', 'search.wanted');
  await host.settle();
  await host.say('ann', 'search.left');
  await answer();
  expect(await where()).toEqual([['left']]);
  await host.orchestrator.close();
});

test('an answer for a state that was left and entered again is not taken for the new question', async () => {
  const { host, answer, where } = search();
  await host.say('ann', 'search.wanted');
  await host.settle();
  await host.say('ann', 'search.left');
  await host.say('ann', 'search.wanted');
  await host.settle();
  await answer();
  expect(await where()).toEqual([['looking']]);
  await answer();
  expect(await where()).toEqual([['told']]);
  await host.orchestrator.close();
});

test('an answer that comes while the journey is paused waits for its resume', async () => {
  const { host, answer, where } = search();
  await host.say('ann', 'search.wanted');
  await host.settle();
  await host.orchestrator.pause('search');
  await answer();
  expect(await where()).toEqual([['looking']]);
  expect((await host.orchestrator.list({ kind: 'parked' })).items).toMatchObject([{ journey: 'search', cause: 'Paused' }]);
  await host.orchestrator.resume('search');
  await host.settle();
  expect(await where()).toEqual([['told']]);
  await host.orchestrator.close();
});

test('an answer that the definition cannot handle is kept, blocks what comes later, and is taken once the definition is mended', async () => {
  const { host, broken, answer, where } = search();
  broken.now = true;
  await host.say('ann', 'search.wanted');
  await host.settle();
  await answer();
  expect((await host.orchestrator.explain('user:ann')).journeys).toMatchObject([{ status: 'parked', where: ['looking'], lastEvent: { type: 'activity', did: 'parked' } }]);
  expect(await host.say('ann', 'search.left')).toMatchObject({ status: 'parked' });
  broken.now = false;
  expect((await host.orchestrator.redrive({ journey: 'search' })).done).toHaveLength(2);
  expect(await where()).toEqual([['told']]);
  await host.orchestrator.close();
});

test('what was said too early is kept, and taken when the answer is there', async () => {
  const { host, answer } = search();
  await host.say('ann', 'search.wanted');
  await host.settle();
  expect(await host.say('ann', 'hint.given', { hint: 'in the cellar' })).toMatchObject({ status: 'deferred' });
  await answer();
  expect((await host.orchestrator.explain('user:ann')).ended).toMatchObject([{ journey: 'search', reason: 'done' }]);
  await host.orchestrator.close();
});
