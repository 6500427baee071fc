import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { activity, createOrchestrator, days, defineJourney, facts, hours, noData, seconds, type JourneyError } from 'throughline';
import type { Crm, SendResult } from 'throughline/ports';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { createHost } from './host.js';
import { createRecordingChannel } from './recording-channel.js';

const look = { input: z.object({ id: z.string() }), output: z.object({ found: z.boolean() }), timeoutMs: seconds(2), attempts: 3 };

function search(version = 1) {
  const { setup } = defineJourney({
    id: 'search', version,
    events: { 'search.wanted': z.object({ id: z.string() }), 'search.dropped': noData },
    facts: { id: facts.internal(z.string()), found: facts.internal(z.boolean()) },
    channels: { chat: ['text'] },
    activities: { look: activity(look) },
    entry: { on: ['search.wanted'], reentry: { mode: 'after-exit' } },
    ttlMs: days(100),
  });
  return setup({}).createMachine({
    id: 'search', context: ({ input }) => ({ id: input.event.data.id, found: false }), initial: 'looking',
    states: {
      looking: {
        invoke: { src: 'look', input: ({ context }) => ({ id: context.id }), onDone: { target: 'found', actions: { type: 'remember', params: { facts: ['found'] } } }, onError: 'lost' },
        on: { 'search.dropped': 'dropped' },
        after: { [days(1)]: 'lost' },
      },
      found: { entry: [{ type: 'crm.openCase', params: { subject: 'Found' } }, { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'found' } }], after: { [days(1)]: 'over' } },
      lost: { after: { [days(1)]: 'over' } },
      dropped: { after: { [days(1)]: 'over' } },
      over: { type: 'final' },
    },
  });
}

function hostOf(run: (input: { readonly id: string }, io: { readonly key: string; readonly attempt: number; readonly signal: AbortSignal }) => unknown, more: object = {}) {
  const crmCalls: string[] = [];
  const note = (name: string) => async ({ key }: { readonly key: string }) => { crmCalls.push(`${name} ${key.split('/').slice(2).join('/')}`); };
  const crm: Crm = { contract: 1, name: 'list', capabilities: { cases: true, activities: true }, openCase: note('open'), updateCase: note('update'), closeCase: note('close'), logActivity: note('log') };
  const host = createHost([search()], undefined, { activities: { look: run }, crm, texts: { found: { en: 'Found it.', 'ja-JP': '見つかりました。' } }, ...more });
  return { host, crmCalls };
}

describe('an activity', () => {
  test('is tried as often as its contract says, with one key, and its output is held against the contract', async () => {
    const seen: string[] = [];
    const { host } = hostOf((_input, { key, attempt }) => { seen.push(`${attempt} ${key}`); if (attempt < 3) throw new Error('no'); return { found: true }; });
    await host.say('ann', 'search.wanted', { id: '1' });
    await host.clock.advance(seconds(10));
    expect(seen.map((one) => one.split(' ')[0])).toEqual(['1', '2', '3']);
    expect(new Set(seen.map((one) => one.split(' ')[1])).size).toBe(1);
    expect((await host.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ where: ['found'] });
    await host.orchestrator.close();
  });
  test.each([
    ['throws at every try', () => { throw new Error('no'); }],
    ['gives what its contract refuses', () => ({ found: 'perhaps' })],
    ['gives what cannot be stored', () => ({ found: true, when: new Date(), self: BigInt(1) })],
    ['never answers', () => new Promise(() => {})],
  ])('that %s ends in onError', async (what, run) => {
    const { host } = hostOf(run);
    await host.say('ann', 'search.wanted', { id: '1' });
    await host.clock.advance(seconds(30));
    const expected = what === 'gives what cannot be stored' ? ['found'] : ['lost'];
    expect((await host.orchestrator.explain('user:ann')).journeys[0]?.where).toEqual(expected);
    await host.orchestrator.close();
  });
  test('that answers after its state was left changes nothing', async () => {
    let answer: (value: unknown) => void = () => {};
    const { host } = hostOf(() => new Promise((resolve) => { answer = resolve; }));
    await host.say('ann', 'search.wanted', { id: '1' });
    await host.clock.advance(100);
    await host.say('ann', 'search.dropped');
    answer({ found: true });
    await host.clock.advance(100);
    expect((await host.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ where: ['dropped'] });
    await host.orchestrator.close();
  });
  test('that was under way when the process died is run again after it, with the same key', async () => {
    const keys: string[] = [];
    const { host } = hostOf((_input, { key }) => { keys.push(key); return keys.length === 1 ? new Promise(() => {}) : { found: true }; });
    await host.say('ann', 'search.wanted', { id: '1' });
    await host.clock.advance(100);
    host.reopen();
    await host.orchestrator.start();
    await host.clock.advance(1_000);
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
    expect((await host.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ where: ['found'] });
    await host.orchestrator.close();
  });
});

test('an activity is not called with what its contract does not take: the step is parked', async () => {
  let calls = 0;
  const strict = defineJourney({
    id: 'strict', version: 1, events: { 'search.wanted': z.object({ id: z.string() }) }, facts: { id: facts.internal(z.string()) }, channels: {},
    activities: { look: activity({ ...look, input: z.object({ id: z.string().min(3) }) }) }, entry: { on: ['search.wanted'], reentry: { mode: 'after-exit' } }, ttlMs: days(1),
  }).setup({}).createMachine({
    id: 'strict', context: ({ input }) => ({ id: input.event.data.id }), initial: 'looking',
    states: { looking: { invoke: { src: 'look', input: ({ context }) => ({ id: context.id }), onDone: 'over', onError: 'over' }, after: { [hours(1)]: 'over' } }, over: { type: 'final' } },
  });
  const host = createHost([strict], undefined, { activities: { look: () => { calls += 1; return { found: true }; } } });
  expect(await host.say('ann', 'search.wanted', { id: 'ab' })).toMatchObject({ status: 'parked' });
  expect((await host.orchestrator.list({ kind: 'parked' })).items).toMatchObject([{ cause: 'InvalidPayload' }]);
  expect(await host.say('bob', 'search.wanted', { id: 'abc' })).toMatchObject({ status: 'handled' });
  await host.settle();
  expect(calls).toBe(1);
  await host.orchestrator.close();
});

test('an activity that takes longer than a lease is not called a second time while it runs', async () => {
  let calls = 0;
  const { host } = hostOf(() => { calls += 1; return new Promise(() => {}); }, { timing: { pollMs: 1_000, callMs: 500, leaseMs: 1_000 } });
  await host.say('ann', 'search.wanted', { id: '1' });
  await host.clock.advance(1_900);
  expect(calls).toBe(1);
  const closing = host.orchestrator.close();
  await host.clock.advance(seconds(11));
  await closing;
});

test('a text follows the customer: locale by locale, then the host\'s own', async () => {
  const { host, crmCalls } = hostOf(() => ({ found: true }));
  await host.say('ann', 'customer.updated', { locale: 'ja-JP' });
  await host.say('ann', 'search.wanted', { id: '1' });
  await host.say('bob', 'search.wanted', { id: '1' });
  await host.clock.advance(seconds(1));
  expect(host.texts().toSorted()).toEqual(['Found it.', '見つかりました。']);
  expect(crmCalls).toEqual(['open search/1/2/0', 'open search/1/2/0']);
  await host.orchestrator.close();
});

describe('closing', () => {
  test('lets calls under way end, takes no more events, and may be asked twice', async () => {
    let finish: (result: SendResult) => void = () => {};
    const chat = createRecordingChannel(() => new Promise<SendResult>((resolve) => { finish = resolve; }));
    const host = createHost([search()], chat, { activities: { look: () => ({ found: true }) }, crm: { contract: 1, name: 'none', capabilities: { cases: true, activities: true }, openCase: async () => {}, updateCase: async () => {}, closeCase: async () => {}, logActivity: async () => {} }, texts: { found: 'Found.' } });
    await host.say('ann', 'search.wanted', { id: '1' });
    await host.clock.advance(100);
    expect(chat.sent).toHaveLength(1);
    const closing = host.orchestrator.close();
    await expect(host.say('ann', 'search.dropped')).rejects.toSatisfy((error: JourneyError) => error.code === 'Closed');
    finish({ status: 'sent', providerId: 'x' });
    await closing;
    await host.orchestrator.close();
    host.reopen();
    await host.orchestrator.start();
    await host.clock.advance(hours(1));
    expect(chat.sent).toHaveLength(1);
    await host.orchestrator.close();
  });
  test('does not wait for ever for an adapter that never answers', async () => {
    const chat = createRecordingChannel(() => new Promise<SendResult>(() => {}));
    const host = createHost([search()], chat, { activities: { look: () => ({ found: true }) }, crm: { contract: 1, name: 'none', capabilities: { cases: true, activities: true }, openCase: async () => {}, updateCase: async () => {}, closeCase: async () => {}, logActivity: async () => {} }, texts: { found: 'Found.' } });
    await host.say('ann', 'search.wanted', { id: '1' });
    await host.clock.advance(100);
    const closing = host.orchestrator.close();
    await host.clock.advance(seconds(11));
    await closing;
    expect(chat.sent).toHaveLength(1);
  });
});

test('a listener that throws is told as a fault and breaks nothing', async () => {
  const { host } = hostOf(() => ({ found: true }));
  host.listen('fault');
  host.orchestrator.on('journey.started', () => { throw new Error('mine'); });
  expect(await host.say('ann', 'search.wanted', { id: '1' })).toMatchObject({ status: 'handled' });
  expect(host.told).toMatchObject([{ what: { where: 'listener of journey.started' } }]);
  await host.orchestrator.close();
});

test('running instances stay on their version, new ones take the newest, and one whose version is gone is parked, not lost', async () => {
  const { host } = hostOf(() => new Promise(() => {}));
  await host.say('ann', 'search.wanted', { id: '1' });
  const clock = createTestClock(host.clock.now());
  const store = createMemoryStore({ clock, data: host.data });
  const { crm } = host.more;
  const options = { clock, channels: { chat: host.chat }, activities: { look: () => ({ found: true }) }, texts: { found: 'Found.' }, ...(crm !== undefined && { crm }) };
  const second = createOrchestrator({ ...options, journeys: [search(1), search(2)], store });
  await second.accept({ id: 'b', source: 't', type: 'search.wanted', data: { id: '2' }, who: ['user:bob'] });
  expect((await second.explain('user:ann')).journeys[0]?.version).toBe(1);
  expect((await second.explain('user:bob')).journeys[0]?.version).toBe(2);
  await second.close();
  const third = createOrchestrator({ ...options, journeys: [search(2)], store: createMemoryStore({ clock, data: host.data }) });
  expect(await third.accept({ id: 'c', source: 't', type: 'search.dropped', data: {}, who: ['user:ann'] })).toMatchObject({ status: 'parked' });
  expect((await third.explain('user:ann')).journeys[0]).toMatchObject({ status: 'without definition' });
  await third.close();
});

test('a host that lacks something is refused when it is created, one sentence for each thing', () => {
  const clock = createTestClock();
  const wire = (more: object) => () => createOrchestrator({ journeys: [search()] as never, store: createMemoryStore({ clock }), clock, channels: {}, ...more });
  expect(wire({})).toThrowError(/needs the channel 'chat'.*needs the activity 'look'.*sends the text 'found'.*writes to the CRM/s);
  expect(wire({ channels: { chat: { ...createRecordingChannel(), capabilities: { inbound: true } } } })).toThrowError(/needs 'text' on channel 'chat'/);
  expect(wire({ journeys: [search(), search()] })).toThrowError(/given twice/);
  expect(wire({ timing: { leaseMs: 5 } })).toThrowError(/leaseMs must be longer/);
});
