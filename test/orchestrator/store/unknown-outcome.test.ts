import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assign } from 'xstate';
import { z } from 'zod';
import { activity, days, defineJourney, facts, hours, minutes, noData, seconds, type AnyJourney } from 'throughline';
import type { Change, Store } from 'throughline/ports';
import { createBench, patiently, toIncoming } from '../door/bench.js';
import { homes, type Home } from '../door/homes.js';
import { reminder, tally } from '../door/journeys.js';
import { createRecordingChannel } from '../recording-channel.js';

/** A store that does what it is asked and then loses the line, whenever a batch holds such a change; so often in a row. */
function losing(isMeant: (change: Change) => boolean, times = 2) {
  let lost = 0;
  const around = (store: Store): Store => ({
    ...store,
    commit: async (batch) => {
      const outcomes = await store.commit(batch);
      if (lost >= times || !batch.some(isMeant)) return outcomes;
      lost += 1;
      throw new Error('the line broke');
    },
  });
  return { around, lost: () => lost };
}

const says = (text: string) => (change: Change): boolean => change.entries?.some((entry) => entry.body.includes(text)) === true;

const { setup } = defineJourney({
  id: 'fragile', version: 1,
  events: { 'talk.wanted': noData, 'word.said': z.object({ n: z.number() }), 'message.failed': z.object({ messageId: z.string(), reason: z.string() }) },
  facts: { failures: facts.internal(z.number()), words: facts.internal(z.array(z.number())) },
  channels: { chat: ['text'] },
  entry: { on: ['talk.wanted'], reentry: { mode: 'never' } },
  ttlMs: days(30),
});
let sound = true;
const fragile: AnyJourney = setup({
  actions: {
    fail: assign({ failures: ({ context }) => context.failures + 1 }),
    hear: assign(({ context, event }) => { if (!sound) throw new Error('unsound'); return event.type === 'word.said' ? { words: [...context.words, event.data.n] } : {}; }),
  },
}).createMachine({
  id: 'fragile', context: { failures: 0, words: [] }, initial: 'talking',
  states: {
    talking: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Hello' } }, on: { 'message.failed': { actions: 'fail' }, 'word.said': { actions: 'hear' } }, after: { [days(20)]: 'over' } },
    over: { type: 'final' },
  },
});

const patient: AnyJourney = defineJourney({
  id: 'patient', version: 1, events: { 'search.wanted': noData }, facts: {}, channels: {},
  activities: { search: activity({ input: z.object({}), output: z.object({}), timeoutMs: hours(5), attempts: 1 }) },
  entry: { on: ['search.wanted'], reentry: { mode: 'never' } }, ttlMs: days(30),
}).setup({}).createMachine({
  id: 'patient', context: {}, initial: 'searching',
  states: { searching: { invoke: { src: 'search', input: {}, onDone: 'over', onError: 'over' } }, over: { type: 'final' } },
});

describe.each(homes)('where a commit was done but not answered, %s,', (_, make) => {
  let home: Home;
  beforeEach(() => { home = make(); sound = true; });
  afterEach(() => home.remove());

  const factsOf = async (bench: ReturnType<typeof createBench>): Promise<Record<string, unknown>> =>
    Object.fromEntries((await bench.orchestrator.briefing('user:ann')).journeys[0]?.facts.map((fact) => [fact.name, fact.value]) ?? []);

  test.each([1, 2])('an event is answered with the receipt of its first try, and what it asked for still reaches the customer, lost %s in a row', async (times) => {
    const { around, lost } = losing(says('"id":"2"'), times);
    const bench = createBench(home, { around, timing: { pollMs: seconds(5) } });
    await bench.say({ id: '1', type: 'visit.began' });
    expect(await bench.say({ id: '2', type: 'order.placed', data: { order: 'A' } })).toMatchObject({ status: 'handled' });
    expect(lost()).toBe(times);
    expect((await bench.orchestrator.explain('user:ann')).journeys.map((journey) => journey.journey)).toEqual(['tally', 'reminder']);
    await bench.settle(minutes(1));
    expect(bench.texts()).toEqual(['Order A is confirmed.']);
    await bench.orchestrator.close();
  });

  test('what it asked for waits for a lease, and not for the longest time that an activity of another journey may take', async () => {
    const { around } = losing(says('"id":"2"'), 1);
    const bench = createBench(home, { journeys: [tally, reminder, patient], activities: { search: () => new Promise(() => {}) }, around, timing: { pollMs: seconds(5) } });
    await bench.say({ id: '1', type: 'visit.began' });
    await bench.say({ id: '2', type: 'order.placed', data: { order: 'A' } });
    await bench.settle(seconds(40));
    expect(bench.texts()).toEqual(['Order A is confirmed.']);
    await bench.orchestrator.close();
  });

  test('a message that failed for good is told to its journey once', async () => {
    const { around, lost } = losing(says('effect.dead'));
    const bench = createBench(home, { journeys: [fragile], around, chat: createRecordingChannel(() => ({ status: 'refused', code: 'blocked' })) });
    await bench.say({ id: '1', type: 'talk.wanted' });
    await bench.settle(minutes(5));
    expect(lost()).toBe(2);
    expect(await factsOf(bench)).toMatchObject({ failures: 1 });
    expect((await bench.orchestrator.list({ kind: 'dead' })).items).toHaveLength(1);
    await bench.orchestrator.redrive({ dead: (await bench.orchestrator.list({ kind: 'dead' })).items[0]?.id ?? '' });
    await bench.settle(minutes(5));
    expect(await factsOf(bench)).toMatchObject({ failures: 2 });
    await bench.orchestrator.close();
  });

  test('parked events that were redriven are handled once', async () => {
    const { around, lost } = losing(says('parked.redriven'));
    const bench = createBench(home, { journeys: [fragile], around });
    await bench.say({ id: '1', type: 'talk.wanted' });
    sound = false;
    for (const n of [1, 2]) await bench.say({ id: `w${n}`, type: 'word.said', data: { n } });
    sound = true;
    const redriven = await patiently(bench.clock, bench.orchestrator.redrive({ journey: 'fragile' }));
    expect(lost()).toBe(2);
    expect(redriven.done).toHaveLength(2);
    expect(await factsOf(bench)).toMatchObject({ words: [1, 2] });
    expect((await bench.orchestrator.list({ kind: 'parked' })).items).toEqual([]);
    await bench.orchestrator.close();
  });

  test('a journey that was cancelled is cancelled, and who asked for it is not told otherwise', async () => {
    const { around, lost } = losing(says('journey.cancelled'));
    const bench = createBench(home, { around });
    const { instances } = await bench.say({ id: '1', type: 'visit.began' });
    await patiently(bench.clock, bench.orchestrator.cancel(instances[0] ?? '', { reason: 'withdrawn' }));
    expect(lost()).toBe(2);
    expect((await bench.orchestrator.explain('user:ann')).ended).toMatchObject([{ reason: 'withdrawn' }]);
    await bench.orchestrator.close();
  });

  test('a pause is in force, and can be ended', async () => {
    const { around, lost } = losing((change) => change.lane.startsWith('definition/'), 1);
    const bench = createBench(home, { around });
    await patiently(bench.clock, bench.orchestrator.pause('tally'));
    expect(lost()).toBe(1);
    expect(await bench.say({ id: '1', type: 'visit.began' })).toMatchObject({ status: 'parked' });
    await patiently(bench.clock, bench.orchestrator.resume('tally'));
    expect((await bench.orchestrator.explain('user:ann')).journeys).toHaveLength(1);
    await bench.orchestrator.close();
  });

  test('a dead message that was redriven goes out', async () => {
    let blocked = true;
    const chat = createRecordingChannel((message) => (blocked ? { status: 'refused', code: 'blocked' } : { status: 'sent', providerId: message.key }));
    const { around, lost } = losing((change) => change.effects?.settle?.some((settlement) => settlement.result === 'retry' && settlement.attempt === 0) === true, 1);
    const bench = createBench(home, { journeys: [fragile], around, chat });
    await bench.say({ id: '1', type: 'talk.wanted' });
    await bench.settle(seconds(1));
    blocked = false;
    await patiently(bench.clock, bench.orchestrator.redrive({ dead: (await bench.orchestrator.list({ kind: 'dead' })).items[0]?.id ?? '' }));
    await bench.settle(seconds(1));
    expect(lost()).toBe(1);
    expect(new Set(bench.chat.sent.map((message) => JSON.stringify(message))).size).toBe(1);
    expect(bench.chat.sent).toHaveLength(2);
    await bench.orchestrator.close();
  });
});

describe.each(homes)('a customer whose every commit makes the store refuse the whole batch, %s,', (_, make) => {
  let home: Home;
  beforeEach(() => { home = make(); });
  afterEach(() => home.remove());

  test('is refused alone: all others of the same moment are served', async () => {
    const around = (store: Store): Store => ({ ...store, commit: async (batch) => { if (batch.some(says('poison'))) throw new Error('the store cannot keep this'); return store.commit(batch); } });
    const bench = createBench(home, { around });
    const events = Array.from({ length: 60 }, (_one, n) => ({ id: `${n === 30 ? 'poison' : 'good'} ${n}`, type: 'visit.began', who: [`user:u${n}`] }));
    const answers = await patiently(bench.clock, Promise.all(events.map((event) => bench.orchestrator.accept(toIncoming(event)).then((receipt) => receipt.status, (error: { readonly code: string }) => error.code))));
    expect(answers).toEqual(events.map((_event, n) => (n === 30 ? 'StoreUnavailable' : 'handled')));
    expect(await bench.say({ id: 'later', type: 'visit.began', who: ['user:u30'] })).toMatchObject({ status: 'handled' });
    await bench.orchestrator.close();
  });
});
