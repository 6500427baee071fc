import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, noData, type JourneyError, type PauseRule } from 'throughline';
import { createHost } from './host.js';

function welcome(pause?: Partial<PauseRule>) {
  const { setup } = defineJourney({
    id: 'welcome', version: 1,
    events: { 'contract.signed': noData, 'question.asked': noData },
    facts: { asked: facts.internal(z.number()) },
    channels: { chat: ['text'] },
    entry: { on: ['contract.signed'], reentry: { mode: 'after-exit' } },
    ttlMs: days(100),
    ...(pause !== undefined && { pause }),
  });
  return setup({}).createMachine({
    id: 'welcome', context: { asked: 0 }, initial: 'new',
    states: {
      new: {
        entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Welcome.' } },
        on: { 'question.asked': { actions: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'An answer.' } } } },
        after: { [hours(1)]: 'settled' },
      },
      settled: {
        entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'All well?' } },
        on: { 'question.asked': { actions: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'A late answer.' } } } },
        after: { [days(50)]: 'over' },
      },
      over: { type: 'final' },
    },
  });
}

test('a paused journey holds entries, events, delays and sends, and all of it goes on at resume', async () => {
  const host = createHost([welcome()]);
  await host.say('ann', 'contract.signed');
  await host.settle();
  await host.orchestrator.pause('welcome');
  expect(await host.say('ann', 'question.asked')).toMatchObject({ status: 'parked' });
  expect(await host.say('bob', 'contract.signed')).toMatchObject({ status: 'parked' });
  await host.clock.advance(hours(3));
  expect(host.texts()).toEqual(['Welcome.']);
  expect((await host.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ status: 'paused', where: ['new'] });
  await host.orchestrator.resume('welcome');
  await host.settle();
  expect(host.texts().toSorted()).toEqual(['All well?', 'An answer.', 'Welcome.', 'Welcome.']);
  expect((await host.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ status: 'running', where: ['settled'] });
  expect((await host.orchestrator.list({ kind: 'parked' })).items).toEqual([]);
  await host.orchestrator.close();
});

describe('each kind of node follows the rule that is declared or given', () => {
  test('entries are discarded', async () => {
    const host = createHost([welcome({ entries: 'discard' })]);
    await host.orchestrator.pause('welcome');
    expect(await host.say('ann', 'contract.signed')).toMatchObject({ status: 'ignored', reason: 'NotEntered' });
    await host.orchestrator.resume('welcome');
    expect((await host.orchestrator.explain('user:ann')).journeys).toEqual([]);
    await host.orchestrator.close();
  });
  test('events and delays go on while effects are held', async () => {
    const host = createHost([welcome({ events: 'handle' })]);
    await host.say('ann', 'contract.signed');
    await host.settle();
    await host.orchestrator.pause('welcome', { waits: 'run' });
    expect(await host.say('ann', 'question.asked')).toMatchObject({ status: 'handled' });
    await host.clock.advance(hours(2));
    expect(host.texts()).toEqual(['Welcome.']);
    expect((await host.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ where: ['settled'] });
    await host.orchestrator.resume('welcome');
    await host.settle();
    expect(host.texts()).toEqual(['Welcome.', 'An answer.', 'All well?']);
    await host.orchestrator.close();
  });
  test('effects are discarded', async () => {
    const host = createHost([welcome()]);
    await host.say('ann', 'contract.signed');
    await host.settle();
    await host.orchestrator.pause('welcome', { events: 'handle', effects: 'discard' });
    await host.say('ann', 'question.asked');
    await host.settle();
    await host.orchestrator.resume('welcome');
    await host.settle();
    expect(host.texts()).toEqual(['Welcome.']);
    await host.orchestrator.close();
  });
  test('effects are performed', async () => {
    const host = createHost([welcome()]);
    await host.say('ann', 'contract.signed');
    await host.settle();
    await host.orchestrator.pause('welcome', { events: 'handle', effects: 'perform' });
    await host.say('ann', 'question.asked');
    await host.settle();
    expect(host.texts()).toEqual(['Welcome.', 'An answer.']);
    await host.orchestrator.close();
  });
});

test('a pause outlives a restart', async () => {
  const host = createHost([welcome()]);
  await host.say('ann', 'contract.signed');
  await host.settle();
  await host.orchestrator.pause('welcome');
  host.reopen();
  expect(await host.say('ann', 'question.asked')).toMatchObject({ status: 'parked' });
  await host.orchestrator.resume('welcome');
  await host.settle();
  expect(host.texts()).toEqual(['Welcome.', 'An answer.']);
  await host.orchestrator.close();
});

test('time to live runs on while a journey is paused', async () => {
  const host = createHost([welcome()]);
  await host.say('ann', 'contract.signed');
  await host.orchestrator.pause('welcome');
  await host.clock.advance(days(101));
  expect((await host.orchestrator.explain('user:ann')).ended).toMatchObject([{ reason: 'ttl' }]);
  await host.orchestrator.resume('welcome');
  expect((await host.orchestrator.explain('user:ann')).journeys).toEqual([]);
  await host.orchestrator.close();
});

test('a stopped journey makes everyone leave, lets nobody in and cannot be resumed', async () => {
  const host = createHost([welcome()]);
  for (const name of ['ann', 'bob', 'cy']) await host.say(name, 'contract.signed');
  await host.settle();
  await host.orchestrator.stop('welcome');
  expect((await host.orchestrator.list({ kind: 'instance' })).items).toEqual([]);
  expect((await host.orchestrator.explain('user:bob')).ended).toMatchObject([{ reason: 'stopped' }]);
  expect(await host.say('dee', 'contract.signed')).toMatchObject({ status: 'ignored', reason: 'NotEntered' });
  await host.clock.advance(days(2));
  expect(host.texts()).toEqual(['Welcome.', 'Welcome.', 'Welcome.']);
  await expect(host.orchestrator.resume('welcome')).rejects.toSatisfy((error: JourneyError) => error.code === 'JourneyClosed');
  await expect(host.orchestrator.pause('nonsense')).rejects.toSatisfy((error: JourneyError) => error.code === 'UnknownJourney');
  await host.orchestrator.close();
});
