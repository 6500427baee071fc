import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { activity, days, defineJourney, facts, hours, minutes, noData, seconds } from 'throughline';
import type { Outbound, SendResult } from 'throughline/ports';
import { createBench, type Bench } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';
import { canary } from './bad-input-row.js';

type Answer = (message: Outbound, attempt: number, signal: AbortSignal) => unknown;

const cyclicCause = new Error(canary);
cyclicCause.cause = { config: { headers: canary }, again: cyclicCause };
const forged = Object.assign(new Error(canary), { code: 'Closed', name: 'JourneyError' });

/** What a broken channel does when it is asked to send. */
const broken: { readonly [what: string]: Answer } = {
  'throws a text': () => { throw canary; },
  'throws null': () => { throw null; },
  'throws undefined': () => { throw undefined; },
  'throws an error whose cause contains itself': () => { throw cyclicCause; },
  'throws an error that looks like ours': () => { throw forged; },
  'rejects with a text': () => Promise.reject(canary),
  'answers nothing': () => undefined,
  'answers null': () => null,
  'answers a text': () => 'sent',
  'answers another status': () => ({ status: 'ok' }),
  'answers sent without the provider’s id': () => ({ status: 'sent' }),
  'answers with a number as id': () => ({ status: 'sent', providerId: 7 }),
  'answers with three megabytes': () => ({ status: 'mad', body: 'x'.repeat(3_000_000) }),
  'answers with something that throws when it is read': () => new Proxy({}, { get() { throw new Error(canary); } }),
  'never settles': () => new Promise(() => {}),
  'settles long after it was told to stop': (_message, _attempt, signal) => new Promise((resolve) => { signal.addEventListener('abort', () => setTimeout(() => resolve({ status: 'sent', providerId: 'late' }), 1)); }),
  'asks to be called again in a million years': () => ({ status: 'retry', retryAfterMs: 1e18 }),
  'asks to be called again at no time': () => ({ status: 'retry', retryAfterMs: Number.NaN }),
  'asks to be called again before now': () => ({ status: 'retry', retryAfterMs: -1e9 }),
};

const channelOf = (answer: Answer) => createRecordingChannel(answer as (message: Outbound, attempt: number, signal: AbortSignal) => SendResult);
const order = (customer: string, id = customer) => ({ id, type: 'order.placed', data: { order: customer }, who: [`user:${customer}`] });

describe.each(homes)('line 44: a channel that, %s,', (_, make) => {
  let home: Home;
  beforeEach(() => { home = make(); });
  afterEach(() => home.remove());

  const begin = (answer: Answer, more: object = {}): Bench =>
    createBench(home, { chat: channelOf((message, attempt, signal) => (message.to === 'bad' ? answer(message, attempt, signal) : { status: 'sent', providerId: message.key })), timing: { pollMs: days(365), retryAttempts: 3, circuitFailures: 1_000 }, ...more });

  test.each(Object.entries(broken))('%s is asked again with the same message, then the message is a dead letter, and other customers are served', async (_what, answer) => {
    const bench = begin(answer);
    await bench.say(order('bad'));
    await bench.say(order('good'));
    await bench.settle(days(3));
    const tries = bench.chat.sent.filter((message) => message.to === 'bad' && message.text.includes('confirmed'));
    expect(tries).toHaveLength(3);
    expect(new Set(tries.map((message) => JSON.stringify(message))).size).toBe(1);
    const { items } = await bench.orchestrator.list({ kind: 'dead' });
    expect(items.map((item) => item.id)).toContain(tries[0]?.key);
    expect(items.every((item) => item.cause?.startsWith('attempts:'))).toBe(true);
    expect(bench.chat.sent.filter((message) => message.to === 'good').map((message) => message.text)).toEqual(['Order good is confirmed.', 'Order good is waiting.']);
    expect(JSON.stringify([items, bench.told.filter(({ type }) => type !== 'fault')])).not.toContain(canary);
    await bench.orchestrator.close();
  });

  test('answered late to a call that was given up is not heard: the next answer counts', async () => {
    const late: ((result: unknown) => void)[] = [];
    const bench = begin((_message, attempt) => (attempt === 1 ? new Promise((resolve) => { late.push(resolve); }) : { status: 'sent', providerId: 'second' }));
    await bench.say(order('bad'));
    await bench.settle(seconds(12));
    late[0]?.({ status: 'refused', code: 'too late' });
    await bench.settle(minutes(1));
    expect(bench.chat.sent.map((message) => message.text)).toEqual(['Order bad is confirmed.', 'Order bad is confirmed.']);
    expect((await bench.orchestrator.list({ kind: 'dead' })).items).toEqual([]);
    await bench.orchestrator.close();
  });

  test('gives every message the same id sends each message once', async () => {
    const bench = createBench(home, { chat: channelOf(() => ({ status: 'sent', providerId: 'ok' })) });
    for (const customer of ['ann', 'bob', 'cid']) await bench.say(order(customer));
    await bench.settle(minutes(10));
    expect(bench.texts()).toEqual(['ann', 'bob', 'cid'].map((customer) => `Order ${customer} is confirmed.`));
    await bench.orchestrator.close();
  });

  test.each([['of three megabytes', 'x'.repeat(3_000_000)], ['that is empty', ''], ['with U+0000 in it', 'a\u0000b'], ['with half a surrogate pair', '\ud800'], ['that is a path', '../../sent/chat/1']])('gives an id %s sends each message once', async (_what, providerId) => {
    const bench = createBench(home, { chat: channelOf(() => ({ status: 'sent', providerId })) });
    for (const customer of ['ann', 'bob']) await bench.say(order(customer));
    await bench.settle(minutes(10));
    expect(bench.texts()).toEqual(['Order ann is confirmed.', 'Order bob is confirmed.']);
    expect((await bench.log()).every((entry) => entry.body.length < 10_000)).toBe(true);
    await bench.orchestrator.close();
  });

  test('refuses with three megabytes as its code makes one dead letter with a short cause', async () => {
    const bench = begin(() => ({ status: 'refused', code: 'x'.repeat(3_000_000) }));
    await bench.say(order('bad'));
    await bench.settle(minutes(1));
    const { items } = await bench.orchestrator.list({ kind: 'dead' });
    expect(items).toHaveLength(1);
    expect(items[0]?.cause?.length).toBeLessThanOrEqual(100);
    await bench.orchestrator.close();
  });

  test('never settles does not keep the host from closing, and the message goes out after the restart', async () => {
    const bench = begin(() => new Promise(() => {}), { timing: { pollMs: seconds(5), callMs: hours(1), leaseMs: hours(2), retryAttempts: 1 } });
    await bench.say(order('bad'));
    await bench.settle(seconds(1));
    const closed = bench.orchestrator.close();
    await bench.settle(minutes(1));
    await closed;
    const after = createBench(home, { timing: { pollMs: seconds(5) } });
    await after.orchestrator.start();
    await after.settle(seconds(10));
    expect(after.chat.sent).toEqual(bench.chat.sent);
    expect((await after.orchestrator.list({ kind: 'dead' })).items).toEqual([]);
    await after.orchestrator.close();
  });
});

const { setup } = defineJourney({
  id: 'look-up', version: 1,
  events: { 'look.asked': noData },
  facts: { found: facts.internal(z.string()) },
  channels: {},
  activities: { find: activity({ input: z.object({}), output: z.object({ found: z.string().max(100) }), timeoutMs: seconds(2), attempts: 2 }) },
  entry: { on: ['look.asked'], reentry: { mode: 'never' } },
  ttlMs: days(10),
});
const lookUp = setup({}).createMachine({
  id: 'look-up', context: { found: '' }, initial: 'looking',
  states: {
    looking: { invoke: { src: 'find', input: {}, onDone: { target: 'found', actions: { type: 'remember', params: { facts: ['found'] } } }, onError: 'helped' } },
    found: { after: { [days(9)]: 'over' } },
    helped: { after: { [days(9)]: 'over' } },
    over: { type: 'final' },
  },
});

describe.each(homes)('line 44: an activity that, %s,', (_, make) => {
  let home: Home;
  beforeEach(() => { home = make(); });
  afterEach(() => home.remove());

  const answers: { readonly [what: string]: (io: { readonly signal: AbortSignal }) => unknown } = {
    'throws a text': () => { throw canary; },
    'rejects with nothing': () => Promise.reject(undefined),
    'throws an error whose cause contains itself': () => { throw cyclicCause; },
    'answers nothing': () => undefined,
    'answers another shape': () => ({ found: 7 }),
    'answers three megabytes': () => ({ found: 'x'.repeat(3_000_000) }),
    'answers more than its schema says, in cycles': () => { const answer: Record<string, unknown> = { found: 7 }; answer['self'] = answer; return answer; },
    'answers with something that throws when it is read': () => new Proxy({}, { get() { throw new Error(canary); } }),
    'never settles': () => new Promise(() => {}),
  };
  test.each(Object.entries(answers))('%s is tried as often as it says, and then the journey goes on without it', async (_what, answer) => {
    let calls = 0;
    const bench = createBench(home, { journeys: [lookUp], activities: { find: (_input: object, io: { readonly signal: AbortSignal }) => { calls += 1; return answer(io); } }, timing: { pollMs: seconds(5) } });
    await bench.say({ id: '1', type: 'look.asked' });
    await bench.settle(minutes(5));
    expect((await bench.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ where: ['helped'], status: 'running' });
    expect(calls).toBe(2);
    expect(JSON.stringify([await bench.log(), bench.told.filter(({ type }) => type !== 'fault')])).not.toContain(canary);
    await bench.orchestrator.close();
  });

  test('is asked only once is not failed by the host closing under it', async () => {
    const bench = createBench(home, { journeys: [lookUp], activities: { find: () => new Promise(() => {}) }, timing: { pollMs: seconds(5), drainMs: 10 } });
    await bench.say({ id: '1', type: 'look.asked' });
    await bench.settle(seconds(1));
    const closed = bench.orchestrator.close();
    await bench.settle(seconds(1));
    await closed;
    const attempts: number[] = [];
    const after = createBench(home, { journeys: [lookUp], activities: { find: (_input: object, { attempt }: { readonly attempt: number }) => { attempts.push(attempt); return { found: 'yes' }; } }, timing: { pollMs: seconds(5) } });
    await after.orchestrator.start();
    await after.settle(minutes(1));
    expect(attempts).toEqual([1]);
    expect((await after.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ where: ['found'] });
    await after.orchestrator.close();
  });

  const looking = defineJourney({
    id: 'look-at-all', version: 1, events: { 'look.asked': noData }, facts: { found: facts.internal(z.any()) }, channels: {},
    activities: { find: activity({ input: z.object({}), output: z.object({ found: z.any() }), timeoutMs: seconds(2), attempts: 2 }) },
    entry: { on: ['look.asked'], reentry: { mode: 'never' } }, ttlMs: days(10),
  });
  const lookAtAll = looking.setup({}).createMachine({
    id: 'look-at-all', context: { found: '' }, initial: 'looking',
    states: {
      looking: { invoke: { src: 'find', input: {}, onDone: { target: 'found', actions: { type: 'remember', params: { facts: ['found'] } } }, onError: 'helped' } },
      found: { after: { [days(9)]: 'over' } }, helped: { after: { [days(9)]: 'over' } }, over: { type: 'final' },
    },
  });
  const cyclic: Record<string, unknown> = { note: canary };
  cyclic['self'] = cyclic;
  const values: { readonly [what: string]: unknown } = {
    'a BigInt': 7n, 'NaN': Number.NaN, 'a whole number beyond 2^53': 2 ** 53, 'U+0000': `${canary}\u0000`, 'half a surrogate pair': `${canary}\ud83d`, 'a Date': new Date(0), 'a Map': new Map([[canary, 1]]), 'a function': () => canary, 'itself': cyclic,
    'a key that reaches a prototype': JSON.parse('{"__proto__":{"admin":true}}'), 'a key that is a path to a prototype': { 'a.__proto__.b': 1 }, 'a hundred thousand keys': Object.fromEntries(Array.from({ length: 100_000 }, (_one, at) => [`k${at}`, at])), 'undefined in a list': [undefined],
  };
  test.each(Object.entries(values))('answers with %s is tried as often as it says, and then the journey goes on without it', async (_what, found) => {
    let calls = 0;
    const bench = createBench(home, { journeys: [lookAtAll], activities: { find: () => { calls += 1; return { found }; } }, timing: { pollMs: seconds(5) } });
    await bench.say({ id: '1', type: 'look.asked' });
    await bench.settle(minutes(5));
    expect((await bench.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ where: ['helped'], status: 'running' });
    expect(calls).toBe(2);
    expect(JSON.stringify([await bench.log(), bench.told.filter(({ type }) => type !== 'fault')])).not.toContain(canary);
    await bench.orchestrator.close();
  });
});
