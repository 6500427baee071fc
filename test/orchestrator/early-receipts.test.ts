import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, noData, seconds, type JourneyError } from 'throughline';
import type { SendResult } from 'throughline/ports';
import { createHost } from './host.js';
import { createRecordingChannel } from './recording-channel.js';

const { setup } = defineJourney({
  id: 'notice', version: 1, ttlMs: days(1),
  events: { 'notice.wanted': noData, 'message.delivered': z.object({ messageId: z.string(), channel: z.string() }) },
  facts: {}, channels: { chat: ['text', 'receipts'] }, entry: { on: ['notice.wanted'], reentry: { mode: 'after-exit' } },
});
const notice = setup({}).createMachine({
  context: {}, initial: 'told',
  states: { told: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Hello' } }, on: { 'message.delivered': 'delivered' }, after: { [days(1)]: 'over' } }, delivered: { after: { [days(1)]: 'over' } }, over: { type: 'final' } },
});
const receipt = { kind: 'receipt', id: 'r1', providerId: 'p-1', state: 'delivered' } as const;

describe('a provider that tells of a message before it has answered who sent it', () => {
  test('is heard as soon as it has: its receipt reaches the journey', async () => {
    let answer: (result: SendResult) => void = () => {};
    const chat = createRecordingChannel(() => new Promise((resolve) => { answer = resolve; }));
    const host = createHost([notice], chat);
    host.listen('receipt.unknown');
    await host.say('ann', 'notice.wanted');
    await host.settle();
    const heard = chat.hear(receipt);
    await host.clock.advance(100);
    answer({ status: 'sent', providerId: 'p-1' });
    await heard;
    expect((await host.orchestrator.explain('user:ann')).journeys[0]?.where).toEqual(['delivered']);
    expect(host.told).toEqual([]);
    await host.orchestrator.close();
  });

  test('is heard in the very moment of its answer', async () => {
    const host = createHost([notice], createRecordingChannel(() => { void host.chat.hear(receipt); return { status: 'sent', providerId: 'p-1' }; }));
    await host.say('ann', 'notice.wanted');
    await host.settle();
    expect((await host.orchestrator.explain('user:ann')).journeys[0]?.where).toEqual(['delivered']);
    await host.orchestrator.close();
  });

  test('is asked to send it again where its answer does not come, and an adapter that waits for itself is not kept for ever', async () => {
    const chat = createRecordingChannel(() => new Promise(() => {}));
    const host = createHost([notice], chat, { timing: { pollMs: days(365), drainMs: 1 } });
    await host.say('ann', 'notice.wanted');
    await host.settle();
    const refused = chat.hear(receipt).catch((error: JourneyError) => error.code);
    await host.clock.advance(seconds(3));
    expect(await refused).toBe('Busy');
    const closing = host.orchestrator.close();
    await host.clock.advance(seconds(30));
    await closing;
  });

  test('is asked to send it again where the process that sent died before it noted so, and is heard once the message has gone again', async () => {
    let answers = false;
    const chat = createRecordingChannel(() => (answers ? { status: 'sent', providerId: 'p-1' } : new Promise(() => {})));
    const host = createHost([notice], chat);
    await host.say('ann', 'notice.wanted');
    await host.settle();
    host.reopen();
    answers = true;
    await host.orchestrator.start();
    expect(await chat.hear(receipt).catch((error: JourneyError) => error.code)).toBe('Busy');
    await host.settle();
    await chat.hear(receipt);
    expect((await host.orchestrator.explain('user:ann')).journeys[0]?.where).toEqual(['delivered']);
    await host.orchestrator.close();
  });

  test('of a message that nobody here sent is let go as soon as all that the dead process may have sent has gone again', async () => {
    let answers = false;
    const chat = createRecordingChannel(() => (answers ? { status: 'sent', providerId: 'p-1' } : new Promise(() => {})));
    const host = createHost([notice], chat);
    const foreign = { ...receipt, id: 'r2', providerId: 'of another host' };
    await host.say('ann', 'notice.wanted');
    await host.settle();
    host.reopen();
    answers = true;
    await host.orchestrator.start();
    expect(await chat.hear(foreign).catch((error: JourneyError) => error.code)).toBe('Busy');
    await host.settle();
    await host.clock.advance(seconds(10));
    await chat.hear(foreign);
    await host.orchestrator.close();
  });

  test('tells of a message that nobody here sent: it is said aloud and waits for nobody', async () => {
    const host = createHost([notice]);
    host.listen('receipt.unknown');
    await host.say('ann', 'notice.wanted');
    await host.settle();
    await host.chat.hear({ ...receipt, providerId: 'of another host' });
    expect(host.told).toMatchObject([{ type: 'receipt.unknown', what: { channel: 'chat', id: 'r1' } }]);
    await host.orchestrator.close();
  });
});
