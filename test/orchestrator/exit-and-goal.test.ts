import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, minutes, noData, type JourneyError } from 'throughline';
import type { SendResult } from 'throughline/ports';
import { createHost } from './host.js';
import { createRecordingChannel } from './recording-channel.js';

function outage(when: 'immediate' | 'step' | 'action', ttlMs = days(3)) {
  const { setup } = defineJourney({
    id: 'outage', version: 1,
    events: { 'outage.declared': noData, 'outage.ended': noData, 'news.wanted': noData, 'customer.thanked': noData },
    facts: { told: facts.internal(z.number()) },
    channels: { chat: ['text'] },
    entry: { on: ['outage.declared'], reentry: { mode: 'after-exit' } },
    exit: [{ on: 'outage.ended', when, reason: 'outage-over' }],
    goals: [{ name: 'thanked', on: ['customer.thanked'], withinMs: hours(4) }],
    ttlMs,
  });
  return setup({}).createMachine({
    id: 'outage', context: { told: 0 }, initial: 'told',
    states: {
      told: {
        entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'There is an outage.' } },
        on: {
          'news.wanted': { actions: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Still at work.' } } },
          'outage.ended': { target: 'mended' },
        },
        after: { [hours(2)]: { target: 'told', reenter: true } },
      },
      mended: {
        entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'It is mended.' } },
        on: { 'news.wanted': { actions: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'All is well.' } } } },
        after: { [hours(9)]: 'over' },
      },
      over: { type: 'final' },
    },
  });
}

describe('when an exit event comes', () => {
  test('immediate: it leaves before its machine sees the event', async () => {
    const host = createHost([outage('immediate')]);
    await host.say('ann', 'outage.declared');
    await host.settle();
    expect(await host.say('ann', 'outage.ended')).toMatchObject({ status: 'handled' });
    await host.settle();
    expect(host.texts()).toEqual(['There is an outage.']);
    expect((await host.orchestrator.explain('user:ann')).ended).toMatchObject([{ reason: 'outage-over' }]);
    await host.orchestrator.close();
  });
  test('step: its machine handles the event, what that step says goes out, then it leaves', async () => {
    const host = createHost([outage('step')]);
    await host.say('ann', 'outage.declared');
    await host.settle();
    await host.say('ann', 'outage.ended');
    await host.settle();
    expect(host.texts()).toEqual(['There is an outage.', 'It is mended.']);
    expect((await host.orchestrator.explain('user:ann')).ended).toMatchObject([{ reason: 'outage-over' }]);
    await host.orchestrator.close();
  });
  test('action: it runs on until it is about to act, and then leaves instead', async () => {
    const host = createHost([outage('action')]);
    await host.say('ann', 'outage.declared');
    await host.settle();
    await host.say('ann', 'outage.ended');
    await host.settle();
    expect(host.texts()).toEqual(['There is an outage.']);
    expect((await host.orchestrator.explain('user:ann')).ended).toMatchObject([{ reason: 'outage-over' }]);
    await host.orchestrator.close();
  });
});

test('what was decided but not yet sent is not sent after an exit', async () => {
  let up = false;
  const chat = createRecordingChannel((message): SendResult => (up ? { status: 'sent', providerId: message.key } : { status: 'retry' }));
  const host = createHost([outage('immediate')], chat);
  await host.say('ann', 'outage.declared');
  await host.clock.advance(1_000);
  const before = chat.sent.length;
  await host.say('ann', 'outage.ended');
  up = true;
  await host.clock.advance(minutes(30));
  expect(chat.sent.length).toBe(before);
  await host.orchestrator.close();
});

test('a goal counts within its time, also after the journey has ended, and once', async () => {
  const host = createHost([outage('immediate')]);
  host.listen('goal.reached');
  await host.say('ann', 'outage.declared');
  await host.say('ann', 'outage.ended');
  await host.clock.advance(hours(1));
  await host.say('ann', 'customer.thanked');
  await host.say('ann', 'customer.thanked');
  expect(host.told).toHaveLength(1);
  await host.say('bob', 'outage.declared');
  await host.clock.advance(hours(5));
  await host.say('bob', 'customer.thanked');
  expect(await host.orchestrator.figures(['goal.outage.thanked'])).toEqual([1]);
  await host.orchestrator.close();
});

test('an instance that outlives its time leaves with the reason ttl, and says so', async () => {
  const host = createHost([outage('immediate', hours(5))]);
  host.listen('journey.ended');
  await host.say('ann', 'outage.declared');
  await host.clock.advance(hours(6));
  expect(host.told).toMatchObject([{ what: { reason: 'ttl' } }]);
  await host.clock.advance(days(2));
  expect(host.texts()).toHaveLength(3);
  await host.orchestrator.close();
});

test('a cancelled instance sends nothing more and cannot be cancelled twice', async () => {
  const host = createHost([outage('immediate')]);
  const { instances: [instance = ''] } = await host.say('ann', 'outage.declared');
  await host.settle();
  await host.orchestrator.cancel(instance, { reason: 'asked-by-agent' });
  await host.clock.advance(days(1));
  expect(host.texts()).toEqual(['There is an outage.']);
  await expect(host.orchestrator.cancel(instance)).rejects.toSatisfy((error: JourneyError) => error.code === 'JourneyClosed');
  await host.orchestrator.close();
});

// care-rules section 4, property 2
test('an instance exits once, and nothing is sent for it after that', async () => {
  const happening = fc.constantFrom('outage.ended', 'news.wanted', 'wait', 'customer.thanked');
  const timing = fc.constantFrom('immediate', 'step', 'action' as const);
  await fc.assert(fc.asyncProperty(timing, fc.array(happening, { maxLength: 25 }), fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), async (when, happenings, outcomes) => {
    let n = 0;
    const ended: number[] = [];
    const sends: { at: number; key: string }[] = [];
    const chat = createRecordingChannel((message): SendResult => {
      sends.push({ at: host.clock.now(), key: message.key });
      return outcomes[n++ % outcomes.length] === true ? { status: 'sent', providerId: message.key } : { status: 'retry' };
    });
    const host = createHost([outage(when as 'step')], chat);
    const decidedAtExit = new Set<string>();
    const decidedAt = new Map<string, number>();
    host.orchestrator.on('message.decided', ({ key, at }) => decidedAt.set(key, at));
    host.orchestrator.on('journey.ended', ({ at }) => { ended.push(at); for (const [key, decided] of decidedAt) if (decided === at) decidedAtExit.add(key); });
    await host.say('ann', 'outage.declared');
    for (const type of happenings) await (type === 'wait' ? host.clock.advance(minutes(40)) : host.say('ann', type));
    await host.clock.advance(days(4));
    expect(ended).toHaveLength(1);
    const after = sends.filter((send) => send.at > (ended[0] ?? Infinity));
    expect(after.filter((send) => !(when === 'step' && decidedAtExit.has(send.key)))).toEqual([]);
    await host.orchestrator.close();
  }), { numRuns: 60 });
});
