import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, minutes, noData, seconds } from 'throughline';
import { createHost } from './host.js';

const { setup } = defineJourney({
  id: 'reminder', version: 1,
  events: { 'visit.booked': z.object({ inMs: z.number() }), 'visit.moved': z.object({ inMs: z.number() }), 'visit.cancelled': noData, 'visit.recalled': noData },
  facts: { inMs: facts.internal(z.number()), fired: facts.internal(z.number()) },
  channels: { chat: ['text'] },
  entry: { on: ['visit.booked'], reentry: { mode: 'after-exit' } },
  ttlMs: days(500),
});
const reminder = setup({ delays: { wanted: ({ context }) => context.inMs } }).createMachine({
  id: 'reminder', context: ({ input }) => ({ inMs: input.event.data.inMs, fired: 0 }), initial: 'waiting',
  states: {
    waiting: {
      on: {
        'visit.moved': { target: 'waiting', reenter: true, actions: { type: 'remember', params: { facts: ['inMs'] } } },
        'visit.cancelled': 'over',
        'visit.recalled': { actions: { type: 'schedule', params: { name: 'recall', inMs: minutes(5), event: 'visit.cancelled' } } },
      },
      after: { wanted: 'told' },
    },
    told: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'It is time.' } }, on: { 'visit.moved': 'waiting' }, after: { [days(450)]: 'over' } },
    over: { type: 'final' },
  },
});

test('a delay of more than the 24.8 days that setTimeout can wait ends on time, not at once', async () => {
  const host = createHost([reminder]);
  await host.say('ann', 'visit.booked', { inMs: days(400) });
  await host.clock.advance(days(399));
  expect(host.texts()).toEqual([]);
  await host.clock.advance(days(1) + 100);
  expect(host.texts()).toEqual(['It is time.']);
  await host.orchestrator.close();
});

test('a delay that ends while the process is down ends once when it is back', async () => {
  const host = createHost([reminder]);
  await host.say('ann', 'visit.booked', { inMs: hours(1) });
  await host.orchestrator.close();
  await host.clock.advance(hours(5));
  expect(host.texts()).toEqual([]);
  host.reopen();
  await host.orchestrator.start();
  await host.clock.advance(minutes(1));
  expect(host.texts()).toEqual(['It is time.']);
  await host.orchestrator.close();
});

test('explain says when a journey moves by itself', async () => {
  const host = createHost([reminder]);
  await host.say('ann', 'visit.booked', { inMs: hours(1) });
  const [journey] = (await host.orchestrator.explain('user:ann')).journeys;
  expect(journey?.movesByItself[0]).toEqual({ at: host.clock.now() + hours(1), because: "the delay 'wanted' ends" });
  await host.orchestrator.close();
});

test('a scheduled event comes to its own instance at its time', async () => {
  const host = createHost([reminder]);
  await host.say('ann', 'visit.booked', { inMs: hours(1) });
  await host.say('ann', 'visit.recalled');
  await host.clock.advance(minutes(4));
  expect((await host.orchestrator.explain('user:ann')).journeys).toHaveLength(1);
  await host.clock.advance(minutes(1) + 100);
  expect((await host.orchestrator.explain('user:ann')).ended).toMatchObject([{ reason: 'done' }]);
  await host.orchestrator.close();
});

test('a delay ends once, never early and never after it was cancelled, whatever is moved when', async () => {
  const move = fc.oneof(
    fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: minutes(20) }) }),
    fc.record({ do: fc.constant('move' as const), ms: fc.integer({ min: 1, max: minutes(30) }) }),
    fc.record({ do: fc.constant('restart' as const), ms: fc.constant(0) }),
  );
  await fc.assert(fc.asyncProperty(fc.array(move, { maxLength: 20 }), async (moves) => {
    const host = createHost([reminder]);
    await host.say('ann', 'visit.booked', { inMs: minutes(10) });
    let due = host.clock.now() + minutes(10);
    let expected = 0;
    for (const { do: what, ms } of moves) {
      if (what === 'restart') { host.reopen(); await host.orchestrator.start(); }
      if (what === 'wait') await host.clock.advance(ms);
      if (host.clock.now() >= due) { expected += 1; due = Infinity; await host.clock.advance(seconds(2)); }
      if (what === 'move') {
        await host.say('ann', 'visit.moved', { inMs: ms });
        // from `told` the new delay is not remembered: the old one counts again
        const { facts: known = [] } = (await host.orchestrator.briefing('user:ann')).journeys[0] ?? {};
        due = host.clock.now() + Number(known.find((fact) => fact.name === 'inMs')?.value);
      }
      expect(new Set(host.chat.sent.map((message) => message.key)).size).toBe(expected);
    }
    await host.orchestrator.close();
  }), { numRuns: 80 });
});
