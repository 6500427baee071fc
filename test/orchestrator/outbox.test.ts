import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, minutes, noData, seconds } from 'throughline';
import type { SendResult } from 'throughline/ports';
import { createHost } from './host.js';
import { createRecordingChannel } from './recording-channel.js';

const { setup } = defineJourney({
  id: 'talk', version: 1,
  events: { 'talk.wanted': noData, 'word.said': z.object({ text: z.string() }), 'message.failed': z.object({ messageId: z.string(), channel: z.string(), reason: z.string() }), 'message.delivered': z.object({ messageId: z.string(), channel: z.string() }) },
  facts: { text: facts.personal(z.string()), reason: facts.internal(z.string()) },
  channels: { chat: ['text'] },
  entry: { on: ['talk.wanted'], reentry: { mode: 'after-exit' } },
  ttlMs: days(10),
});
const talk = setup({}).createMachine({
  id: 'talk', context: { text: '', reason: '' }, initial: 'talking',
  states: {
    talking: {
      on: {
        'word.said': { target: 'talking', reenter: true, actions: [{ type: 'remember', params: { facts: ['text'] } }, { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'echo' } }] },
        'message.failed': { target: 'failed', actions: { type: 'remember', params: { facts: ['reason'] } } },
      },
      after: { [days(9)]: 'failed' },
    },
    failed: { on: { 'talk.wanted': 'talking' }, after: { [days(9)]: 'talking' } },
  },
});
const texts = { echo: ({ text }: { readonly text?: string }) => `You said ${text}` };

function hostWith(answer: Parameters<typeof createRecordingChannel>[0], timing: object = {}) {
  return createHost([talk], createRecordingChannel(answer), { texts, timing: { pollMs: days(365), ...timing } });
}

test('a retry says the same bytes under the same key, however the facts have changed since', async () => {
  const host = hostWith((message, attempt): SendResult => (attempt < 4 ? { status: 'retry' } : { status: 'sent', providerId: message.key }));
  await host.say('ann', 'talk.wanted');
  await host.say('ann', 'word.said', { text: 'one' });
  await host.clock.advance(100);
  await host.say('ann', 'word.said', { text: 'two' });
  await host.clock.advance(minutes(2));
  const byKey = Map.groupBy(host.chat.sent, (message) => message.key);
  expect([...byKey.values()].map((same) => [same.length, new Set(same.map((message) => JSON.stringify(message))).size])).toEqual([[4, 1], [4, 1]]);
  await host.orchestrator.close();
});

test('messages to one customer on one channel leave one at a time and in order, also while the first must wait', async () => {
  const order: string[] = [];
  const host = hostWith((message, attempt): SendResult => {
    if (message.text.endsWith('one') && attempt < 5) return { status: 'retry' };
    order.push(message.text);
    return { status: 'sent', providerId: message.key };
  });
  await host.say('ann', 'talk.wanted');
  for (const text of ['one', 'two', 'three', 'four']) await host.say('ann', 'word.said', { text });
  await host.clock.advance(minutes(5));
  expect(order).toEqual(['You said one', 'You said two', 'You said three', 'You said four']);
  await host.orchestrator.close();
});

test('a provider that says when to come back is asked no earlier', async () => {
  const at: number[] = [];
  const host = hostWith((message, attempt): SendResult => { at.push(host.clock.now()); return attempt === 1 ? { status: 'retry', retryAfterMs: minutes(7) } : { status: 'sent', providerId: message.key }; });
  await host.say('ann', 'talk.wanted');
  await host.say('ann', 'word.said', { text: 'one' });
  await host.clock.advance(minutes(10));
  expect(at).toHaveLength(2);
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(minutes(7));
  await host.orchestrator.close();
});

test('an adapter that never answers is aborted at its time-out and asked again', async () => {
  const aborted: boolean[] = [];
  const host = hostWith((message, attempt, signal) => (attempt === 1
    ? new Promise<SendResult>(() => signal.addEventListener('abort', () => aborted.push(true)))
    : { status: 'sent', providerId: message.key }));
  await host.say('ann', 'talk.wanted');
  await host.say('ann', 'word.said', { text: 'one' });
  await host.clock.advance(seconds(9));
  expect(host.chat.sent).toHaveLength(1);
  await host.clock.advance(seconds(5));
  expect(aborted).toEqual([true]);
  expect(host.chat.sent).toHaveLength(2);
  await host.orchestrator.close();
});

describe('a message that will never be sent', () => {
  test('is told to the journey as message.failed, and kept as a dead letter that can be redriven with the same key', async () => {
    let open = false;
    const host = hostWith((message): SendResult => (open ? { status: 'sent', providerId: message.key } : { status: 'refused', code: 'blocked-number' }));
    host.listen('effect.dead');
    await host.say('ann', 'talk.wanted');
    await host.say('ann', 'word.said', { text: 'one' });
    await host.clock.advance(1_000);
    expect((await host.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ where: ['failed'] });
    const { items: [dead] } = await host.orchestrator.list({ kind: 'dead' });
    expect(dead).toMatchObject({ status: 'dead', cause: 'blocked-number' });
    open = true;
    await host.orchestrator.redrive({ dead: dead?.id ?? '' });
    await host.clock.advance(1_000);
    expect(host.chat.sent.map((message) => message.key)).toEqual([dead?.id, dead?.id]);
    expect((await host.orchestrator.list({ kind: 'dead' })).items).toEqual([]);
    await host.orchestrator.close();
  });
  test('is given up after the tries that the host allows', async () => {
    const host = hostWith((): SendResult => ({ status: 'retry' }), { retryAttempts: 3, circuitFailures: 100 });
    await host.say('ann', 'talk.wanted');
    await host.say('ann', 'word.said', { text: 'one' });
    await host.clock.advance(hours(1));
    expect(host.chat.sent).toHaveLength(3);
    expect((await host.orchestrator.list({ kind: 'dead' })).items).toMatchObject([{ cause: 'attempts:retry' }]);
    await host.orchestrator.close();
  });
});

test('a provider that is down is asked at most once a second by a probe, and no attempt is counted meanwhile', async () => {
  let down = true;
  const calls: number[] = [];
  const host = hostWith((message): SendResult => { calls.push(host.clock.now()); if (down) throw new Error('down'); return { status: 'sent', providerId: message.key }; });
  host.listen('circuit.opened', 'circuit.closed');
  for (let i = 0; i < 50; i += 1) {
    await host.say(`c${i}`, 'talk.wanted');
    await host.say(`c${i}`, 'word.said', { text: 'hello' });
  }
  await host.clock.advance(minutes(10));
  const perSecond = Map.groupBy(calls.filter((at) => at > (calls[0] ?? 0) + 2_000), (at) => Math.floor(at / 1_000));
  expect(Math.max(...[...perSecond.values()].map((same) => same.length))).toBe(1);
  down = false;
  await host.clock.advance(minutes(10));
  expect(new Set(host.chat.sent.map((message) => message.key)).size).toBe(50);
  expect(host.told.map((event) => event.type)).toContain('circuit.closed');
  expect((await host.orchestrator.list({ kind: 'dead' })).items).toEqual([]);
  await host.orchestrator.close();
});

test('what was decided before a crash is sent after it, under the same key', async () => {
  let alive = false;
  const host = hostWith((message) => (alive ? { status: 'sent', providerId: message.key } : new Promise<SendResult>(() => {})));
  await host.say('ann', 'talk.wanted');
  await host.say('ann', 'word.said', { text: 'one' });
  await host.clock.advance(100);
  const [first] = host.chat.sent;
  alive = true;
  host.reopen();
  await host.orchestrator.start();
  await host.clock.advance(1_000);
  expect(host.chat.sent).toEqual([first, first]);
  await host.orchestrator.close();
});

test('a customer without an address on the channel gets nothing, and the journey hears why', async () => {
  const host = hostWith(undefined);
  host.listen('message.suppressed');
  await host.orchestrator.accept({ id: 'x', source: 't', type: 'talk.wanted', data: {}, who: ['phone:+4915112345678'] });
  await host.orchestrator.accept({ id: 'y', source: 't', type: 'word.said', data: { text: 'one' }, who: ['phone:+4915112345678'] });
  await host.settle();
  expect(host.told).toMatchObject([{ what: { reason: 'no-address' } }]);
  expect((await host.orchestrator.explain('phone:+4915112345678')).journeys[0]).toMatchObject({ where: ['failed'] });
  await host.orchestrator.close();
});
