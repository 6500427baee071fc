import { describe, expect, test } from 'vitest';
import { createOrchestrator, hours, minutes, seconds } from 'throughline';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { reminder, texts } from '../orchestrator/door/journeys.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';

const start = 1_800_000_000_000;

describe('line 34: a wall clock that jumps while a delay runs', () => {
  test.each([['an hour ahead', hours(1)], ['an hour back', -hours(1)], ['a day ahead', hours(24)], ['a day back', -hours(24)]])('%s neither ends it early nor keeps it from ending: the store’s clock alone says when it is over', async (_what, jump) => {
    const stores = createTestClock(start);
    const hosts = createTestClock(start);
    const chat = createRecordingChannel();
    const orchestrator = createOrchestrator({ journeys: [reminder], clock: hosts, store: createMemoryStore({ clock: stores }), channels: { chat }, texts, timing: { pollMs: seconds(5) } });
    const pass = async (ms: number): Promise<void> => {
      for (let passed = 0; passed < ms; passed += seconds(5)) await Promise.all([stores.advance(seconds(5)), hosts.advance(seconds(5))]);
    };
    await orchestrator.accept({ id: '1', source: 'shop', type: 'order.placed', data: { order: 'A' }, who: ['user:ann'] });
    await pass(minutes(10));
    hosts.set(hosts.now() + jump);
    await pass(minutes(109));
    expect(chat.sent.map((message) => message.text)).toEqual(['Order A is confirmed.']);
    await pass(minutes(1) + seconds(10));
    expect(chat.sent.map((message) => message.text)).toEqual(['Order A is confirmed.', 'Order A is waiting.']);
    await orchestrator.close();
  });
});
