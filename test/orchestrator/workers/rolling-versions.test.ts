import { expect, test } from 'vitest';
import { assign } from 'xstate';
import { z } from 'zod';
import { activity, createOrchestrator, days, defineJourney, facts, JourneyError, minutes, noData, seconds, type Orchestrator } from 'throughline';
import type { Store } from 'throughline/ports';
import { createMemoryData, createMemoryStore, createTestClock, verify } from 'throughline/testing';
import { createRecordingChannel } from '../recording-channel.js';

const pollMs = seconds(5);

/** The version says by its own channel what happened; the newer one looks something up first, which the older one cannot. */
function care(version: 1 | 2) {
  const { setup } = defineJourney({
    id: 'care', version,
    events: { begun: noData, asked: noData, told: noData, spoiled: noData }, facts: { found: facts.internal(z.string()) }, channels: { [`chat${version}`]: ['text'] },
    activities: { find: activity({ input: z.object({}), output: z.object({ found: z.string() }), timeoutMs: seconds(2), attempts: 2 }) },
    entry: { on: ['begun'], reentry: { mode: 'never' } }, ttlMs: days(10),
  });
  const say = (text: string) => ({ type: 'send', params: { channel: `chat${version}`, purpose: 'service', text } }) as const;
  return setup({ actions: { spoil: assign(() => { throw new Error('spoiled'); }) } }).createMachine({
    id: 'care', context: { found: '' }, initial: 'waiting',
    states: {
      waiting: { on: { asked: { actions: say('Asked.') }, told: 'finding', spoiled: { actions: 'spoil' } }, after: { [minutes(1)]: 'late' } },
      late: { entry: say('Late.'), on: { asked: { actions: say('Asked late.') } }, after: { [days(5)]: 'over' } },
      finding: { invoke: { src: 'find', input: {}, onDone: { target: 'late', actions: { type: 'remember', params: { facts: ['found'] } } }, onError: 'over' } },
      over: { type: 'final' },
    },
  });
}

/** One process that knows the older version and one that knows both, on one store; either may be kept from finding work. */
async function deploying(flaky = false) {
  const [clock, data] = [createTestClock(1_800_000_000_000), createMemoryData()];
  const begin = async (newer: boolean) => {
    const idle = { now: false };
    const inner = createMemoryStore({ clock, data, shared: { leaseMs: seconds(30) } });
    const claim = (async (query: never) => (idle.now ? { due: [], now: clock.now() } : inner.claim(query))) as Store['claim'];
    const lists = { fail: 0 };
    const list = (async (query: never) => {
      if (lists.fail > 0) throw new JourneyError('StoreUnavailable', `No list, and ${lists.fail -= 1} more`);
      return inner.list(query);
    }) as Store['list'];
    const found: number[] = [];
    // a first try that fails, so that the second one is handed out to whoever asks: the other process
    const chat = createRecordingChannel(({ key }, attempt) => {
      if (!flaky || attempt > 1) return { status: 'sent', providerId: key };
      idle.now = true;
      return { status: 'retry' };
    });
    const orchestrator = createOrchestrator({
      journeys: newer ? [care(1), care(2)] : [care(1)], clock, store: { ...inner, claim, list }, timing: { pollMs },
      channels: { chat1: createRecordingChannel(), ...(newer && { chat2: chat }) },
      activities: { find: (_: object, { attempt }: { readonly attempt: number }) => { found.push(attempt); if (flaky && attempt === 1) throw new Error('not yet'); return { found: newer ? 'by the newer' : 'by the older' }; } },
    }) as unknown as Orchestrator;
    await orchestrator.start();
    return { orchestrator, chat, found, idle, lists, say: (id: string, type: string, who = 'ann') => orchestrator.accept({ id, type, data: {}, source: 'shop', who: [`user:${who}`] }) };
  };
  const [older, newer] = [await begin(false), await begin(true)];
  const close = async () => {
    for (const { orchestrator } of [older, newer]) await orchestrator.close();
    const store = createMemoryStore({ clock, data });
    await store.open({ worker: 'audit' });
    expect(await verify(store)).toMatchObject({ findings: [] });
  };
  return { clock, older, newer, close, texts: () => newer.chat.sent.map(({ text }) => text), parked: async () => (await newer.orchestrator.list({ kind: 'parked' })).items.map(({ cause }) => cause) };
}

test('a delay and an event of a version that one process does not know are taken up in order by one that does', async () => {
  const { clock, older, newer, close, texts, parked } = await deploying();
  await newer.say('1', 'begun');
  newer.idle.now = true;
  await clock.advance(minutes(1) + 100);
  expect(await older.say('2', 'asked')).toMatchObject({ status: 'parked' });
  expect(await parked()).toEqual(['UnknownJourney', 'BehindParked']);
  newer.idle.now = false;
  newer.lists.fail = 1;
  // a look that the store broke off is made again
  await clock.advance(2 * pollMs + 200);
  expect(newer.lists.fail).toBe(0);
  expect(await parked()).toEqual([]);
  expect(texts()).toEqual(['Late.', 'Asked late.']);
  // and again: it looks as long as there is something to take up
  await older.say('3', 'asked');
  await clock.advance(pollMs + 200);
  expect(texts()).toEqual(['Late.', 'Asked late.', 'Asked late.']);
  await close();
});

test('what is parked is found although as much was let go since the last look', async () => {
  const { clock, older, newer, close, texts, parked } = await deploying();
  await newer.say('1', 'begun');
  await newer.say('2', 'begun', 'bob');
  await newer.say('3', 'spoiled', 'bob');
  await clock.advance(2 * pollMs);
  const { items: [broken] } = await newer.orchestrator.list({ kind: 'parked' });
  await newer.orchestrator.cancel(broken?.instance ?? '', { reason: 'it cannot go on' });
  await older.say('4', 'asked');
  expect(await parked()).toEqual(['UnknownJourney']);
  await clock.advance(seconds(40));
  expect(texts()).toEqual(['Asked.']);
  await close();
});

test('what a process held that had not heard of the resume yet, and does not know the version of, goes on as well', async () => {
  const { clock, older, newer, close, texts, parked } = await deploying();
  await newer.say('1', 'begun');
  await newer.orchestrator.pause('care');
  await clock.advance(2 * pollMs);
  await newer.orchestrator.resume('care');
  expect(await older.say('2', 'asked')).toMatchObject({ status: 'parked', reason: 'Paused' });
  await clock.advance(seconds(40));
  expect(texts()).toEqual(['Asked.']);
  expect(await parked()).toEqual([]);
  await close();
});

test('what was parked during a pause, by one that does not know its version, goes on before what was held after it', async () => {
  const { clock, older, newer, close, texts, parked } = await deploying();
  await newer.say('1', 'begun');
  await clock.advance(2 * pollMs);
  await newer.orchestrator.pause('care');
  expect(await older.say('2', 'asked')).toMatchObject({ status: 'parked', reason: 'HandlingFailed' });
  expect(await newer.say('3', 'asked')).toMatchObject({ status: 'parked', reason: 'Paused' });
  expect(await parked()).toEqual(['UnknownJourney', 'Paused']);
  // whatever is looked at meanwhile
  await clock.advance(4 * pollMs);
  expect(texts()).toEqual([]);
  await newer.orchestrator.resume('care');
  await clock.advance(2 * pollMs);
  expect(texts()).toEqual(['Asked.', 'Asked.']);
  expect(await parked()).toEqual([]);
  await close();
});

test('an activity of a version, and a message on a channel, that one process has not use up no try there and go to one that has', async () => {
  const { clock, older, newer, close, texts } = await deploying(true);
  const codes: string[] = [];
  older.orchestrator.on('effect.retried', ({ code }) => codes.push(code));
  const whileOlderAlone = async (): Promise<void> => {
    newer.idle.now = true;
    await clock.advance(seconds(12));
    [newer.idle.now, older.idle.now] = [false, true];
    await clock.advance(seconds(12));
    older.idle.now = false;
  };
  await newer.say('1', 'begun');
  newer.idle.now = true;
  await newer.say('2', 'told');
  await whileOlderAlone();
  expect({ older: older.found, newer: newer.found }).toEqual({ older: [], newer: [1, 2] });
  expect(codes.length).toBeGreaterThan(1);
  expect(new Set(codes.splice(0))).toEqual(new Set(['UnknownJourney']));
  await whileOlderAlone();
  expect((await newer.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ where: ['late'] });
  expect(new Set(codes)).toEqual(new Set(['NoAdapter']));
  expect(texts().at(-1)).toEqual('Late.');
  await close();
});

test('what a host alone did not know goes on when it starts again with the version', async () => {
  const [clock, data, chat] = [createTestClock(1_800_000_000_000), createMemoryData(), createRecordingChannel()];
  const begin = (journeys: readonly ReturnType<typeof care>[]) => createOrchestrator({
    journeys, clock, store: createMemoryStore({ clock, data }), channels: { chat1: chat, chat2: chat }, activities: { find: () => ({ found: 'it' }) },
  }) as unknown as Orchestrator;
  const say = (orchestrator: Orchestrator, id: string, type: string) => orchestrator.accept({ id, type, data: {}, source: 'shop', who: ['user:ann'] });
  const both = begin([care(1), care(2)]);
  await say(both, '1', 'begun');
  await both.close();
  const older = begin([care(1)]);
  expect(await say(older, '2', 'asked')).toMatchObject({ status: 'parked', reason: 'HandlingFailed' });
  expect(await say(older, '3', 'asked')).toMatchObject({ status: 'parked' });
  await older.close();
  const again = begin([care(1), care(2)]);
  await again.start();
  await clock.advance(200);
  expect(chat.sent.map(({ text }) => text)).toEqual(['Asked.', 'Asked.']);
  expect((await again.list({ kind: 'parked' })).items).toEqual([]);
  await again.close();
});

test('what nobody knows is tried once by each, and stays for a person', async () => {
  const { clock, older, newer, close } = await deploying();
  await newer.say('1', 'begun');
  await newer.orchestrator.close();
  const looks: string[] = [];
  older.orchestrator.on('event.parked', ({ cause }) => looks.push(cause));
  await clock.advance(minutes(5));
  expect((await older.orchestrator.list({ kind: 'parked' })).items).toHaveLength(1);
  expect(looks).toEqual(['UnknownJourney']);
  await close();
});
